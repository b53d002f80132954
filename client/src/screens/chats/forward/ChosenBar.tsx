/** What can be done with several messages at once; stands where the field stood. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useAuthors, useChats } from "@/concepts/rooms/hooks";
import type { Message, RoomCard } from "@/contract/wire";
import { Button, Dialog, IconButton } from "@/kit";
import { call } from "@/sync/http";
import { copyMessages } from "../copying";
import { useDeed } from "../useDeed";
import { ForwardDialog } from "./ForwardDialog";

const changeable = 48 * 3_600_000;
const most = 20;

type BarProps = { card: RoomCard; chosen: ReadonlyMap<number, Message>; onClose: () => void };

export function ChosenBar({ card, chosen, onClose }: BarProps) {
  const { t } = useLingui();
  const { me } = useChats().state;
  const authors = useAuthors(card.id);
  const [question, ask] = useState<"forward" | "delete" | null>(null);
  const messages = [...chosen.values()].sort((one, other) => one.position - other.position);
  const own = messages.every(
    (one) => one.authorId === me && Date.now() - Date.parse(one.sentAt) < changeable && !one.deleted,
  );
  const { busy, run } = useDeed(onClose);
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === "Escape" && !question && onClose();
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [onClose, question]);
  async function removeAll() {
    for (const one of messages) await call("DELETE", `/api/rooms/${card.id}/messages/${one.position}`);
  }
  const none = messages.length === 0;
  return (
    <div className="flex min-h-14 shrink-0 items-center gap-1 border-t border-line bg-surface px-2 pb-safe desk:px-4">
      <IconButton icon="close" label={t`Отменить выбор`} onClick={onClose} />
      <p className="min-w-0 flex-1 truncate font-medium" role="status">
        {plural(messages.length, { one: "Выбрано: #", few: "Выбрано: #", many: "Выбрано: #", other: "Выбрано: #" })}
      </p>
      <IconButton
        icon="copy"
        label={t`Копировать`}
        disabled={none}
        onClick={() => {
          void copyMessages(messages, (id) => authors.get(id)?.name);
          onClose();
        }}
      />
      {own && !none && <IconButton icon="trash" label={t`Удалить у всех`} onClick={() => ask("delete")} />}
      {card.abilities.includes("forward") && (
        <IconButton
          icon="send"
          label={t`Переслать`}
          disabled={none || messages.length > most}
          onClick={() => ask("forward")}
        />
      )}
      {question === "forward" && (
        <ForwardDialog card={card} messages={messages} onClose={() => ask(null)} onDone={onClose} />
      )}
      {question === "delete" && (
        <Dialog
          open
          onClose={() => ask(null)}
          title={plural(messages.length, {
            one: "Удалить # сообщение у всех?",
            few: "Удалить # сообщения у всех?",
            many: "Удалить # сообщений у всех?",
            other: "Удалить # сообщения у всех?",
          })}
          description={t`На их месте останется «Сообщение удалено».`}
          cancels
          actions={
            <Button weight="danger" busy={busy} onClick={() => void run(removeAll)}>
              {t`Удалить у всех`}
            </Button>
          }
        />
      )}
    </div>
  );
}
