/** «Приглашения» of a class or of the staff: slips to print, links for many, who has not come in (B1–B3). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "wouter";
import { Page } from "@/app/Page";
import type { components } from "@/contract/openapi";
import { Badge, Banner, Button, Card, EmptyState, ErrorState, ListRow, NoRights, SkeletonRows, toast } from "@/kit";
import { useClassHome } from "@/screens/classes/useClassHome";
import { call, download, inWords, Problem } from "@/sync/http";
import { Links } from "./Links";

type Overview = components["schemas"]["Overview"];

export default function InvitationsScreen() {
  const { t } = useLingui();
  const classId = useParams<{ classId?: string }>().classId;
  const home = useClassHome(classId);
  const { data, error, refetch } = useQuery({
    queryKey: ["slips", classId ?? "staff"],
    queryFn: () => call<Overview>("GET", "/api/slips", { query: { class_id: classId } }),
  });
  return (
    <Page title={t`Приглашения`} subtitle={data?.title} back={home}>
      {data ? (
        <>
          <Slips data={data} classId={classId} onPrinted={() => void refetch()} />
          <Links classId={classId} />
        </>
      ) : error instanceof Problem && (error.status === 403 || error.status === 404) ? (
        <NoRights title={<Trans>Приглашает классный руководитель или администратор</Trans>} />
      ) : error ? (
        <ErrorState title={<Trans>Не удалось загрузить приглашения</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={6} avatar={false} />
      )}
    </Page>
  );
}

/** A page for each role: it prints behind the slips, and alone. */
function Memos({ classId }: { classId: string | undefined }) {
  const { t } = useLingui();
  const memos = classId
    ? [
        { role: "guardian", name: t`родителям` },
        { role: "pupil", name: t`ученикам` },
      ]
    : [
        { role: "teacher", name: t`учителям` },
        { role: "other_staff", name: t`сотрудникам` },
      ];
  const print = (role: string) =>
    download(`/api/leaflets/${role}`, t`Памятка.pdf`).catch((error: unknown) =>
      toast(inWords(error), { tone: "error" }),
    );
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-1 text-muted">
      <Trans>Памятка печатается вместе с листками. Отдельно:</Trans>
      {memos.map(({ role, name }) => (
        <Button key={role} small weight="quiet" onClick={() => void print(role)}>
          {name}
        </Button>
      ))}
    </p>
  );
}

function Slips({ data, classId, onPrinted }: { data: Overview; classId: string | undefined; onPrinted: () => void }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const waiting = data.rows.filter((one) => one.state !== "joined");
  async function print(whom: string[], people: string[] = []) {
    setBusy(true);
    try {
      const body = { whom, people, ...(classId ? { classId } : {}) };
      await download("/api/slips", t`Приглашения.pdf`, { method: "POST", body });
      onPrinted();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  if (!data.rows.length)
    return (
      <EmptyState icon="slip" title={<Trans>Приглашать пока некого</Trans>}>
        <Trans>Сначала загрузите список или добавьте людей.</Trans>
      </EmptyState>
    );
  return (
    <Card title={<Trans>Личные приглашения на бумаге</Trans>}>
      <p className="text-muted">
        <Plural
          value={waiting.length}
          _0="Все вошли."
          one="Не вошёл # человек."
          few="Не вошли # человека."
          many="Не вошли # человек."
          other="Не вошли # человека."
        />{" "}
        <Trans>Новая печать делает новые коды: прежние листки перестают действовать.</Trans>
      </p>
      {!data.mayPrint && (
        <Banner tone="warn">
          <Trans>Сначала администратор открывает пробный QR-код с телефона или выбирает «Только внутри школы».</Trans>
        </Banner>
      )}
      <div className="my-3 flex flex-wrap gap-2">
        {classId ? (
          <>
            <Button
              icon="print"
              busy={busy}
              disabled={!data.mayPrint}
              onClick={() => void print(["pupil", "guardian"])}
            >
              <Trans>Всем, кто не вошёл</Trans>
            </Button>
            <Button weight="secondary" disabled={busy || !data.mayPrint} onClick={() => void print(["guardian"])}>
              <Trans>Родителям</Trans>
            </Button>
            <Button weight="secondary" disabled={busy || !data.mayPrint} onClick={() => void print(["pupil"])}>
              <Trans>Ученикам</Trans>
            </Button>
          </>
        ) : (
          <Button icon="print" busy={busy} disabled={!data.mayPrint} onClick={() => void print(["staff"])}>
            <Trans>Сотрудникам, кто не вошёл</Trans>
          </Button>
        )}
      </div>
      <Memos classId={classId} />
      {waiting.map((one) => (
        <ListRow
          key={one.personId + (one.childId ?? "")}
          title={one.name}
          end={
            <Button
              small
              weight="quiet"
              disabled={busy || !data.mayPrint}
              onClick={() =>
                void print([classId ? (one.role === "pupil" ? "pupil" : "guardian") : "staff"], [one.personId])
              }
            >
              <Trans>Печать</Trans>
            </Button>
          }
        >
          {one.state === "printed" ? (
            <Badge>{t`приглашение на руках`}</Badge>
          ) : one.state === "expired" ? (
            <Badge tone="warn">{t`срок вышел`}</Badge>
          ) : (
            t`без приглашения`
          )}
        </ListRow>
      ))}
    </Card>
  );
}
