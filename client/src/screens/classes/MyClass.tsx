/** «Мой класс» of a pupil: who learns with him, who teaches and what; read only, without contacts. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { useMe } from "@/app/session";
import { type MyClass, useMyClass } from "@/concepts/school/school";
import { Avatar, Card, Chips, EmptyState, ListRow } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { useLeaderWords } from "./Leaders";

export function MyClassPage() {
  const { t } = useLingui();
  const learnsIn = useMe().learnsIn ?? [];
  const [chosen, choose] = useState(learnsIn[0]);
  const query = useMyClass(chosen);
  const title = query.data?.title;
  return (
    <Page title={title ? t`Мой класс · ${title}` : t`Мой класс`}>
      {learnsIn.length > 1 && (
        <Chips
          label={t`Какой класс`}
          value={chosen ?? ""}
          onValue={choose}
          choices={learnsIn.map((id) => ({ value: id, label: <Title id={id} /> }))}
        />
      )}
      {chosen ? (
        <Asked query={query}>{(page) => <Content page={page} />}</Asked>
      ) : (
        <EmptyState icon="class" title={<Trans>Класса пока нет</Trans>}>
          <Trans>Он появится, когда классный руководитель или администратор внесёт тебя в список.</Trans>
        </EmptyState>
      )}
    </Page>
  );
}

function Title({ id }: { id: string }) {
  return useMyClass(id).data?.title ?? "…";
}

function Content({ page }: { page: MyClass }) {
  const { t } = useLingui();
  const words = useLeaderWords();
  return (
    <>
      <Card title={<Trans>Учителя</Trans>}>
        <div className="-mx-4 -mb-2">
          {page.adults.length === 0 && (
            <p className="px-4 py-2 text-muted">
              <Trans>Учителей ещё не назначили.</Trans>
            </p>
          )}
          {page.adults.map((one) => (
            <ListRow key={one.personId} start={<Avatar name={one.name} seed={one.personId} />} title={one.name}>
              {[one.leads && words[one.leads], ...one.subjects].filter(Boolean).join(", ") || t`учитель`}
            </ListRow>
          ))}
        </div>
      </Card>
      <Card title={<Trans>Одноклассники</Trans>}>
        <ul className="grid gap-x-4 desk:grid-cols-2">
          {page.classmates.map((one) => (
            <li key={one.personId} className="flex min-h-12 items-center gap-3">
              <Avatar name={one.name} seed={one.personId} size={36} />
              <span className="min-w-0 truncate">{one.name}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
