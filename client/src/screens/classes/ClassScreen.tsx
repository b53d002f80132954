/** «Класс»: who is in it, who has joined, its chats and teachers (ux.md §5). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useParams } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type ClassPage, useClass } from "@/concepts/school/school";
import type { Me } from "@/contract/wire";
import { EmptyState, NoRights, Select } from "@/kit";
import { ClassDayCard } from "@/screens/absences/ClassDayCard";
import { Asked } from "@/screens/school/Asked";
import { About } from "./About";
import { Activists } from "./Activists";
import { ClassDoors } from "./ClassDoors";
import { Leaders } from "./Leaders";
import { Members } from "./Members";
import { MyClassPage } from "./MyClass";
import { Rooms } from "./Rooms";
import { Roster } from "./Roster";
import { Subgroups } from "./Subgroups";
import { Teachers } from "./Teachers";

export default function ClassScreen() {
  return useMe().current?.kind === "pupil" ? <MyClassPage /> : <ClassForStaff />;
}

function ClassForStaff() {
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
      subtitle={query.data?.abilities.includes("seeRoster") && <Summary page={query.data} />}
      back={given ? wayBack(query.data, me) : undefined}
      actions={!given && me.ownClasses.length > 1 && <Switcher ids={me.ownClasses} value={id} onValue={choose} />}
    >
      {id ? (
        <Asked query={query}>{(page) => <Content page={page} />}</Asked>
      ) : me.current?.kind !== "staff" ? (
        <NoRights title={<Trans>Эту страницу видит классный руководитель</Trans>}>
          <Trans>Все чаты класса — на вкладке «Чаты».</Trans>
        </NoRights>
      ) : (
        <EmptyState icon="class" title={<Trans>У вас пока нет класса</Trans>}>
          <Trans>Классного руководителя назначает администратор школы.</Trans>
        </EmptyState>
      )}
    </Page>
  );
}

/** A subgroup leads back to its class, a club to the clubs, a class to where the person came from. */
function wayBack(page: ClassPage | undefined, me: Me): string {
  if (page?.parentId) return path(routes.schoolClass, { classId: page.parentId });
  if (page?.kind === "club") return routes.groups;
  return me.ownClasses.includes(page?.id ?? "") && !me.abilities.includes("seeJoining") ? routes.class : routes.school;
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
  const ofClass = page.kind === "class" || page.kind === "set";
  return (
    <>
      <Rooms page={page} />
      {page.abilities.includes("seeAbsences") && <ClassDayCard classId={page.id} />}
      {ofClass && <ClassDoors page={page} />}
      {page.abilities.includes("seeRoster") && (ofClass ? <Roster page={page} /> : <Members page={page} />)}
      {ofClass && <Leaders page={page} />}
      <Teachers page={page} />
      {ofClass && <Activists page={page} />}
      {ofClass && <Subgroups page={page} />}
      <About page={page} />
    </>
  );
}
