/** «Отправленные»: what was announced in the school or to one's own classes, and how far it has come. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { rowsOf, type Sent, useSent, useWaiting } from "@/concepts/announcements/announcements";
import { Badge, Card, EmptyState, ErrorState, IconButton, ListRow, momentInWords, NoRights, SkeletonRows } from "@/kit";
import { inWords, Problem } from "@/sync/http";
import { More } from "./More";
import { useReceiptWords } from "./words";

export function SentScreen() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const may = useWaiting().data?.abilities ?? [];
  return (
    <Page
      title={t`Отправленные объявления`}
      back={routes.announcements}
      actions={
        may.includes("writeAnnouncement") && (
          <IconButton icon="edit" label={t`Написать объявление`} onClick={() => go(routes.newAnnouncement)} />
        )
      }
    >
      <SentList />
    </Page>
  );
}

function SentList() {
  const pages = useSent();
  const rows = rowsOf(pages.data);
  if (pages.error instanceof Problem && [403, 404].includes(pages.error.status)) return <OnlyWriters />;
  if (pages.error && !rows)
    return (
      <ErrorState title={<Trans>Не удалось загрузить объявления</Trans>} onRetry={() => void pages.refetch()}>
        {inWords(pages.error)}
      </ErrorState>
    );
  if (!rows) return <SkeletonRows rows={5} avatar={false} />;
  if (rows.length === 0)
    return (
      <EmptyState icon="megaphone" title={<Trans>Вы ещё ничего не объявляли</Trans>}>
        <Trans>У каждого объявления здесь видно, кто ознакомился, а кто ещё нет.</Trans>
      </EmptyState>
    );
  return (
    <>
      <Card>
        <ul className="-m-4">
          {rows.map((one) => (
            <li key={one.id}>
              <SentRow one={one} />
            </li>
          ))}
        </ul>
      </Card>
      <More pages={pages} />
    </>
  );
}

function SentRow({ one }: { one: Sent }) {
  const words = useReceiptWords();
  return (
    <ListRow
      href={path(routes.sentAnnouncement, { announcementId: one.id })}
      title={
        <>
          № {one.number} · {one.title}
        </>
      }
      end={
        one.urgent ? (
          <Badge tone="danger">
            <Trans>срочно</Trans>
          </Badge>
        ) : undefined
      }
    >
      {one.addressed} · {momentInWords(one.sentAt)}
      <span className="block">{words(one.receipts, one.wantsAcknowledgement)}</span>
    </ListRow>
  );
}

export function OnlyWriters() {
  return (
    <NoRights title={<Trans>Эта страница — для тех, кто объявляет</Trans>}>
      <Trans>Объявляют администратор, руководитель и классный руководитель своему классу.</Trans>
    </NoRights>
  );
}
