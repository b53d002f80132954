/** The application as a form: the school, the order, the future administrator. New ones and corrected ones look the same. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { asUpload, type Form, timeZones, upload } from "@/concepts/founding/applications";
import { Banner, Button, Card, Field, Select, Switch, TextInput } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { Scan } from "./Scan";

type Text = Exclude<keyof Form, "teaches" | "timeZone">;

export function ApplicationForm<Answer>(props: {
  form: Form;
  onChange: (form: Form) => void;
  path: string;
  hasScan: boolean;
  send: string;
  onSent: (answer: Answer) => void;
}) {
  const { t } = useLingui();
  const { form } = props;
  const [scan, setScan] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const wrong = (name: string) => (refused instanceof Problem ? refused.field(name) : undefined);
  const change = (part: Partial<Form>) => props.onChange({ ...form, ...part });
  const text = (name: Text, more: object = {}) => (
    <TextInput
      name={name}
      value={form[name] ?? ""}
      maxLength={300}
      onChange={(event) => change({ [name]: event.target.value })}
      {...more}
    />
  );

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      props.onSent(await call<Answer>("POST", props.path, { body: asUpload(form, scan), ...upload }));
    } catch (error) {
      setRefused(error);
    }
    setBusy(false);
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <Card title={<Trans>Школа</Trans>}>
        <div className="flex flex-col gap-4">
          <Field
            label={t`Короткое название`}
            hint={t`Так её увидят все: «Лицей № 7»`}
            required
            error={wrong("shortName")}
          >
            {text("shortName", { maxLength: 80 })}
          </Field>
          <Field label={t`Полное название по уставу`} required error={wrong("fullName")}>
            {text("fullName")}
          </Field>
          <Field label={t`ИНН организации`} required error={wrong("inn")}>
            {text("inn", { inputMode: "numeric", maxLength: 12 })}
          </Field>
          <Field label={t`Регион`} required error={wrong("region")}>
            {text("region", { autoComplete: "address-level1", maxLength: 100 })}
          </Field>
          <Field label={t`Часовой пояс`} required error={wrong("timeZone")}>
            <Select
              name="timeZone"
              value={form.timeZone}
              onChange={(event) => change({ timeZone: event.target.value })}
            >
              {timeZones.map(([zone, name]) => (
                <option key={zone} value={zone}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </Card>
      <Card title={<Trans>Приказ о назначении администратора</Trans>}>
        <Scan file={scan} onFile={setScan} error={wrong("scan")} kept={props.hasScan} />
      </Card>
      <Card title={<Trans>Будущий администратор</Trans>}>
        <div className="flex flex-col gap-4">
          <Field label={t`Фамилия`} required error={wrong("lastName")}>
            {text("lastName", { autoComplete: "family-name", maxLength: 80 })}
          </Field>
          <Field label={t`Имя`} required error={wrong("firstName")}>
            {text("firstName", { autoComplete: "given-name", maxLength: 80 })}
          </Field>
          <Field label={t`Отчество`} hint={t`Если есть`} error={wrong("middleName")}>
            {text("middleName", { autoComplete: "additional-name", maxLength: 80 })}
          </Field>
          <Field label={t`Должность`} error={wrong("jobTitle")}>
            {text("jobTitle", { autoComplete: "organization-title", maxLength: 120 })}
          </Field>
          <Switch
            checked={form.teaches ?? true}
            onChecked={(teaches) => change({ teaches })}
            label={t`Педагогический работник`}
          />
          <Field
            label={t`Личный мобильный телефон`}
            hint={t`Войти можно будет только с ним или по этой почте`}
            required
            error={wrong("mobile")}
          >
            {text("mobile", { type: "tel", autoComplete: "tel", maxLength: 30 })}
          </Field>
          <Field label={t`Электронная почта`} hint={t`Сюда придёт решение`} required error={wrong("email")}>
            {text("email", { type: "email", autoComplete: "email", maxLength: 254 })}
          </Field>
        </div>
      </Card>
      {refused !== null && (
        <Banner tone="danger">
          {refused instanceof Problem && refused.body.pointers?.length ? (
            <Trans>Исправьте поля, отмеченные выше. Остальное сохранилось.</Trans>
          ) : (
            inWords(refused)
          )}
        </Banner>
      )}
      <Button type="submit" wide busy={busy} disabled={!scan && !props.hasScan}>
        {props.send}
      </Button>
      {!scan && !props.hasScan && (
        <p className="text-center text-sm text-muted">
          <Trans>Приложите скан приказа, чтобы отправить</Trans>
        </p>
      )}
    </form>
  );
}
