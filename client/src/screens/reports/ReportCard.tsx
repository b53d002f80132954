/** A report: whom it is about, why, what was said, and what to do. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Report } from "@/concepts/reports/reports";
import { Badge, Banner, Button, momentInWords } from "@/kit";
import { DecisionDialog, type Outcome } from "./DecisionDialog";
import { Evidence } from "./Evidence";

export function ReportCard({ report }: { report: Report }) {
  const { t } = useLingui();
  const [deciding, decide] = useState<Outcome | null>(null);
  const times = plural(report.times, { one: "# жалоба", few: "# жалобы", many: "# жалоб", other: "# жалобы" });
  const who = report.reporters.join(", ");
  return (
    <article className="overflow-hidden rounded-2xl bg-surface shadow-card">
      {report.urgent && (
        <Banner icon="alert" tone="danger" title={<Trans>Угроза жизни или здоровью</Trans>}>
          <Trans>Просит помощи: {who}. Сначала помогите, затем разберите жалобу.</Trans>
        </Banner>
      )}
      <header className="flex flex-col gap-0.5 px-4 pt-3 pb-2">
        <h2 className="flex flex-wrap items-center gap-1.5 font-semibold">
          {report.about === "person" ? t`На человека: ${report.accused.name}` : t`На сообщение: ${report.accused.name}`}
          {report.accused.badge && <Badge>{report.accused.badge}</Badge>}
        </h2>
        <p className="text-sm text-muted">
          {report.roomTitle} · {times} · {momentInWords(report.at)}
        </p>
        {report.reasons.map((reason, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: reasons never change their order
          <p key={place} className="wrap-anywhere">
            {reason}
          </p>
        ))}
      </header>
      <Evidence report={report} />
      {report.decided ? (
        <DecidedLine decided={report.decided} />
      ) : report.abilities.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          <Trans>Вы сами на это пожаловались: решает другой, классный руководитель или администратор.</Trans>
        </p>
      ) : (
        <footer className="flex flex-wrap gap-2 px-4 py-3">
          <Button small weight="secondary" onClick={() => decide("kept")}>
            <Trans>Нарушения нет</Trans>
          </Button>
          <Button small weight="secondary" onClick={() => decide("acted")}>
            <Trans>Меры приняты</Trans>
          </Button>
          {report.about === "message" && (
            <Button small weight="danger" onClick={() => decide("deleted")}>
              <Trans>Удалить у всех</Trans>
            </Button>
          )}
        </footer>
      )}
      <DecisionDialog report={report} outcome={deciding} onClose={() => decide(null)} />
    </article>
  );
}

function DecidedLine({ decided }: { decided: NonNullable<Report["decided"]> }) {
  const { t } = useLingui();
  const words = { kept: t`Нарушения нет`, deleted: t`Удалено у всех`, acted: t`Меры приняты` }[decided.outcome];
  return (
    <p className="px-4 py-3 text-muted">
      {words} · {decided.by}, {momentInWords(decided.at)}
    </p>
  );
}
