/** «Класс»: who is in it, who has joined, its chats and teachers (ux.md §5). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation, useParams } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type ClassPage, useClass } from "@/concepts/school/school";
import { Button, Card, Chips, EmptyState, Icon, ListRow, Select } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { AddPupil } from "./AddPupil";
import { Leaders } from "./Leaders";
import { PupilRow } from "./PupilRow";

export default function ClassScreen() {
  const { t } = useLingui();
  const me = useMe();
  const given = useParams<{ classId?: string }>().classId;
  const [chosen, choose] = useState(me.ownClasses[0]);
  const id = given ?? chosen;
  const query = useClass(id);
  const title = query.data?.title ?? t`Класс`;
  return (
    <Page
      title={title}
      subtitle={query.data && <Summary page={query.data} />}
      back={given ? routes.school : undefined}
      actions={!given && me.ownClasses.length > 1 && <Switcher ids={me.ownClasses} value={id} onValue={choose} />}
    >
      {id ? (
        <Asked query={query}>{(page) => <Content page={page} />}</Asked>
      ) : (
        <EmptyState icon="class" title={<Trans>У вас пока нет класса</Trans>}>
          <Trans>Классного руководителя назначает администратор школы.</Trans>
        </EmptyState>
      )}
    </Page>
  );
}

function Switcher({ ids, value, onValue }: { ids: string[]; value?: string; onValue: (id: string) => void }) {
  const { t } = useLingui();
  return (
    <Select aria-label={t`Какой класс`} value={value} onChange={(event) => onValue(event.target.value)}>
      {ids.map((id) => (
        <Option key={id} id={id} />
      ))}
    </Select>
  );
}

function Option({ id }: { id: string }) {
  return <option value={id}>{useClass(id).data?.title ?? "…"}</option>;
}

function Summary({ page }: { page: ClassPage }) {
  const adults = new Set(page.pupils.flatMap((one) => one.guardians.map((adult) => adult.personId))).size;
  return (
    <>
      <Plural value={page.pupils.length} one="# ученик" few="# ученика" many="# учеников" other="# ученика" />
      {" · "}
      <Plural value={adults} one="# родитель" few="# родителя" many="# родителей" other="# родителя" />
    </>
  );
}

function Content({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  return (
    <>
      <Rooms page={page} />
      {page.abilities.includes("inviteToClass") && (
        <Card>
          <div className="-m-4">
            <ListRow
              start={<Icon name="slip" size={22} className="text-muted" />}
              title={t`Приглашения`}
              href={path(routes.classInvitations, { classId: page.id })}
            >
              {t`Листки с кодами, ссылка и плакат`}
            </ListRow>
          </div>
        </Card>
      )}
      {page.abilities.includes("seeRoster") && <Roster page={page} />}
      <Leaders page={page} />
    </>
  );
}

function Rooms({ page }: { page: ClassPage }) {
  const [, go] = useLocation();
  return (
    <Card title={<Trans>Чаты класса</Trans>}>
      <div className="-mx-4 -mb-2">
        {page.rooms.map((room) => (
          <ListRow
            key={room.id}
            onClick={() => go(path(routes.chat, { roomId: room.id }))}
            start={<Icon name={room.kind === "announcements" ? "megaphone" : "chat"} className="text-accent-text" />}
            title={room.title}
          />
        ))}
      </div>
    </Card>
  );
}

type Filter = "all" | "out" | "alone" | "waiting";

function Roster({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [filter, setFilter] = useState<Filter>("all");
  const [adding, add] = useState(false);
  const alone = page.pupils.filter((one) => !one.guardians.some((adult) => adult.joined === "joined"));
  const shown = {
    all: page.pupils,
    out: page.pupils.filter((one) => one.joined === "none"),
    alone,
    waiting: page.pupils.filter((one) => one.joined === "waiting"),
  };
  return (
    <Card
      title={<Trans>Список</Trans>}
      action={
        page.abilities.includes("addPupil") && (
          <Button weight="quiet" small icon="plus" onClick={() => add(true)}>
            <Trans>Добавить</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        <Chips<Filter>
          label={t`Кого показать`}
          value={filter}
          onValue={setFilter}
          choices={[
            { value: "all", label: t`Все` },
            { value: "out", label: t`Не вошли`, count: shown.out.length },
            { value: "alone", label: t`Родители не вошли`, count: alone.length },
            { value: "waiting", label: t`Ждут согласия`, count: shown.waiting.length },
          ]}
        />
        {page.pupils.length === 0 && (
          <EmptyState icon="people" title={<Trans>В классе пока никого</Trans>}>
            <Trans>Добавьте учеников по одному или загрузите список.</Trans>
          </EmptyState>
        )}
        {shown[filter].map((pupil) => (
          <PupilRow key={pupil.personId} pupil={pupil} />
        ))}
      </div>
      <AddPupil open={adding} onClose={() => add(false)} classId={page.id} />
    </Card>
  );
}
