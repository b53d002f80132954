/** One sentence of consequence with the number; an emergency broadcast asks twice (C15). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Addressed } from "@/concepts/announcements/draft";
import { Button, Dialog } from "@/kit";
import { inClasses, inPeople, willGetIt } from "./words";

export function Consequence(props: {
  open: boolean;
  urgent: boolean;
  addressed: Addressed;
  busy: boolean;
  onClose: () => void;
  onSend: () => void;
}) {
  const { t } = useLingui();
  const [sure, setSure] = useState(false);
  const { addressed, urgent, busy } = props;
  const number = inPeople(addressed.people);
  const gets = willGetIt(addressed.people);
  const where = addressed.classes ? inClasses(addressed.classes) : t`в школе`;
  const second = urgent && sure;
  function close() {
    setSure(false);
    props.onClose();
  }
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={second ? t`Точно отправить?` : urgent ? t`Срочное оповещение` : t`Отправить объявление?`}
      description={
        second
          ? t`${number}. Телефоны зазвучат у всех, и ночью тоже. Отозвать нельзя.`
          : t`${gets} ${where}. Отозвать его нельзя.`
      }
      cancels
      actions={
        urgent && !sure ? (
          <Button weight="danger" onClick={() => setSure(true)}>
            <Trans>Дальше</Trans>
          </Button>
        ) : (
          <Button weight={urgent ? "danger" : "primary"} busy={busy} onClick={props.onSend}>
            {urgent ? <Trans>Оповестить всех сейчас</Trans> : <Trans>Отправить</Trans>}
          </Button>
        )
      }
    />
  );
}
