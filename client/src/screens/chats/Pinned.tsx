/** Pinned messages: a strip under the head of the chat with the latest, and the whole list behind it. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { plain } from "@/concepts/rooms/grammar";
import { useRoomWindow } from "@/concepts/rooms/hooks";
import type { Author, Message, MessagePage, RoomCard } from "@/contract/wire";
import { Dialog, ErrorState, Icon, IconButton, momentInWords, SkeletonRows, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { Carried } from "./Carried";

type PinnedProps = { card: RoomCard; onJump: (position: number) => void };

export function Pinned({ card, onJump }: PinnedProps) {
  const { t } = useLingui();
  const [turn, next] = useState(0);
  const [listed, list] = useState(false);
  const { data, error, refetch } = usePinned(card);
  const message = data?.messages[turn % (data.messages.length || 1)];
  if (error && !data) return null;
  const count = card.pinnedPositions.length;
  return (
    <div className="z-10 flex min-h-12 shrink-0 items-center border-b border-line bg-surface pr-1.5 pl-3">
      <button
        type="button"
        className="flex min-h-12 min-w-0 flex-1 items-center gap-3 text-left"
        onClick={() => {
          if (message && message.position >= card.firstPosition) onJump(message.position);
          else list(true);
          next(turn + 1);
        }}
      >
        <Icon name="pin" size={18} className="text-accent-text" />
        <span className="min-w-0 border-l-3 border-accent-text pl-2.5 text-sm leading-snug">
          <span className="block font-semibold text-accent-text">
            {count > 1 ? t`Закреплено: ${count}` : t`Закреплённое сообщение`}
          </span>
          <span className="block truncate">{message && <Said message={message} authors={data?.authors ?? []} />}</span>
        </span>
      </button>
      <IconButton icon="list" label={t`Все закреплённые сообщения`} onClick={() => list(true)} />
      {listed && (
        <Dialog
          open
          onClose={() => list(false)}
          title={t`Закреплённые сообщения`}
          description={plural(count, {
            one: "# сообщение, его видят и те, кто пришёл позже",
            few: "# сообщения, их видят и те, кто пришёл позже",
            many: "# сообщений, их видят и те, кто пришёл позже",
            other: "# сообщения, их видят и те, кто пришёл позже",
          })}
        >
          {error && (
            <ErrorState title={<Trans>Не удалось загрузить</Trans>} onRetry={() => void refetch()}>
              {inWords(error)}
            </ErrorState>
          )}
          {!data && <SkeletonRows rows={3} />}
          <ul className="flex flex-col gap-2">
            {data?.messages.map((one) => (
              <PinnedRow
                key={one.position}
                card={card}
                message={one}
                authors={data.authors}
                onJump={() => {
                  list(false);
                  onJump(one.position);
                }}
              />
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}

function usePinned(card: RoomCard) {
  const changed = useRoomWindow(card.id)
    ?.messages.filter((one) => one.editedAt && card.pinnedPositions.includes(one.position))
    .map((one) => one.editedAt);
  return useQuery({
    // What is pinned, and when its words changed: another text is asked for anew.
    queryKey: ["pinned", card.id, card.pinnedPositions.join(), changed?.join()],
    queryFn: () => call<MessagePage>("GET", `/api/rooms/${card.id}/pinned`),
    placeholderData: (before) => before,
    refetchOnMount: "always",
  });
}

type RowProps = { card: RoomCard; message: Message; authors: Author[]; onJump: () => void };

function PinnedRow({ card, message, authors, onJump }: RowProps) {
  const { t } = useLingui();
  const author = authors.find((one) => one.id === message.authorId);
  const reachable = message.position >= card.firstPosition;
  async function unpin() {
    try {
      await call("DELETE", `/api/rooms/${card.id}/pinned/${message.position}`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  return (
    <li className="flex items-start gap-1 rounded-2xl bg-sunken py-2 pr-1 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-semibold">{author?.name}</span>
          <time className="text-muted" dateTime={message.sentAt}>
            {momentInWords(message.sentAt)}
          </time>
        </p>
        <p className="wrap-anywhere whitespace-pre-wrap">
          <Said message={message} authors={authors} />
        </p>
        {!reachable && (
          <p className="text-sm text-muted">
            <Trans>Написано до того, как вы пришли в чат</Trans>
          </p>
        )}
      </div>
      {reachable && <IconButton icon="right" label={t`К сообщению в чате`} onClick={onJump} />}
      {card.abilities.includes("pinMessage") && (
        <IconButton icon="close" label={t`Открепить`} onClick={() => void unpin()} />
      )}
    </li>
  );
}

function Said({ message, authors }: { message: Message; authors: Author[] }) {
  if (message.hidden)
    return (
      <i className="text-muted">
        <Trans>Вы пожаловались на это сообщение</Trans>
      </i>
    );
  return plain(message.text, (id) => authors.find((one) => one.id === id)?.name) || <Carried by={message} />;
}
