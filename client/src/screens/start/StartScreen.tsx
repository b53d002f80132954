/** The first step: the school and its first administrator (A2). Everything else is filled in later. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Redirect } from "wouter";
import { routes } from "@/app/routes";
import { refreshMe, useMe } from "@/app/session";
import { installationQuery } from "@/concepts/founding/applications";
import type { Access } from "@/concepts/identity/access";
import { Banner, Button, Card, Field, NoRights, PasswordInput, SkeletonRows, Switch, TextInput } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { StepFrame, stepPath } from "./StepFrame";

const key = "parta.start";
type Form = { school: string; helpPhone: string; name: string; jobTitle: string; teaches: boolean };
const empty: Form = { school: "", helpPhone: "", name: "", jobTitle: "", teaches: true };

/** What was typed survives a closed tab until the school is there; a password never lies anywhere. */
function kept(): Form {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Form>) };
  } catch {
    return empty;
  }
}

export default function StartScreen() {
  const { t } = useLingui();
  const me = useMe();
  const installation = useQuery(installationQuery);
  if (me.operator && installation.isPending) return <SkeletonRows rows={4} avatar={false} />;
  if (me.operator && installation.data?.acceptsApplications) return <Redirect to={routes.applications} replace />;
  return (
    <StepFrame step="school" title={t`Новая школа`}>
      {me.operator ? (
        <StartForm />
      ) : (
        <NoRights title={<Trans>Школу заводит тот, у кого код с экрана сервера</Trans>}>
          <Trans>Вы вошли, но школа вас ещё не добавила. Обратитесь к администратору школы.</Trans>
        </NoRights>
      )}
    </StepFrame>
  );
}

function StartForm() {
  const { t } = useLingui();
  const [form, setForm] = useState(kept);
  const [password, setPassword] = useState("");
  const [made, setMade] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  function change(part: Partial<Form>) {
    const next = { ...form, ...part };
    setForm(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  }
  const wrong = (name: string) => (refused instanceof Problem ? refused.field(name) : undefined);
  const firstName = form.name.trim().split(/\s+/)[1];

  async function make(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      if (!made) await makeSchool(form);
      setMade(true);
      await setOwnPassword(password);
      sessionStorage.removeItem(key);
      await refreshMe();
      location.assign(stepPath("address"));
    } catch (error) {
      setRefused(error);
      setBusy(false);
    }
  }

  const pointed = ["school/shortName", "shortName", "administrator/lastName", "administrator/firstName", "password"];
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void make(event)}>
      <fieldset disabled={made} className="flex min-w-0 flex-col gap-4">
        <Card title={<Trans>Школа</Trans>}>
          <div className="flex flex-col gap-4">
            <Field
              label={<Trans>Короткое название</Trans>}
              hint={t`Так её увидят все: «Школа № 5»`}
              required
              error={wrong("shortName")}
            >
              <TextInput
                value={form.school}
                maxLength={80}
                onChange={(event) => change({ school: event.target.value })}
              />
            </Field>
            <Field
              label={<Trans>Телефон помощи со входом</Trans>}
              hint={t`Печатается на приглашениях; можно заполнить позже`}
            >
              <TextInput
                type="tel"
                value={form.helpPhone}
                maxLength={60}
                onChange={(event) => change({ helpPhone: event.target.value })}
              />
            </Field>
          </div>
        </Card>
        <Card title={<Trans>Вы — первый администратор</Trans>}>
          <div className="flex flex-col gap-4">
            <Field
              label={<Trans>Фамилия, имя, отчество</Trans>}
              required
              error={wrong("administrator/lastName") ?? wrong("administrator/firstName")}
            >
              <TextInput
                autoComplete="name"
                value={form.name}
                maxLength={160}
                onChange={(event) => change({ name: event.target.value })}
              />
            </Field>
            <Field label={<Trans>Должность</Trans>} hint={t`Можно заполнить позже`}>
              <TextInput
                value={form.jobTitle}
                maxLength={120}
                onChange={(event) => change({ jobTitle: event.target.value })}
              />
            </Field>
            <Switch
              checked={form.teaches}
              onChecked={(teaches) => change({ teaches })}
              label={t`Я педагогический работник`}
            />
          </div>
        </Card>
      </fieldset>
      <Card title={<Trans>Ваш вход</Trans>}>
        <Field
          label={<Trans>Пароль</Trans>}
          hint={t`Код с экрана сервера действует один раз. Подойдут три обычных слова подряд`}
          error={wrong("password")}
          required
        >
          <PasswordInput
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </Card>
      {refused !== null && !pointed.some(wrong) && <Banner tone="danger">{inWords(refused)}</Banner>}
      <Button type="submit" wide busy={busy} disabled={!form.school.trim() || !firstName || password.length < 8}>
        <Trans>Создать школу</Trans>
      </Button>
    </form>
  );
}

async function makeSchool(form: Form): Promise<void> {
  const [lastName = "", firstName = "", ...rest] = form.name.trim().split(/\s+/);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { jobTitle, teaches } = form;
  await call("POST", "/api/first-school", {
    body: {
      school: { shortName: form.school, timeZone, helpPhone: form.helpPhone },
      administrator: { lastName, firstName, middleName: rest.join(" "), jobTitle, teaches },
    },
  });
}

/** The login is the one that the server proposes for the name; it is shown in «Вход и безопасность». */
async function setOwnPassword(password: string): Promise<void> {
  const { login, proposedLogin } = await call<Access>("GET", "/api/me/access");
  await call("PUT", "/api/me/password", { body: { login: login ?? proposedLogin, password } });
}
