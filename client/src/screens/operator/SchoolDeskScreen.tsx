/** One school at the operator's desk: its recoveries, and the form that brings the head's order in (A9). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type RecoveryCard, type SchoolDesk, schoolDeskQuery } from "@/concepts/founding/recovery";
import { Badge, Banner, Button, Card, momentInWords } from "@/kit";
import { StopDialog } from "@/screens/recovery/StopDialog";
import { Asked } from "@/screens/school/Asked";
import { RecoveryForm } from "./RecoveryForm";
import { ScanButton } from "./ScanButton";
import { useDesk } from "./useDesk";

export default function SchoolDeskScreen() {
  const { t } = useLingui();
  const { schoolId = "" } = useParams<{ schoolId: string }>();
  const query = useQuery(schoolDeskQuery(schoolId));
  return (
    <Page title={query.data?.shortName ?? t`Школа`} subtitle={t`Смена администратора по приказу`} back={routes.schools}>
      <Asked query={query}>{(desk) => <Desk desk={desk} />}</Asked>
    </Page>
  );
}

function Desk({ desk }: { desk: SchoolDesk }) {
  const open = desk.recoveries.find((one) => one.status === "waiting" || one.status === "invited");
  const past = desk.recoveries.filter((one) => one !== open);
  const hours = desk.waitHours;
  return (
    <>
      {open ? (
        <Open one={open} />
      ) : (
        <>
          <Banner tone="info">
            <Trans>
              Только по приказу руководителя, когда администратора в школе не осталось. Все работники получат сообщение;
              приказ вступит в силу через{" "}
              <Plural value={hours} one="# час" few="# часа" many="# часов" other="# часа" />, если его не остановит
              действующий администратор.
            </Trans>
          </Banner>
          <RecoveryForm desk={desk} />
        </>
      )}
      {past.length > 0 && (
        <Card title={<Trans>Прежние приказы</Trans>}>
          <ul className="flex flex-col gap-4">
            {past.map((one) => (
              <li key={one.id}>
                <Past one={one} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Open({ one }: { one: RecoveryCard }) {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const act = useDesk(() => ask(false));
  const due = momentInWords(one.dueAt);
  const { name, order } = one;
  return (
    <Card title={<Trans>Приказ {order}</Trans>} action={<StatusBadge one={one} />}>
      <div className="flex flex-col gap-3">
        <p>
          {one.status === "invited" ? (
            <Trans>{name} получает письмо со ссылкой и станет администратором, когда войдёт.</Trans>
          ) : (
            <Trans>
              Администратором станет {name}: {due}. До этого приказ можно остановить.
            </Trans>
          )}
        </p>
        <div className="flex flex-wrap gap-2">
          <ScanButton path={`/api/operator/recoveries/${one.id}/scan`} />
          <Button weight="secondary" onClick={() => ask(true)}>
            <Trans>Остановить</Trans>
          </Button>
        </div>
      </div>
      <StopDialog
        open={asking}
        onClose={() => ask(false)}
        busy={act.isPending}
        onStop={(reason) =>
          act.mutate({
            path: `/api/operator/schools/${one.schoolId}/recoveries/stop`,
            body: { reason },
            done: t`Приказ остановлен`,
          })
        }
      />
    </Card>
  );
}

function Past({ one }: { one: RecoveryCard }) {
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">
          {one.order} · {one.name}
        </span>
        <StatusBadge one={one} />
      </p>
      {one.endedAt && <p className="text-sm text-muted">{momentInWords(one.endedAt)}</p>}
      {one.reason && (
        <p className="break-words text-muted">
          {one.stoppedBy && `${one.stoppedBy}: `}
          {one.reason}
        </p>
      )}
    </>
  );
}

function StatusBadge({ one }: { one: RecoveryCard }) {
  const { t } = useLingui();
  const words = {
    waiting: t`Ждёт`,
    invited: t`Приглашён`,
    applied: t`Исполнен`,
    stopped: t`Остановлен`,
    void: t`Не исполнен`,
  };
  const tones = { waiting: "warn", invited: "warn", applied: "ok", stopped: "neutral", void: "neutral" } as const;
  return <Badge tone={tones[one.status]}>{words[one.status]}</Badge>;
}
