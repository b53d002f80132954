/** Where to: the chats in which one may write; each message becomes one of one's own, with its author named. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useRooms } from "@/concepts/rooms/hooks";
import { matches } from "@/concepts/rooms/selectors";
import type { Message, RoomCard } from "@/contract/wire";
import { Avatar, Dialog, EmptyState, ListRow, SearchInput, toast } from "@/kit";
import { call } from "@/sync/http";
import { newClientId } from "@/sync/ids";
import { useDeed } from "../useDeed";

type ForwardProps = { card: RoomCard; messages: readonly Message[]; onClose: () => void; onDone?: () => void };

export function ForwardDialog({ card, messages, onClose, onDone }: ForwardProps) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  // A second try is the same forwarding: nothing arrives twice.
  const [wanted] = useState(() => messages.map((one) => ({ position: one.position, clientId: newClientId() })));
  const { busy, run } = useDeed(() => {
    onClose();
    onDone?.();
  });
  const rooms = useRooms().filter((room) => room.abilities.includes("post") && matches(room, query));
  const forward = (room: RoomCard) =>
    run(async () => {
      await call("POST", `/api/rooms/${room.id}/forwarded`, { body: { roomId: card.id, messages: wanted } });
      toast(t`Переслано в «${room.title}»`);
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={plural(messages.length, {
        one: "Переслать # сообщение",
        few: "Переслать # сообщения",
        many: "Переслать # сообщений",
        other: "Переслать # сообщения",
      })}
      description={t`Автор будет назван. Упомянутых это не позовёт.`}
    >
      <div className="flex flex-col gap-2">
        <SearchInput value={query} onChange={(event) => setQuery(event.target.value)} placeholder={t`Куда переслать`} />
        {rooms.length === 0 ? (
          <EmptyState icon="chats" title={<Trans>Нет чата, куда можно переслать</Trans>} />
        ) : (
          <ul className="-mx-5 max-h-[45dvh] overflow-y-auto" aria-busy={busy}>
            {rooms.map((room) => (
              <li key={room.id}>
                <ListRow
                  start={<Avatar name={room.title} seed={room.id} size={38} />}
                  title={room.title}
                  onClick={() => void (busy || forward(room))}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
