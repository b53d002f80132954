/** A pupil is put on the list by hand; a namesake is asked about once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAct } from "@/concepts/school/school";
import { Button, Checkbox, Dialog, Field, TextInput } from "@/kit";
import { Problem } from "@/sync/http";

const nobody = { lastName: "", firstName: "", middleName: "" };

export function AddPupil({ open, onClose, classId }: { open: boolean; onClose: () => void; classId: string }) {
  const { t } = useLingui();
  const [name, setName] = useState(nobody);
  const [namesake, setNamesake] = useState(false);
  const act = useAct(() => {
    setName(nobody);
    onClose();
  });
  const alike = act.error instanceof Problem && act.error.slug === "looks-like-another";
  const set = (field: keyof typeof nobody) => (event: { target: { value: string } }) =>
    setName({ ...name, [field]: event.target.value });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Добавить ученика`}
      cancels
      actions={
        <Button
          busy={act.isPending}
          disabled={!name.lastName.trim() || !name.firstName.trim()}
          onClick={() =>
            act.mutate({
              method: "POST",
              path: `/api/classes/${classId}/pupils`,
              body: { ...name, namesake },
              done: t`Ученик добавлен`,
            })
          }
        >
          <Trans>Добавить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t`Фамилия`} required>
          <TextInput value={name.lastName} onChange={set("lastName")} autoComplete="off" />
        </Field>
        <Field label={t`Имя`} required>
          <TextInput value={name.firstName} onChange={set("firstName")} autoComplete="off" />
        </Field>
        <Field label={t`Отчество, если есть`}>
          <TextInput value={name.middleName} onChange={set("middleName")} autoComplete="off" />
        </Field>
        {alike && (
          <Checkbox checked={namesake} onChecked={setNamesake} label={t`Это однофамилец, добавить ещё одного`} />
        )}
      </div>
    </Dialog>
  );
}
