/** «Сведения о школе»: the profile; each change goes into the trail. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { refreshMe } from "@/app/session";
import { type Profile, useAct, useProfile } from "@/concepts/school/school";
import { Button, Card, Field, Switch, TextInput } from "@/kit";
import { Asked } from "./Asked";

export default function ProfileScreen() {
  const { t } = useLingui();
  const query = useProfile();
  return (
    <Page title={t`Сведения о школе`} back={routes.school}>
      <Asked query={query}>{(profile) => <Form profile={profile} />}</Asked>
    </Page>
  );
}

type Text =
  | "shortName"
  | "fullName"
  | "inn"
  | "city"
  | "address"
  | "site"
  | "email"
  | "phone"
  | "helpPhone"
  | "helpHours"
  | "timeZone";

function Form({ profile }: { profile: Profile }) {
  const { t } = useLingui();
  const [changed, change] = useState<Partial<Profile>>({});
  const act = useAct(() => {
    change({});
    void refreshMe();
  });
  const fields: [Text, string][] = [
    ["shortName", t`Короткое название`],
    ["fullName", t`Полное название`],
    ["inn", t`ИНН`],
    ["city", t`Город`],
    ["address", t`Адрес`],
    ["site", t`Сайт`],
    ["email", t`Почта`],
    ["phone", t`Телефон`],
    ["helpPhone", t`Телефон помощи`],
    ["helpHours", t`Часы помощи`],
    ["timeZone", t`Часовой пояс`],
  ];
  const now = { ...profile, ...changed };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ method: "PATCH", path: "/api/school", body: changed, done: t`Сохранено` });
      }}
    >
      <Card>
        <div className="flex flex-col gap-4">
          {fields.map(([name, label]) => (
            <Field key={name} label={label}>
              <TextInput value={now[name]} onChange={(event) => change({ ...changed, [name]: event.target.value })} />
            </Field>
          ))}
        </div>
      </Card>
      <Card title={<Trans>Правила входа</Trans>}>
        <Switch
          checked={now.verification}
          onChecked={(verification) => change({ ...changed, verification })}
          label={t`Подтверждать учителей`}
          hint={t`Пока учитель не подтверждён, он не видит списков учеников`}
        />
        <Switch
          checked={now.consents}
          onChecked={(consents) => change({ ...changed, consents })}
          label={t`Спрашивать согласие на обработку данных`}
        />
        <Switch
          checked={now.closedSchool}
          onChecked={(closedSchool) => change({ ...changed, closedSchool })}
          label={t`Только внутри школы`}
          hint={t`Приглашения можно печатать без проверки с телефона`}
        />
      </Card>
      <Button type="submit" wide busy={act.isPending} disabled={Object.keys(changed).length === 0}>
        <Trans>Сохранить</Trans>
      </Button>
    </form>
  );
}
