/** One chat in the list: picture, name, the last words with their author, time, ticks, unread, draft. */
import { Trans, useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { Link } from "wouter";
import { path, routes } from "@/app/routes";
import { plain } from "@/concepts/rooms/grammar";
import { useChats, useDraftText, useTypists, useUnsent } from "@/concepts/rooms/hooks";
import { isMuted, unread } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { Avatar, Count, cx, Icon, type IconName, shortMoment } from "@/kit";
import { Carried } from "./Carried";
import { Ticks } from "./Ticks";

const marks: Partial<Record<RoomCard["kind"], IconName>> = {
  announcements: "megaphone",
  staffroom: "teacher",
  teachers: "teacher",
  management: "briefcase",
};

export const RoomRow = memo(function RoomRow({ card, open }: { card: RoomCard; open: boolean }) {
  const { t } = useLingui();
  const count = unread(card);
  const muted = isMuted(card);
  const mark = marks[card.kind];
  return (
    <Link
      href={path(routes.chat, { roomId: card.id })}
      aria-current={open ? "page" : undefined}
      className={cx(
        "mx-1.5 flex h-18 items-center gap-3 rounded-2xl px-2.5 transition-colors",
        open ? "bg-accent-soft" : "active:bg-hover hoverable:hover:bg-hover",
      )}
    >
      <Avatar name={card.title} seed={card.classId ? `${card.classId}${card.kind}` : card.id} size={50} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-center gap-2">
          <span className="flex min-w-0 flex-1 items-center gap-1.5">
            {mark && <Icon name={mark} size={16} className="text-muted" />}
            <span className="truncate font-semibold">{card.title}</span>
            {muted && <Icon name="mute" size={14} className="text-muted" />}
            {muted && <span className="sr-only">{t`без звука`}</span>}
          </span>
          <LastTime card={card} />
        </span>
        <span className="flex min-h-5.5 items-center gap-2 text-sm text-muted">
          <span className="flex min-w-0 flex-1 gap-1 *:truncate">
            <LastLine card={card} open={open} />
          </span>
          {card.mentionPositions.length > 0 && (
            <span className="inline-flex size-5.5 items-center justify-center rounded-full bg-accent text-on-accent">
              <Icon name="at" size={14} />
              <span className="sr-only">{t`вас упомянули`}</span>
            </span>
          )}
          <Count value={count} quiet={muted} label={t`Непрочитанных: ${count}`} />
        </span>
      </span>
    </Link>
  );
});

function LastTime({ card }: { card: RoomCard }) {
  const { me } = useChats().state;
  const last = card.lastMessage;
  if (!last) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 text-xs text-muted tabular-nums">
      {last.authorId === me && !last.deleted && <Ticks state={card.readUpTo >= last.position ? "read" : "sent"} />}
      <time dateTime={last.sentAt}>{shortMoment(last.sentAt)}</time>
    </span>
  );
}

function LastLine({ card, open }: { card: RoomCard; open: boolean }) {
  const chats = useChats();
  const typists = useTypists(card.id);
  const draft = useDraftText(card.id);
  const unsent = useUnsent(card.id);
  const nameOf = (id: string) => chats.state.authors.get(card.id)?.get(id)?.name;
  const [typist] = typists;
  if (typist)
    return (
      <span className="text-accent-text">
        {typists.length > 1 ? <Trans>Печатают…</Trans> : <Trans>{typist} печатает…</Trans>}
      </span>
    );
  if (unsent.some((item) => item.state === "refused"))
    return (
      <span className="text-danger-text">
        <Trans>Не отправлено</Trans>
      </span>
    );
  if (draft && !open)
    return (
      <>
        <span className="shrink-0 text-danger-text">
          <Trans>Черновик:</Trans>
        </span>
        <span>{plain(draft, nameOf)}</span>
      </>
    );
  const waiting = unsent.at(-1);
  if (waiting) return <span>{plain(waiting.text, nameOf) || <Carried kind={waiting.files?.[0]?.kind} />}</span>;
  const last = card.lastMessage;
  if (!last)
    return (
      <span>
        <Trans>Пока тихо</Trans>
      </span>
    );
  if (last.deleted)
    return (
      <i>
        <Trans>Сообщение удалено</Trans>
      </i>
    );
  if (last.hidden)
    return (
      <i>
        <Trans>Сообщение скрыто</Trans>
      </i>
    );
  const author =
    last.authorId === chats.state.me ? <Trans>Вы</Trans> : card.kind === "direct" ? null : card.lastAuthor?.name;
  return (
    <>
      {author && (
        <span className="flex max-w-[45%] shrink-0 text-text">
          <span className="truncate">{author}</span>:
        </span>
      )}
      <span>{plain(last.text, nameOf) || <Carried by={last} />}</span>
    </>
  );
}
