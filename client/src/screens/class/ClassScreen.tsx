/** «Класс»: who is here and who has not come in yet; the three chats at hand (ux.md §5). */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation, useParams } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type ClassPage, type Joined, type Pupil, useClassPage } from "@/concepts/school/school";
import { Avatar, Badge, Card, Chips, EmptyState, ErrorState, Icon, ListRow, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";

type Filter = "all" | "absent" | "orphaned";

export default function ClassScreen() {
  const { t } = useLingui();
  const me = useMe();
  const asked = useParams<{ classId?: string }>().classId;
  const [own, choose] = useState(me.ownClasses[0] ?? "");
  const classId = asked ?? own;
  const { data, error, refetch } = useClassPage(classId);
  const parents = data?.pupils.reduce((sum, one) => sum + one.guardians.length, 0) ?? 0;
  const subtitle =
    data &&
    `${plural(data.pupils.length, { one: "# ученик", few: "# ученика", many: "# учеников", other: "# ученика" })} · ${plural(parents, { one: "# родитель", few: "# родителя", many: "# родителей", other: "# родителя" })}`;
  return (
    <Page title={data?.title ?? t`Класс`} subtitle={subtitle} {...(asked ? { back: routes.school } : {})}>
      {!asked && me.ownClasses.length > 1 && <OwnClasses ids={me.ownClasses} now={own} choose={choose} />}
      {error && !data ? (
        <ErrorState title={<Trans>Не удалось загрузить класс</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : data ? (
        <Whole page={data} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  );
}

function OwnClasses({ ids, now, choose }: { ids: string[]; now: string; choose: (id: string) => void }) {
  const { t } = useLingui();
  return (
    <Chips
      label={t`Ваши классы`}
      value={now}
      onValue={choose}
      choices={ids.map((id, place) => ({ value: id, label: t`Класс ${place + 1}` }))}
    />
  );
}

function Whole({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<Filter>("all");
  const shown = page.pupils.filter((one) => fits(one, filter));
  return (
    <>
      <Card title={<Trans>Чаты класса</Trans>}>
        {page.rooms.map((room) => (
          <ListRow
            key={room.id}
            start={<Icon name="chats" size={22} className="text-muted" />}
            title={room.title}
            onClick={() => go(path(routes.chat, { roomId: room.id }))}
          />
        ))}
      </Card>
      <Card title={<Trans>Список класса</Trans>}>
        {page.pupils.length === 0 ? (
          <EmptyState icon="class" title={<Trans>В классе пока никого</Trans>}>
            <Trans>Учеников добавляет администратор списком из таблицы.</Trans>
          </EmptyState>
        ) : (
          <>
            <Chips<Filter>
              label={t`Кого показать`}
              value={filter}
              onValue={setFilter}
              choices={[
                { value: "all", label: t`Все` },
                { value: "absent", label: t`Не вошли` },
                { value: "orphaned", label: t`Родители не вошли` },
              ]}
            />
            {shown.length === 0 && (
              <p className="text-muted">
                <Trans>Таких нет.</Trans>
              </p>
            )}
            {shown.map((one) => (
              <PupilRow key={one.personId} one={one} />
            ))}
          </>
        )}
      </Card>
      <Card title={<Trans>Учителя</Trans>}>
        {page.leaders
          .filter((one) => one.active)
          .map((one) => (
            <ListRow
              key={`${one.personId}${one.kind}`}
              start={<Avatar name={one.name} seed={one.personId} />}
              title={one.name}
            >
              <Trans>Классный руководитель</Trans>
            </ListRow>
          ))}
        {page.teachers.map((one) => (
          <ListRow
            key={`${one.personId}${one.subject}`}
            start={<Avatar name={one.name} seed={one.personId} />}
            title={one.name}
            end={<State joined={one.joined} />}
          >
            {one.subject}
          </ListRow>
        ))}
      </Card>
    </>
  );
}

function fits(one: Pupil, filter: Filter): boolean {
  if (filter === "absent") return one.joined !== "joined";
  if (filter === "orphaned") return !one.guardians.some((guardian) => guardian.joined === "joined");
  return true;
}

function PupilRow({ one }: { one: Pupil }) {
  return (
    <ListRow
      start={<Avatar name={one.name} seed={one.personId} />}
      title={one.name}
      end={<State joined={one.joined} />}
    >
      {one.guardians.length === 0 ? (
        <Trans>Родители не указаны</Trans>
      ) : (
        one.guardians
          .map((guardian) => `${guardian.relation}: ${guardian.name}${guardian.joined === "joined" ? " ✓" : ""}`)
          .join(" · ")
      )}
    </ListRow>
  );
}

function State({ joined }: { joined: Joined }) {
  if (joined === "joined")
    return (
      <Badge tone="ok">
        <Trans>вошёл</Trans>
      </Badge>
    );
  if (joined === "waiting")
    return (
      <Badge tone="warn">
        <Trans>ждёт</Trans>
      </Badge>
    );
  return (
    <Badge>
      <Trans>не вошёл</Trans>
    </Badge>
  );
}
