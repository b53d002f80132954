/** A new administrator whom the school's list does not know: name, office, and both contacts he will sign up by. */
import { useLingui } from "@lingui/react/macro";
import { Field, TextInput } from "@/kit";

export const nobody = { lastName: "", firstName: "", middleName: "", jobTitle: "", mobile: "", email: "" };
type Newcomer = typeof nobody;

export function NewcomerFields(props: {
  value: Newcomer;
  onValue: (value: Newcomer) => void;
  wrong: (name: string) => string | undefined;
}) {
  const { t } = useLingui();
  const fields: [keyof Newcomer, string, boolean][] = [
    ["lastName", t`Фамилия`, true],
    ["firstName", t`Имя`, true],
    ["middleName", t`Отчество`, false],
    ["jobTitle", t`Должность`, false],
    ["mobile", t`Мобильный телефон`, true],
    ["email", t`Электронная почта`, true],
  ];
  return fields.map(([name, label, required]) => (
    <Field key={name} label={label} required={required} error={props.wrong(name)}>
      <TextInput
        name={name}
        value={props.value[name]}
        maxLength={200}
        onChange={(event) => props.onValue({ ...props.value, [name]: event.target.value })}
      />
    </Field>
  ));
}
