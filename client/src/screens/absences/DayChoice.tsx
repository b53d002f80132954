/** Which day is looked at: today, tomorrow, or one that is typed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { dayAfter } from "@/concepts/absences/absences";
import { Chips, DateField, Field, fromIsoDate, toIsoDate } from "@/kit";

export function DayChoice(props: { day: string; today: string; onDay: (day: string) => void }) {
  const { t } = useLingui();
  const { day, today, onDay } = props;
  const tomorrow = dayAfter(today);
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed !== null ? "other" : day === today ? "today" : day === tomorrow ? "tomorrow" : "other";
  return (
    <div className="-mx-3">
      <Chips
        label={t`Какой день`}
        value={value}
        onValue={(one) => {
          setTyped(one === "other" ? fromIsoDate(day) : null);
          if (one !== "other") onDay(one === "today" ? today : tomorrow);
        }}
        choices={[
          { value: "today", label: t`Сегодня` },
          { value: "tomorrow", label: t`Завтра` },
          { value: "other", label: t`Другой день` },
        ]}
      />
      {typed !== null && (
        <div className="px-3 pt-1">
          <Field label={<Trans>День</Trans>} error={typed.length === 10 && !toIsoDate(typed) && t`Такого дня нет`}>
            <DateField
              value={typed}
              onValue={(next) => {
                setTyped(next);
                const iso = toIsoDate(next);
                if (iso) onDay(iso);
              }}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
