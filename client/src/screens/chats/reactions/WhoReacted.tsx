/** «Кто отметил»: every sign under a message with its person. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Author, Instant, Message, RoomCard } from "@/contract/wire";
import { Avatar, Dialog, EmptyState, ErrorState, ListRow, SkeletonRows, shortMoment, Tabs } from "@/kit";
import { call, inWords } from "@/sync/http";

type Reacted = { author: Author; sign: string; at: Instant };

export function WhoReacted({ card, message, onClose }: { card: RoomCard; message: Message; onClose: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery({
    queryKey: ["reactions", card.id, message.position],
    queryFn: () => call<Reacted[]>("GET", `/api/rooms/${card.id}/messages/${message.position}/reactions`),
    staleTime: 0,
  });
  return (
    <Dialog open onClose={onClose} title={t`Кто отметил`}>
      {error ? (
        <ErrorState title={<Trans>Не удалось узнать</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : !data ? (
        <SkeletonRows rows={5} />
      ) : data.length === 0 ? (
        <EmptyState icon="people" title={<Trans>Реакций больше нет</Trans>} />
      ) : (
        <BySign reacted={data} />
      )}
    </Dialog>
  );
}

const all = "all";

function BySign({ reacted }: { reacted: Reacted[] }) {
  const { t } = useLingui();
  const [tab, setTab] = useState<string>(all);
  const kinds = [...new Set(reacted.map((one) => one.sign))];
  const shown = reacted.filter((one) => tab === all || one.sign === tab);
  return (
    <div className="-mx-5">
      <Tabs
        label={t`Реакции`}
        value={tab}
        onValue={setTab}
        choices={[
          { value: all, label: t`Все`, count: reacted.length },
          ...kinds.map((sign) => ({
            value: sign,
            label: sign,
            count: reacted.filter((one) => one.sign === sign).length,
          })),
        ]}
      />
      <ul className="max-h-[45dvh] overflow-y-auto">
        {shown.map(({ author, sign, at }) => (
          <li key={`${author.id}${sign}`}>
            <ListRow
              start={<Avatar name={author.name} seed={author.id} size={38} />}
              title={author.name}
              end={<span className="text-xl">{sign}</span>}
            >
              {author.badge ? `${author.badge} · ${shortMoment(at)}` : shortMoment(at)}
            </ListRow>
          </li>
        ))}
      </ul>
    </div>
  );
}
