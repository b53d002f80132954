/** When a chat is stricter by itself: during lessons, at given hours, and how strict (C5). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Field, fromMinutes, Select, Switch, TimeField, toMinutes } from "@/kit";
import { Weekdays } from "../bells/Weekdays";
import type { Timetable } from "./timetables";

type Closing = "announcements" | "readOnly";
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
          <Span value={value} onValue={onValue} />
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

function Span({ value, onValue }: FieldsProps) {
  const { t } = useLingui();
  const [from, setFrom] = useState(fromMinutes(value.begins ?? 0));
  const [to, setTo] = useState(fromMinutes(value.ends ?? 0));
  const take = (field: "begins" | "ends", shown: string) => {
    const minutes = toMinutes(shown);
    if (minutes !== null) onValue({ ...value, [field]: minutes });
  };
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t`С какого времени`}>
        <TimeField
          value={from}
          onValue={(shown) => {
            setFrom(shown);
            take("begins", shown);
          }}
        />
      </Field>
      <Field label={t`До какого`}>
        <TimeField
          value={to}
          onValue={(shown) => {
            setTo(shown);
            take("ends", shown);
          }}
        />
      </Field>
    </div>
  );
}
