/** «Жалобы» (E3): the reported message with five on each side, and two answers: leave it or delete it for all. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { decidesReports, type Nearby, type Report, reportsQuery, useReports } from "@/concepts/reports/reports";
import { plain } from "@/concepts/rooms/grammar";
import {
  Button,
  cx,
  Dialog,
  EmptyState,
  ErrorState,
  momentInWords,
  NoRights,
  SkeletonRows,
  timeOf,
  toast,
} from "@/kit";
import { call, inWords } from "@/sync/http";

export default function ReportsScreen() {
  const { t } = useLingui();
  return (
    <Page title={t`Жалобы`} back={routes.chats}>
      <Reports />
    </Page>
  );
}

function Reports() {
  const me = useMe();
  const { data, error, refetch } = useReports(me);
  if (!decidesReports(me))
    return (
      <NoRights title={<Trans>Жалобы разбирают классный руководитель и администратор</Trans>}>
        <Trans>Пожаловаться можно на любое сообщение: нажмите на него и подержите.</Trans>
      </NoRights>
    );
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить жалобы</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={4} />;
  if (data.length === 0)
    return (
      <EmptyState icon="report" title={<Trans>Жалоб нет</Trans>}>
        <Trans>Когда кто-нибудь пожалуется на сообщение, оно появится здесь. Кто пожаловался, не видно никому.</Trans>
      </EmptyState>
    );
  return data.map((report) => <ReportCard key={report.id} report={report} />);
}

function ReportCard({ report }: { report: Report }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState<"kept" | "deleted" | null>(null);
  const times = plural(report.times, { one: "# жалоба", few: "# жалобы", many: "# жалоб", other: "# жалобы" });
  async function decide(decision: "kept" | "deleted") {
    setBusy(decision);
    try {
      await call("POST", `/api/reports/${report.id}/decision`, { body: { decision } });
      toast(decision === "kept" ? t`Сообщение оставлено` : t`Сообщение удалено у всех`);
      await client.invalidateQueries({ queryKey: reportsQuery.queryKey });
    } catch (error) {
      toast(inWords(error), { tone: "error" });
      setBusy(null);
    }
  }
  return (
    <article className="overflow-hidden rounded-2xl bg-surface shadow-card">
      <header className="flex flex-col gap-0.5 px-4 pt-3 pb-2">
        <h2 className="font-semibold">{report.roomTitle}</h2>
        <p className="text-sm text-muted">
          {times} · {momentInWords(report.at)}
        </p>
        <p>{report.reason}</p>
      </header>
      <ol className="flex flex-col gap-1 bg-canvas px-3 py-3">
        {report.around.map((message) => (
          <Line
            key={message.position}
            message={message}
            reported={message.position === report.position}
            nameOf={(id) => report.around.find((one) => one.author.id === id)?.author.name}
          />
        ))}
      </ol>
      <footer className="flex flex-wrap gap-2 px-4 py-3">
        <Button small weight="secondary" busy={busy === "kept"} onClick={() => void decide("kept")}>
          <Trans>Оставить</Trans>
        </Button>
        <Button small weight="danger" busy={busy === "deleted"} onClick={() => ask(true)}>
          <Trans>Удалить у всех</Trans>
        </Button>
      </footer>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t`Удалить сообщение у всех?`}
        description={t`На его месте останется «Сообщение удалено модератором». Автор это увидит.`}
        cancels
        actions={
          <Button
            weight="danger"
            onClick={() => {
              ask(false);
              void decide("deleted");
            }}
          >
            <Trans>Удалить у всех</Trans>
          </Button>
        }
      />
    </article>
  );
}

function Line(props: { message: Nearby; reported: boolean; nameOf: (id: string) => string | undefined }) {
  const { message, reported, nameOf } = props;
  return (
    <li
      className={cx("max-w-full rounded-2xl px-3 py-1.5", reported ? "bg-danger-soft ring-1 ring-danger" : "bg-bubble")}
    >
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-semibold">{message.author.name}</span>
        <span className="text-muted">{message.author.badge}</span>
        <time className="ml-auto text-xs text-muted" dateTime={message.sentAt}>
          {timeOf(message.sentAt)}
        </time>
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap">
        {message.deleted ? (
          <i className="text-muted">
            <Trans>Сообщение удалено</Trans>
          </i>
        ) : (
          plain(message.text, nameOf)
        )}
      </p>
    </li>
  );
}
