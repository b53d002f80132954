/** What the registry says of a person, in words and as a mark. */
import { useLingui } from "@lingui/react/macro";
import type { ConsentRow, MyConsent } from "@/concepts/admission/consents";
import { Badge, dayName } from "@/kit";

type Row = Pick<ConsentRow, "state" | "how" | "version" | "at" | "givenBy"> & { recordedBy?: string | null };

/** «12 ноября · электронно · Иванова Ольга · редакция 2». */
export function useConsentWords(): (row: Row) => string {
  const { t } = useLingui();
  return ({ state, how, version, at, givenBy, recordedBy }) => {
    if (state === "none" || !at) return "";
    const way = how === "paper" ? t`на бумаге` : t`электронно`;
    const who = how === "paper" ? recordedBy && t`отметка: ${recordedBy}` : givenBy;
    return [dayName(at).toLowerCase(), way, who, t`редакция ${version}`].filter(Boolean).join(" · ");
  };
}

export function ConsentBadge({ row, newest }: { row: ConsentRow | MyConsent; newest: number }) {
  const { t } = useLingui();
  if (row.state === "given")
    return (row.version ?? 0) < newest ? (
      <Badge tone="warn">{t`прежняя редакция`}</Badge>
    ) : (
      <Badge tone="ok">{t`согласие есть`}</Badge>
    );
  if (row.state === "refused") return <Badge tone="danger">{t`отказ`}</Badge>;
  if (row.state === "withdrawn") return <Badge tone="danger">{t`отозвано`}</Badge>;
  return <Badge tone="warn">{t`ждём согласия`}</Badge>;
}
