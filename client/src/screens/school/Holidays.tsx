/** Holidays of the school: days on which it is quiet from morning to evening. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Profile } from "@/concepts/school/school";
import { Button, DateField, Field, fromIsoDate, IconButton, toIsoDate } from "@/kit";

type Holiday = Profile["holidays"][number];

export function Holidays({ known, onChange }: { known: Holiday[]; onChange: (holidays: Holiday[]) => void }) {
  const { t } = useLingui();
  const [days, setDays] = useState(known);
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const begins = toIsoDate(first);
  const ends = toIsoDate(last);
  const fits = begins !== null && ends !== null && begins <= ends;
  function change(next: Holiday[]) {
    setDays(next);
    onChange(next);
  }
  function add() {
    if (!begins || !ends) return;
    change([...days, { begins, ends }].sort((one, other) => one.begins.localeCompare(other.begins)));
    setFirst("");
    setLast("");
  }
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 text-sm font-medium">
        <Trans>Каникулы и праздники</Trans>
      </legend>
      <ul>
        {days.map((one, at) => {
          const from = fromIsoDate(one.begins);
          const to = fromIsoDate(one.ends);
          return (
            <li key={`${one.begins}${one.ends}`} className="flex min-h-11 items-center justify-between gap-2">
              <span>{from === to ? from : `${from} – ${to}`}</span>
              <IconButton icon="close" label={t`Убрать ${from}`} onClick={() => change(days.toSpliced(at, 1))} />
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t`Первый день`}>
          <DateField value={first} onValue={setFirst} />
        </Field>
        <Field label={t`Последний день`}>
          <DateField value={last} onValue={setLast} />
        </Field>
        <Button weight="secondary" icon="plus" disabled={!fits} onClick={add}>
          <Trans>Добавить</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
