/** What stands above the field: the message that is being changed, or the one that the draft answers. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { plain } from "@/concepts/rooms/grammar";
import { useAuthors, useChats, useRoomWindow } from "@/concepts/rooms/hooks";
import { learnAuthors } from "@/concepts/rooms/state";
import type { Message, MessagePage, RoomId } from "@/contract/wire";
import { Icon, IconButton } from "@/kit";
import { call } from "@/sync/http";
import { Carried } from "./Carried";

type Props = { room: RoomId; editing: Message | null; answered: number | null; onClose: () => void };

export function Above({ room, editing, answered, onClose }: Props) {
  const { t } = useLingui();
  const chats = useChats();
  const authors = useAuthors(room);
  const found = useMessage(room, editing ? null : answered);
  const message = editing ?? found;
  const gone = Boolean(found?.deleted || found?.hidden);
  useEffect(() => {
    if (gone) chats.drafts.save(room, { replyTo: null });
  }, [chats, room, gone]);
  if (gone) return null;
  return (
    <div className="mx-auto flex max-w-3xl items-center gap-3 pt-2 pl-2">
      <Icon name={editing ? "edit" : "reply"} size={22} className="text-accent-text" />
      <div className="min-w-0 flex-1 border-l-3 border-accent-text pl-2.5 text-sm leading-snug">
        <p className="truncate font-semibold text-accent-text">
          {editing ? t`Изменение сообщения` : (authors.get(message?.authorId ?? "")?.name ?? t`Ответ`)}
        </p>
        <p className="truncate text-muted">
          {plain(message?.text ?? "", (id) => authors.get(id)?.name) || <Carried by={message ?? null} />}
        </p>
      </div>
      <IconButton icon="close" label={t`Отменить`} onClick={onClose} />
    </div>
  );
}

/** A message of the room wherever it is: on the screen, on the device, on the server. */
function useMessage(room: RoomId, position: number | null): Message | undefined {
  const chats = useChats();
  const [asked, setAsked] = useState<Message>();
  const here = useRoomWindow(room)?.messages.find((one) => one.position === position);
  const missing = position !== null && !here;
  useEffect(() => {
    if (!missing) return;
    async function find(place: number) {
      const [kept] = await chats.shelf.stretch(room, place, place);
      if (kept) return setAsked(kept);
      const query = { after: place - 1, limit: 1 };
      const { messages, authors } = await call<MessagePage>("GET", `/api/rooms/${room}/messages`, { query });
      chats.set(learnAuthors(chats.state, room, authors));
      setAsked(messages[0]);
    }
    // Without a network the place alone is kept: the answer stays an answer.
    find(position).catch(() => {});
  }, [chats, room, position, missing]);
  return here ?? (asked?.position === position ? asked : undefined);
}
