/** The first run: the school and its first administrator, one page (A2). Everything else is filled in later. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Redirect } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { refreshMe, useMe } from "@/app/session";
import { installationQuery } from "@/concepts/founding/applications";
import { Banner, Button, Card, Field, NoRights, SkeletonRows, Switch, TextInput } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";

const key = "parta.start";
type Form = { school: string; helpPhone: string; name: string; jobTitle: string; teaches: boolean };
const empty: Form = { school: "", helpPhone: "", name: "", jobTitle: "", teaches: true };

/** What was typed survives a closed tab until the school is there. */
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
    <Page title={t`Новая школа`}>
      {me.operator ? (
        <StartForm />
      ) : (
        <NoRights title={<Trans>Школу заводит тот, у кого код с экрана сервера</Trans>}>
          <Trans>Вы вошли, но школа вас ещё не добавила. Обратитесь к администратору школы.</Trans>
        </NoRights>
      )}
    </Page>
  );
}

function StartForm() {
  const { t } = useLingui();
  const [form, setForm] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  function change(part: Partial<Form>) {
    const next = { ...form, ...part };
    setForm(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  }
  const wrong = (name: string) => (refused instanceof Problem ? refused.field(name) : undefined);
  const [lastName = "", firstName = "", ...rest] = form.name.trim().split(/\s+/);

  async function make(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      await call("POST", "/api/first-school", {
        body: {
          school: {
            shortName: form.school,
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            helpPhone: form.helpPhone,
          },
          administrator: {
            lastName,
            firstName,
            middleName: rest.join(" "),
            jobTitle: form.jobTitle,
            teaches: form.teaches,
          },
        },
      });
      sessionStorage.removeItem(key);
      await refreshMe();
      location.assign(routes.school);
    } catch (error) {
      setRefused(error);
      setBusy(false);
    }
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void make(event)}>
      <p className="text-muted">
        <Trans>Два поля о школе и два о вас. Классы, список и приглашения — на следующих шагах.</Trans>
      </p>
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
          <Field label={<Trans>Должность</Trans>}>
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
      {refused !== null && !wrong("shortName") && <Banner tone="danger">{inWords(refused)}</Banner>}
      <Button type="submit" wide busy={busy} disabled={!form.school.trim() || !firstName}>
        <Trans>Создать школу</Trans>
      </Button>
    </form>
  );
}
