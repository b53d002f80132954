/** «Личные чаты»: which doors of the matrix the school opens. The rest of it is fixed, and said here (C12). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type DirectRules, rulesQuery, saveRules } from "@/concepts/direct/direct";
import { Button, Card, Checkbox, Field, Select, Switch, toast } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { inWords } from "@/sync/http";
import { useOffices } from "./words";

export default function TalkingScreen() {
  const { t } = useLingui();
  const query = useQuery(rulesQuery);
  return (
    <Page title={t`Личные чаты`} back={routes.school}>
      <Asked query={query}>{(rules) => <Rules key={JSON.stringify(rules)} rules={rules} />}</Asked>
    </Page>
  );
}

function Rules({ rules }: { rules: DirectRules }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [draft, change] = useState(rules);
  const [busy, setBusy] = useState(false);
  const offices = Object.entries(useOffices());
  async function save() {
    setBusy(true);
    try {
      await saveRules(draft);
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
      toast(t`Сохранено`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  return (
    <>
      <Fixed />
      <Card title={t`Ученики — ученикам`}>
        <Field label={t`С какого класса`}>
          <Select
            value={draft.pupilsFromGrade}
            onChange={(event) => change({ ...draft, pupilsFromGrade: Number(event.target.value) })}
          >
            {Array.from({ length: 11 }, (_, grade) => grade + 1).map((grade) => (
              <option key={grade} value={grade}>
                {t`С ${grade} класса`}
              </option>
            ))}
            <option value={12}>{t`Не пишут друг другу лично`}</option>
          </Select>
        </Field>
        <Switch
          checked={draft.pupilsFindSchool}
          onChecked={(pupilsFindSchool) => change({ ...draft, pupilsFindSchool })}
          label={t`Находят учеников всей школы`}
          hint={t`Иначе только свой класс`}
        />
      </Card>
      <Card title={t`Приёмная`}>
        <p className="text-muted">
          <Trans>Кому ученики и родители могут писать лично, даже если он у них не ведёт.</Trans>
        </p>
        {offices.map(([office, name]) => (
          <Checkbox
            key={office}
            label={name}
            checked={draft.offices.includes(office)}
            onChecked={(open) =>
              change({ ...draft, offices: draft.offices.filter((one) => one !== office).concat(open ? office : []) })
            }
          />
        ))}
      </Card>
      <Button wide busy={busy} onClick={() => void save()}>
        <Trans>Сохранить</Trans>
      </Button>
    </>
  );
}

function Fixed() {
  return (
    <Card title={<Trans>Кто кому пишет всегда</Trans>}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>
          <Trans>сотрудники — друг другу;</Trans>
        </li>
        <li>
          <Trans>ученики и родители — своим учителям, и учителя им;</Trans>
        </li>
        <li>
          <Trans>родитель — своему ребёнку;</Trans>
        </li>
        <li>
          <Trans>родители одного класса — друг другу, если другой разрешил.</Trans>
        </li>
      </ul>
      <p className="text-sm text-muted">
        <Trans>
          Что ученик переписывается со взрослым школы, видят его классный руководитель и родители; текст — никто. С
          психологом и социальным педагогом не видно и этого. Когда связь кончается, чат закрывается сам.
        </Trans>
      </p>
    </Card>
  );
}
