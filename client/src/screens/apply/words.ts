/** What states and steps of an application are called. */
import { useLingui } from "@lingui/react/macro";
import type { Status, Step } from "@/concepts/founding/applications";

export function useStatusWords(): Record<Status, string> {
  const { t } = useLingui();
  return { pending: t`На рассмотрении`, refused: t`Отклонена`, approved: t`Одобрена` };
}

export function useStepWords(): Record<Step["what"], string> {
  const { t } = useLingui();
  return { sent: t`Отправлена`, corrected: t`Исправлена и отправлена`, refused: t`Отклонена`, approved: t`Одобрена` };
}

export const tones = { pending: "accent", refused: "danger", approved: "ok" } as const;
