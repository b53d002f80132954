/** Reasons without a diagnosis, and days as people say them. */
import { useLingui } from "@lingui/react/macro";
import { type Days, dayAfter, type Reason } from "@/concepts/absences/absences";
import { typeset } from "@/kit";

export const reasons: Reason[] = ["illness", "doctor", "family", "event", "other"];

export function useReasonWords(): Record<Reason, string> {
  const { t } = useLingui();
  return {
    illness: t`Болеет`,
    doctor: t`Идёт к врачу`,
    family: t`Семейные обстоятельства`,
    event: t`Соревнования, олимпиада`,
    other: t`Другая причина`,
  };
}

const named = new Intl.DateTimeFormat("ru", { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
const short = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long", timeZone: "UTC" });
const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** «Сегодня, 24 ноября», «Завтра, 25 ноября», «пт, 27 ноября». */
export function useDayWords(): (day: string, today: string) => string {
  const { t } = useLingui();
  return (day, today) => {
    const date = short.format(at(day));
    if (day === today) return t`Сегодня, ${date}`;
    if (day === dayAfter(today)) return t`Завтра, ${date}`;
    return named.format(at(day));
  };
}

/** «Сегодня, 24 ноября», or «24 ноября – 28 ноября». */
export function useDaysWords(): (days: Days, today: string) => string {
  const words = useDayWords();
  return ({ firstDay, lastDay }, today) =>
    firstDay === lastDay
      ? words(firstDay, today)
      : typeset(`${short.format(at(firstDay))} – ${short.format(at(lastDay))}`);
}
