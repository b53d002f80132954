/** To a day of a chat: the date, as ДД.ММ.ГГГГ. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button, DateField, Dialog, Field, toIsoDate } from "@/kit";

export function ToDay({ onClose, onDay }: { onClose: () => void; onDay: (day: string) => void }) {
  const { t } = useLingui();
  const [shown, show] = useState("");
  const [wrong, blame] = useState(false);
  function done(event: FormEvent) {
    event.preventDefault();
    const day = toIsoDate(shown);
    if (day) onDay(day);
    else blame(true);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`К какому дню перейти`}
      cancels
      actions={
        <Button type="submit" form="to-day">
          <Trans>Перейти</Trans>
        </Button>
      }
    >
      <form id="to-day" onSubmit={done}>
        <Field label={t`Дата`} error={wrong ? t`Проверьте дату: день, месяц, год` : undefined}>
          <DateField value={shown} onValue={show} />
        </Field>
      </form>
    </Dialog>
  );
}
