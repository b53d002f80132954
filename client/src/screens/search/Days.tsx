/** From which day to which: a small dialog, and a mark on its button when it narrows the search. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, DateField, Dialog, Field, fromIsoDate, IconButton, toIsoDate } from "@/kit";

export type Period = { firstDay?: string; lastDay?: string };

export function Days({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const narrowed = Boolean(period.firstDay || period.lastDay);
  return (
    <>
      <span className="relative mr-1.5">
        <IconButton
          icon="calendar"
          label={narrowed ? t`Выбраны дни: изменить` : t`Выбрать дни`}
          onClick={() => ask(true)}
        />
        {narrowed && <span className="absolute top-2 right-2 size-2 rounded-full bg-accent" aria-hidden="true" />}
      </span>
      {asking && (
        <Question
          period={period}
          onClose={() => ask(false)}
          onPeriod={(chosen) => {
            ask(false);
            onPeriod(chosen);
          }}
        />
      )}
    </>
  );
}

type QuestionProps = { period: Period; onClose: () => void; onPeriod: (period: Period) => void };

function Question({ period, onClose, onPeriod }: QuestionProps) {
  const { t } = useLingui();
  const [first, setFirst] = useState(period.firstDay ? fromIsoDate(period.firstDay) : "");
  const [last, setLast] = useState(period.lastDay ? fromIsoDate(period.lastDay) : "");
  const [wrong, blame] = useState(false);
  const read = (shown: string) => (shown ? toIsoDate(shown) : undefined);
  function done() {
    const [firstDay, lastDay] = [read(first), read(last)];
    if (firstDay === null || lastDay === null || (firstDay && lastDay && firstDay > lastDay)) blame(true);
    else onPeriod({ firstDay, lastDay });
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`За какие дни искать`}
      cancels
      actions={
        <Button onClick={done}>
          <Trans>Искать</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t`С какого дня`}>
          <DateField value={first} onValue={setFirst} />
        </Field>
        <Field label={t`По какой день`} error={wrong ? t`Проверьте даты: день, месяц, год` : undefined}>
          <DateField value={last} onValue={setLast} />
        </Field>
        <Button weight="secondary" onClick={() => onPeriod({})}>
          <Trans>За всё время</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
