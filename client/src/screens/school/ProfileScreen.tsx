/** «Сведения о школе»: the profile; each change goes into the trail. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { refreshMe, useMe } from "@/app/session";
import { type Profile, useAct, useProfile } from "@/concepts/school/school";
import { Button, Card, Field, NoRights, Switch, TextInput } from "@/kit";
import { Problem } from "@/sync/http";
import { Asked } from "./Asked";
import { FilesPlace } from "./FilesPlace";
import { Informal, QuietHours } from "./Hours";
import { LegalMode } from "./LegalMode";
import { Logo } from "./Logo";
import { TimeZone } from "./TimeZone";

export default function ProfileScreen() {
  const { t } = useLingui();
  const query = useProfile();
  return (
    <Page title={t`Сведения о школе`} back={routes.school}>
      {useMe().abilities.includes("editSchool") ? (
        <div className="flex flex-col gap-4">
          <Asked query={query}>{(profile) => <Form profile={profile} />}</Asked>
          {query.data && <Logo id={query.data.logoId} />}
          {query.data && <FilesPlace />}
        </div>
      ) : (
        <NoRights title={<Trans>Сведения о школе меняет администратор</Trans>}>
          <Trans>Если в них ошибка, скажите ему.</Trans>
        </NoRights>
      )}
    </Page>
  );
}

type Text =
  | "shortName"
  | "fullName"
  | "inn"
  | "region"
  | "city"
  | "address"
  | "site"
  | "email"
  | "phone"
  | "helpPhone"
  | "helpHours";
export type ProfileChange = Partial<Profile> & { order?: string };

function Form({ profile }: { profile: Profile }) {
  const { t } = useLingui();
  const [changed, setChanged] = useState<ProfileChange>({});
  const act = useAct(() => {
    setChanged({});
    void refreshMe();
  });
  const refused = act.error instanceof Problem ? act.error : null;
  const groups: [string, [Text, string][]][] = [
    [
      t`Школа`,
      [
        ["shortName", t`Короткое название`],
        ["fullName", t`Полное название`],
        ["inn", t`ИНН`],
        ["region", t`Регион`],
        ["city", t`Город`],
        ["address", t`Адрес`],
      ],
    ],
    [
      t`Контакты`,
      [
        ["phone", t`Телефон`],
        ["email", t`Почта`],
        ["site", t`Сайт`],
        ["helpPhone", t`Телефон помощи`],
        ["helpHours", t`Часы помощи`],
      ],
    ],
  ];
  const now = { ...profile, ...changed };
  const change = (more: ProfileChange) => setChanged({ ...changed, ...more });
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ method: "PATCH", path: "/api/school", body: changed, done: t`Сохранено` });
      }}
    >
      {groups.map(([title, fields]) => (
        <Card key={title} title={title}>
          <div className="flex flex-col gap-4">
            {fields.map(([name, label]) => (
              <Field key={name} label={label} error={refused?.field(name)}>
                <TextInput value={now[name]} onChange={(event) => change({ [name]: event.target.value })} />
              </Field>
            ))}
            {fields.some(([name]) => name === "city") && (
              <TimeZone value={now.timeZone} onValue={(timeZone) => change({ timeZone })} />
            )}
          </div>
        </Card>
      ))}
      <Card title={<Trans>Тихие часы</Trans>}>
        <QuietHours profile={profile} onChange={change} error={refused?.field("quietTo")} />
      </Card>
      <Card title={<Trans>Правила входа</Trans>}>
        <Switch
          checked={now.verification}
          onChecked={(verification) => change({ verification })}
          label={t`Подтверждать учителей`}
          hint={t`Пока учитель не подтверждён, он не видит списков учеников`}
        />
        <Switch
          checked={now.consents}
          onChecked={(consents) => change({ consents })}
          label={t`Спрашивать согласие на обработку данных`}
        />
        <Switch
          checked={now.closedSchool}
          onChecked={(closedSchool) => change({ closedSchool })}
          label={t`Только внутри школы`}
          hint={t`Приглашения можно печатать без проверки с телефона`}
        />
        <Informal value={now.informalToGrade} onValue={(informalToGrade) => change({ informalToGrade })} />
      </Card>
      <Card title={<Trans>Правовой режим</Trans>}>
        <LegalMode profile={profile} now={now} onChange={change} error={refused?.field("order")} />
      </Card>
      <Button type="submit" wide busy={act.isPending} disabled={Object.keys(changed).length === 0}>
        <Trans>Сохранить</Trans>
      </Button>
    </form>
  );
}
