/** When a chat is stricter by itself: during lessons, at given hours, and how strict (C5). */
import { Trans, useLingui } from "@lingui/react/macro";
import { Field, Select, Switch } from "@/kit";
import { ClockSpan } from "../bells/ClockSpan";
import { Weekdays } from "../bells/Weekdays";
import type { Timetable } from "./timetables";

type Closing = NonNullable<Timetable["hours"]>;
type FieldsProps = { value: Timetable; onValue: (value: Timetable) => void; silent?: boolean };

/** `silent`: the class has no bells, so that there are no lessons to follow yet. */
export function Fields({ value, onValue, silent }: FieldsProps) {
  const { t } = useLingui();
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label={t`Во время уроков`}
        hint={
          silent
            ? t`У класса нет расписания звонков: пока оно не задано, чат на уроках открыт`
            : t`По расписанию звонков класса; на переменах и в каникулы чат открыт`
        }
        checked={!!value.lessons}
        onChecked={(on) => onValue({ ...value, lessons: on ? "announcements" : null })}
      />
      {value.lessons && (
        <How label={t`На уроках`} value={value.lessons} onValue={(lessons) => onValue({ ...value, lessons })} />
      )}
      <Switch
        label={t`В определённые часы`}
        hint={t`Например, ночью. Считаются часы школы`}
        checked={!!value.hours}
        onChecked={(on) => onValue({ ...value, hours: on ? "readOnly" : null })}
      />
      {value.hours && (
        <>
          <How label={t`В эти часы`} value={value.hours} onValue={(hours) => onValue({ ...value, hours })} />
          <ClockSpan
            begins={value.begins ?? 0}
            ends={value.ends ?? 0}
            onBegins={(begins) => onValue({ ...value, begins })}
            onEnds={(ends) => onValue({ ...value, ends })}
          />
          <Weekdays
            legend={t`В какие дни начинается`}
            chosen={value.weekdays ?? []}
            onChosen={(weekdays) => onValue({ ...value, weekdays })}
          />
        </>
      )}
      <p className="text-sm text-muted">
        <Trans>Объявления пишут те, кто ведёт чат. В режиме «Только чтение» не пишет никто.</Trans>
      </p>
    </div>
  );
}

function How(props: { label: string; value: Closing; onValue: (value: Closing) => void }) {
  const { t } = useLingui();
  return (
    <Field label={props.label}>
      <Select value={props.value} onChange={(event) => props.onValue(event.target.value as Closing)}>
        <option value="announcements">{t`Только объявления`}</option>
        <option value="readOnly">{t`Только чтение`}</option>
      </Select>
    </Field>
  );
}
