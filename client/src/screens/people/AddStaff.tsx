/** A member of staff is put on the roster by hand. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAct } from "@/concepts/school/school";
import { Button, Dialog, Field, Switch, TextInput } from "@/kit";

const nobody = { lastName: "", firstName: "", middleName: "", jobTitle: "", teaches: true };
type Line = "lastName" | "firstName" | "middleName" | "jobTitle";

export function AddStaff({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useLingui();
  const [form, setForm] = useState(nobody);
  const act = useAct(() => {
    setForm(nobody);
    onClose();
  });
  const lines: [Line, string][] = [
    ["lastName", t`Фамилия`],
    ["firstName", t`Имя`],
    ["middleName", t`Отчество, если есть`],
    ["jobTitle", t`Должность`],
  ];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Добавить работника`}
      cancels
      actions={
        <Button
          busy={act.isPending}
          disabled={!form.lastName.trim() || !form.firstName.trim()}
          onClick={() =>
            act.mutate({ method: "POST", path: "/api/people/staff", body: form, done: t`Работник добавлен` })
          }
        >
          <Trans>Добавить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {lines.map(([name, label]) => (
          <Field key={name} label={label}>
            <TextInput
              autoComplete="off"
              value={form[name]}
              onChange={(event) => setForm({ ...form, [name]: event.target.value })}
            />
          </Field>
        ))}
        <Switch
          checked={form.teaches}
          onChecked={(teaches) => setForm({ ...form, teaches })}
          label={t`Педагогический работник`}
        />
      </div>
    </Dialog>
  );
}
