/** «Люди»: the staff, the pupils, the parents, found by name. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useDeferredValue, useState } from "react";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type Group, type PersonRow, usePeople } from "@/concepts/school/school";
import { Avatar, Badge, Button, Card, Chips, EmptyState, ListRow, SearchInput } from "@/kit";
import { JoinedBadge } from "@/screens/classes/PupilRow";
import { Asked } from "@/screens/school/Asked";
import { AddStaff } from "./AddStaff";

export default function PeopleScreen() {
  const { t } = useLingui();
  const me = useMe();
  const [group, setGroup] = useState<Group>("staff");
  const [typed, type] = useState("");
  const [adding, add] = useState(false);
  const query = usePeople(group, useDeferredValue(typed.trim()));
  return (
    <Page
      title={t`Люди`}
      back={routes.school}
      actions={
        me.abilities.includes("editSchool") && (
          <Button weight="quiet" small icon="plus" onClick={() => add(true)}>
            <Trans>Работник</Trans>
          </Button>
        )
      }
    >
      <SearchInput
        aria-label={t`Найти по фамилии или имени`}
        placeholder={t`Фамилия или имя`}
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <Chips<Group>
        label={t`Кого показать`}
        value={group}
        onValue={setGroup}
        choices={[
          { value: "staff", label: t`Работники` },
          { value: "pupils", label: t`Ученики` },
          { value: "guardians", label: t`Родители` },
        ]}
      />
      <Asked query={query}>
        {(found) => {
          const people = found.pages.flatMap((page) => page.items);
          if (people.length === 0)
            return (
              <EmptyState icon="people" title={<Trans>Никого не нашлось</Trans>}>
                <Trans>Проверьте, как написано имя, или загрузите список.</Trans>
              </EmptyState>
            );
          return (
            <Card>
              <div className="-mx-4 -my-2">
                {people.map((one) => (
                  <Row key={one.id} person={one} />
                ))}
              </div>
            </Card>
          );
        }}
      </Asked>
      {query.hasNextPage && (
        <Button weight="secondary" wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>Показать ещё</Trans>
        </Button>
      )}
      <AddStaff open={adding} onClose={() => add(false)} />
    </Page>
  );
}

function Row({ person }: { person: PersonRow }) {
  const { t } = useLingui();
  const roles: [string, string][] = [
    ["admin", t`администратор`],
    ["head", t`руководитель`],
    ["unconfirmed", t`не подтверждён`],
  ];
  return (
    <ListRow
      href={path(routes.person, { personId: person.id })}
      start={<Avatar name={person.name} seed={person.id} />}
      title={person.name}
    >
      <span className="flex flex-wrap items-center gap-1.5">
        <JoinedBadge joined={person.joined} />
        {roles
          .filter(([kind]) => person.roles.includes(kind))
          .map(([kind, word]) => (
            <Badge key={kind} tone={kind === "unconfirmed" ? "warn" : "accent"}>
              {word}
            </Badge>
          ))}
        <span className="truncate">{[person.jobTitle, person.classes.join(", ")].filter(Boolean).join(" · ")}</span>
      </span>
    </ListRow>
  );
}
