/** «Кружки и группы»: extra education and the subgroups of classes, who leads them; the administrator makes clubs (A6, C3). */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type ClassCard, useAct, useClasses } from "@/concepts/school/school";
import { Avatar, Button, Card, Dialog, EmptyState, Field, TextInput } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { BuildingField } from "@/screens/school/BuildingField";
import { Problem } from "@/sync/http";
import { GroupRow } from "./GroupRow";

export default function GroupsScreen() {
  const { t } = useLingui();
  const me = useMe();
  const [adding, add] = useState(false);
  const makes = me.abilities.includes("makeClass");
  const button = makes && (
    <Button icon="plus" onClick={() => add(true)}>
      <Trans>Новый кружок</Trans>
    </Button>
  );
  return (
    <Page title={t`Кружки и группы`} back={me.abilities.includes("seeJoining") ? routes.school : routes.more}>
      <Asked query={useClasses()}>
        {(all) => {
          const clubs = all.filter((one) => one.kind === "club");
          const parts = all.filter((one) => one.kind === "subgroup");
          return (
            <>
              {clubs.length === 0 ? (
                <EmptyState icon="star" title={<Trans>Кружков пока нет</Trans>} action={button}>
                  <Trans>У каждого кружка будет чат участников и чат их родителей.</Trans>
                </EmptyState>
              ) : (
                <>
                  <List title={<Trans>Кружки</Trans>} groups={clubs} all={all} />
                  {button}
                </>
              )}
              {parts.length > 0 && <List title={<Trans>Подгруппы классов</Trans>} groups={parts} all={all} />}
            </>
          );
        }}
      </Asked>
      {adding && <NewClub onClose={() => add(false)} />}
    </Page>
  );
}

function List({ title, groups, all }: { title: ReactNode; groups: ClassCard[]; all: ClassCard[] }) {
  return (
    <Card title={title}>
      <div className="-mx-4 -mb-2">
        {groups.map((one) => {
          const parent = all.find((card) => card.id === one.parentId)?.title;
          return (
            <GroupRow
              key={one.id}
              id={one.id}
              start={<Avatar name={one.title} seed={one.id} />}
              title={parent ? `${parent} — ${one.title}` : one.title}
              pupils={one.numbers?.pupils}
            >
              <span className="block truncate">
                {one.leaders.join(", ") || <Trans>Руководитель не назначен</Trans>}
              </span>
            </GroupRow>
          );
        })}
      </div>
    </Card>
  );
}

function NewClub({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [title, setTitle] = useState("");
  const [building, setBuilding] = useState<string | null>(null);
  const act = useAct<{ id: string }>((made) => go(path(routes.schoolClass, { classId: made.id })));
  const refused = act.error instanceof Problem ? act.error : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Новый кружок`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!title.trim()}
          onClick={() =>
            act.mutate({
              method: "POST",
              path: "/api/clubs",
              body: { title, buildingId: building },
              done: t`Кружок и его чаты готовы. Назначьте руководителя`,
            })
          }
        >
          <Trans>Создать</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t`Название`}
          hint={t`Например: Робототехника, Хор`}
          error={refused?.slug === "title-taken" ? refused.message : refused?.field("title")}
          required
        >
          <TextInput value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <BuildingField value={building} onValue={setBuilding} />
      </div>
    </Dialog>
  );
}
