/** «Кто прочитал»: a number for everybody, names for staff. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Author, Message, Readers, RoomCard } from "@/contract/wire";
import { Avatar, Dialog, EmptyState, ErrorState, ListRow, Progress, SkeletonRows, Tabs } from "@/kit";
import { call, inWords } from "@/sync/http";

export function ReadersDialog({ card, message, onClose }: { card: RoomCard; message: Message; onClose: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery({
    queryKey: ["readers", card.id, message.position],
    queryFn: () => call<Readers>("GET", `/api/rooms/${card.id}/messages/${message.position}/readers`),
    staleTime: 0,
  });
  return (
    <Dialog open onClose={onClose} title={t`Кто прочитал`}>
      {error ? (
        <ErrorState title={<Trans>Не удалось узнать</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : !data ? (
        <SkeletonRows rows={5} />
      ) : (
        <Answer readers={data} />
      )}
    </Dialog>
  );
}

function Answer({ readers }: { readers: Readers }) {
  const { t } = useLingui();
  const [tab, setTab] = useState<"read" | "unread">("read");
  const { readCount, total, read, unread } = readers;
  const words = t`Прочитали ${readCount} из ${total}`;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{words}</p>
      <Progress value={readCount} max={total} label={words} />
      {read && unread && (
        <div className="-mx-5">
          <Tabs
            label={t`Кто прочитал`}
            value={tab}
            onValue={setTab}
            choices={[
              { value: "read", label: t`Прочитали`, count: read.length },
              { value: "unread", label: t`Ещё нет`, count: unread.length },
            ]}
          />
          <People people={tab === "read" ? read : unread} empty={tab === "read" ? t`Пока никто` : t`Прочитали все`} />
        </div>
      )}
    </div>
  );
}

function People({ people, empty }: { people: Author[]; empty: string }) {
  if (people.length === 0) return <EmptyState icon="readers" title={empty} />;
  return (
    <ul className="max-h-[45dvh] overflow-y-auto">
      {people.map((person) => (
        <li key={person.id}>
          <ListRow start={<Avatar name={person.name} seed={person.id} size={38} />} title={person.name} end={<span />}>
            {person.badge}
          </ListRow>
        </li>
      ))}
    </ul>
  );
}
