/** «Кто может читать этот чат» (E7): exact and complete, in groups, beside the talk or as a sheet. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import { searchable } from "@/concepts/rooms/selectors";
import type { Member, RoomCard } from "@/contract/wire";
import { Avatar, Badge, Dialog, ErrorState, Icon, IconButton, momentInWords, SearchInput, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";
import { membersQuery } from "./members";
import { AddByName } from "./Pins";
import { PutOutList } from "./PutOut";
import { MemberActs } from "./Sanctions";

type PanelProps = { card: RoomCard; open: boolean; beside: boolean; onClose: () => void };

export function RoomPanel({ card, open, beside, onClose }: PanelProps) {
  const { t } = useLingui();
  const title = t`Кто может читать этот чат`;
  if (!beside)
    return (
      <Dialog open={open} onClose={onClose} title={title}>
        <div className="-mx-5 min-h-[50dvh]">
          <MemberList card={card} />
        </div>
      </Dialog>
    );
  if (!open) return null;
  return (
    <aside aria-label={title} className="flex h-full w-80 shrink-0 flex-col border-l border-line bg-surface">
      <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line pr-1.5 pl-4">
        <h2 className="flex-1 font-semibold">{title}</h2>
        <IconButton icon="close" label={t`Закрыть`} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pt-2 pb-4">
        <MemberList card={card} />
      </div>
    </aside>
  );
}

function MemberList({ card }: { card: RoomCard }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const { data, error, refetch } = useQuery(membersQuery(card.id));
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить участников</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={8} />;
  const words = searchable(query);
  const found = data.members.filter((member) => searchable(`${member.name} ${member.badge}`).includes(words));
  return (
    <>
      {data.members.length > 8 && (
        <div className="px-4 pb-2">
          <SearchInput
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder={t`Найти участника`}
            aria-label={t`Найти участника`}
          />
        </div>
      )}
      <AddByName card={card} />
      {data.opensHistory && (
        <p className="mx-4 mb-1 flex gap-2 rounded-xl bg-sunken px-3 py-2 text-sm text-muted">
          <Icon name="history" size={17} className="mt-0.5" />
          <Trans>Новым участникам видна прежняя переписка</Trans>
        </p>
      )}
      {groupsOf(found).map(({ hat, members }) => (
        <section key={hat}>
          <h3 className="px-4 pt-3 pb-1 text-sm font-semibold text-muted">{groupName(hat, members.length)}</h3>
          <ul>
            {members.map((member) => (
              <MemberRow key={`${member.id}${member.hat}`} card={card} member={member} />
            ))}
          </ul>
        </section>
      ))}
      <PutOutList card={card} />
    </>
  );
}

const order: Member["hat"][] = ["staff", "pupil", "guardian"];

function groupsOf(members: Member[]): { hat: Member["hat"]; members: Member[] }[] {
  return order
    .map((hat) => ({ hat, members: members.filter((member) => member.hat === hat) }))
    .filter((group) => group.members.length > 0);
}

function groupName(hat: Member["hat"], count: number): string {
  switch (hat) {
    case "staff":
      return plural(count, {
        one: "# сотрудник школы",
        few: "# сотрудника школы",
        many: "# сотрудников школы",
        other: "# сотрудника школы",
      });
    case "pupil":
      return plural(count, { one: "# ученик", few: "# ученика", many: "# учеников", other: "# ученика" });
    case "guardian":
      return plural(count, { one: "# родитель", few: "# родителя", many: "# родителей", other: "# родителя" });
  }
}

function MemberRow({ card, member }: { card: RoomCard; member: Member }) {
  const { me } = useChats().state;
  const muted = member.sanctionUntil && Date.parse(member.sanctionUntil) > Date.now();
  return (
    <li className="flex min-h-13 items-center gap-3 py-1 pr-1.5 pl-4">
      <Avatar name={member.name} seed={member.id} size={38} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1">
          <span className="truncate font-medium">{member.name}</span>
          {member.verified && <Icon name="verified" size={15} className="text-accent-text" />}
          {member.id === me && (
            <Badge>
              <Trans>вы</Trans>
            </Badge>
          )}
        </p>
        <p className="truncate text-sm text-muted">{member.badge}</p>
        {member.looksLike && (
          <p className="text-sm text-warn-text">
            <Trans>Имя похоже на «{member.looksLike}», но это другой человек</Trans>
          </p>
        )}
        {member.pinned && (
          <p className="text-sm text-muted">
            <Trans>Исключение: {member.pinned}</Trans>
          </p>
        )}
        {muted && (
          <p className="text-sm text-danger-text">
            <Trans>Только читает до {momentInWords(member.sanctionUntil as string)}</Trans>
          </p>
        )}
      </div>
      <MemberActs card={card} member={member} />
    </li>
  );
}
