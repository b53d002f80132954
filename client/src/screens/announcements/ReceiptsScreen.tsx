/** The receipts of one announcement: numbers that move by themselves, who has not read it, a reminder, paper. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type ReceiptsPage, useReceipts, useRenew } from "@/concepts/announcements/announcements";
import { Badge, Button, Card, ErrorState, momentInWords, Progress, SkeletonRows, toast } from "@/kit";
import { call, download, inWords, Problem } from "@/sync/http";
import { BareChildren, PeopleLists } from "./ReceiptLists";
import { OnlyWriters } from "./SentScreen";

export function ReceiptsScreen({ id }: { id: string }) {
  const { t } = useLingui();
  return (
    <Page title={t`Кто ознакомился`} back={routes.sentAnnouncements}>
      <Body id={id} />
    </Page>
  );
}

function Body({ id }: { id: string }) {
  const { data, error, refetch } = useReceipts(id);
  if (error instanceof Problem && [403, 404].includes(error.status)) return <OnlyWriters />;
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить, кто ознакомился</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={6} avatar={false} />;
  return (
    <>
      <Said page={data} />
      <Numbers page={data} />
      {data.receipts.children > data.receipts.covered && <BareChildren id={id} />}
      <PeopleLists id={id} page={data} />
    </>
  );
}

function Said({ page: { announcement } }: { page: ReceiptsPage }) {
  return (
    <Card>
      <p className="flex flex-wrap gap-x-2 text-sm text-muted">
        <span>
          <Trans>№ {announcement.number}</Trans> · {momentInWords(announcement.sentAt)}
        </span>
        {announcement.urgent && (
          <Badge tone="danger">
            <Trans>срочно</Trans>
          </Badge>
        )}
      </p>
      <h2 className="text-lg font-semibold wrap-anywhere">{announcement.title}</h2>
      <p className="wrap-anywhere whitespace-pre-wrap">{announcement.text}</p>
      <p className="pt-1 text-sm text-muted">
        {announcement.addressed} · {announcement.authorName}
      </p>
    </Card>
  );
}

function Numbers({ page }: { page: ReceiptsPage }) {
  const { t } = useLingui();
  const { announcement, receipts } = page;
  const { children, covered, recipients, reached } = receipts;
  const done = announcement.wantsAcknowledgement ? receipts.acknowledged : receipts.read;
  const away = recipients - reached;
  return (
    <Card>
      <div className="flex flex-col gap-3">
        <div className="flex flex-col gap-1.5" aria-live="polite">
          <p>
            {announcement.wantsAcknowledgement ? (
              <Trans>
                Ознакомились <b>{done}</b> из {recipients}
              </Trans>
            ) : (
              <Trans>
                Прочли <b>{done}</b> из {recipients}
              </Trans>
            )}
          </p>
          <Progress value={done} max={recipients} label={t`Ознакомились ${done} из ${recipients}`} />
        </div>
        {children > 0 && (
          <div className="flex flex-col gap-1.5">
            <p>
              <Trans>
                Дети, чей представитель ознакомлен: <b>{covered}</b> из {children}
              </Trans>
            </p>
            <Progress value={covered} max={children} label={t`Дети: ${covered} из ${children}`} />
          </div>
        )}
        {away > 0 && (
          <p className="text-sm text-muted">
            <Plural
              value={away}
              one="# получатель ещё не на платформе"
              few="# получателя ещё не на платформе"
              many="# получателей ещё не на платформе"
              other="# получателя ещё не на платформе"
            />
          </p>
        )}
        <Acts page={page} />
      </div>
    </Card>
  );
}

function Acts({ page }: { page: ReceiptsPage }) {
  const { t } = useLingui();
  const renew = useRenew();
  const [busy, setBusy] = useState("");
  const { announcement, receipts, remindable } = page;
  const place = `/api/announcements/${announcement.id}`;
  async function act(name: string, deed: () => Promise<void>) {
    setBusy(name);
    try {
      await deed();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy("");
  }
  const remind = () =>
    act("remind", async () => {
      const { reminded } = await call<{ reminded: number }>("POST", `${place}/remind`);
      toast(t`Напомнили. Получателей: ${reminded}`);
      await renew();
    });
  const bare = receipts.children - receipts.covered;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {announcement.abilities.includes("remindAnnouncement") && remindable > 0 && (
          <Button small icon="bell" busy={busy === "remind"} onClick={() => void remind()}>
            <Trans>Напомнить {remindable}</Trans>
          </Button>
        )}
        <Button
          small
          weight="secondary"
          icon="file"
          busy={busy === "protocol"}
          onClick={() => void act("protocol", () => download(`${place}/protocol`, "protocol.pdf"))}
        >
          <Trans>Протокол</Trans>
        </Button>
        {receipts.outside > 0 && (
          <Button
            small
            weight="secondary"
            icon="print"
            busy={busy === "paper"}
            onClick={() => void act("paper", () => download(`${place}/paper`, "paper.pdf"))}
          >
            <Trans>На бумаге: {receipts.outside}</Trans>
          </Button>
        )}
        {bare > receipts.outside && receipts.reached < receipts.recipients && (
          <Button
            small
            weight="secondary"
            icon="print"
            busy={busy === "unreached"}
            onClick={() =>
              void act("unreached", () => download(`${place}/paper`, "paper.pdf", { query: { families: "unreached" } }))
            }
          >
            <Trans>Список не вошедших</Trans>
          </Button>
        )}
      </div>
      {page.remindedAt && page.waiting > 0 && (
        <p className="text-sm text-muted">{t`Напоминали ${momentInWords(page.remindedAt)}. Не чаще раза в 12 часов.`}</p>
      )}
    </>
  );
}
