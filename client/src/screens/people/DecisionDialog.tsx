/** A decision of a court or an authority, as it is written down: its number, its date, the last day on which it holds. */
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { useAct } from "@/concepts/school/school";
import { Button, DateField, Dialog, Field, TextInput, toIsoDate } from "@/kit";
import { Problem } from "@/sync/http";

type Props = {
  title: string;
  description: string;
  path: string;
  done: string;
  danger?: boolean;
  onClose: () => void;
  children: ReactNode;
};

export function DecisionDialog({ title, description, path, done, danger, onClose, children }: Props) {
  const { t } = useLingui();
  const [document, setDocument] = useState("");
  const [typedDay, typeDay] = useState("");
  const [typedEnd, typeEnd] = useState("");
  const act = useAct(onClose);
  const decidedOn = toIsoDate(typedDay);
  const endsOn = toIsoDate(typedEnd);
  const wrong = (field: string) => (act.error instanceof Problem ? act.error.field(field) : undefined);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <Button
          weight={danger ? "danger" : undefined}
          busy={act.isPending}
          disabled={!document.trim() || !decidedOn || !endsOn}
          onClick={() => act.mutate({ method: "POST", path, body: { document, decidedOn, endsOn }, done })}
        >
          {children}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t`Документ`}
          hint={t`Кто решил и номер: «решение районного суда № 2-415»`}
          error={wrong("document")}
        >
          <TextInput value={document} maxLength={200} onChange={(event) => setDocument(event.target.value)} />
        </Field>
        <Field label={t`Дата документа`} error={wrong("decidedOn")}>
          <DateField value={typedDay} onValue={typeDay} />
        </Field>
        <Field
          label={t`Последний день`}
          hint={t`После него администратор получит напоминание. Сам доступ не вернётся.`}
          error={wrong("endsOn")}
        >
          <DateField value={typedEnd} onValue={typeEnd} />
        </Field>
      </div>
    </Dialog>
  );
}
