/** To stop an order that waits: the reason stays in the log. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/kit";

export function StopDialog(props: {
  open: boolean;
  onClose: () => void;
  busy: boolean;
  onStop: (reason: string) => void;
}) {
  const { t } = useLingui();
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t`Остановить смену администратора?`}
      description={t`Администраторы останутся прежними. Работники и оператор узнают, что приказ остановлен.`}
      actions={
        <Button weight="danger" busy={props.busy} disabled={!reason.trim()} onClick={() => props.onStop(reason)}>
          <Trans>Остановить смену</Trans>
        </Button>
      }
    >
      <Field label={<Trans>Почему</Trans>} hint={<Trans>Останется в «Истории действий» и у оператора</Trans>} required>
        <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  );
}
