/** One row of a conversation: day, line of unread, bubble with author, quote, words, time and ticks. */
import { Trans, useLingui } from "@lingui/react/macro";
import { memo, type ReactNode } from "react";
import { plain } from "@/concepts/rooms/grammar";
import type { Row } from "@/concepts/rooms/rows";
import type { Author, Message, PersonId } from "@/contract/wire";
import { Avatar, cx, dayName, Icon, timeOf } from "@/kit";
import { Attached } from "./Attached";
import { Carried } from "./Carried";
import { ForwardedFrom, HoverActs, PollCard, Refused, Signs, Waits } from "./later";
import { MessageText } from "./MessageText";
import { type TickState, Ticks } from "./Ticks";

export type RowActs = {
  onQuote: (position: number) => void;
  onReply: (message: Message) => void;
  onMenu: (message: Message, at: { x: number; y: number }) => void;
  /** Puts a sign or takes it back; null for whoever may put none. */
  onSign: ((message: Message, sign: string, on: boolean) => void) | null;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
};

type RowProps = {
  row: Row;
  me: PersonId;
  author: Author | undefined;
  authors: ReadonlyMap<PersonId, Author>;
  readUpTo: number;
  /** A talk of two shows no names. */
  pair: boolean;
  acts: RowActs;
};

export const MessageRow = memo(function MessageRow(props: RowProps) {
  const { row } = props;
  return (
    <div className={cx("px-2 desk:px-4", row.last ? "pb-2" : "pb-0.5")}>
      {row.newDay && <Day instant={row.message.sentAt} />}
      {row.unreadFrom && <UnreadLine />}
      <div className={cx("mx-auto flex max-w-3xl items-end gap-2", row.mine && "flex-row-reverse")}>
        {!row.mine && !props.pair && (
          <span className="w-8.5 shrink-0 desk:w-9.5">
            {row.last && <Avatar name={props.author?.name ?? "?"} seed={row.message.authorId} size={34} />}
          </span>
        )}
        <Bubble {...props} />
      </div>
    </div>
  );
});

export function Day({ instant }: { instant: string }) {
  return (
    <div className="flex justify-center py-2">
      <time
        dateTime={instant}
        className="rounded-full bg-surface/90 px-3 py-0.5 text-xs font-medium text-muted shadow-bubble"
      >
        {dayName(instant)}
      </time>
    </div>
  );
}

function UnreadLine() {
  return (
    <div className="-mx-2 my-2 bg-surface/80 py-1 text-center text-sm font-medium text-accent-text desk:-mx-4">
      <Trans>Непрочитанные</Trans>
    </div>
  );
}

function Bubble(props: RowProps) {
  const { row, author, authors, acts, me } = props;
  const { message, mine, out } = row;
  const gone = message.deleted || message.hidden;
  return (
    <div
      className={cx(
        "group/row relative flex max-w-[82%] min-w-0 flex-col desk:max-w-[min(36rem,78%)]",
        mine ? "items-end" : "items-start",
      )}
    >
      <div
        data-bubble
        className={cx(
          "relative min-w-0 max-w-full px-3 coarse:select-none pt-1.5 pb-1.5 shadow-bubble",
          mine ? "bg-own" : "bg-bubble",
          corners(row),
          out?.state === "refused" && "ring-1 ring-danger",
        )}
      >
        {row.first && !mine && !props.pair && <Who author={author} />}
        {message.forwarded && <ForwardedFrom whose={message.forwarded} />}
        {message.replyTo && <Quoted message={message} mine={mine} authors={authors} onOpen={acts.onQuote} />}
        {message.attachments?.length && <Attached message={message} out={out} />}
        {message.poll && !gone && <PollCard message={message} />}
        <p className="text-[0.9375rem] leading-[1.4] wrap-anywhere whitespace-pre-wrap" lang="ru">
          {gone ? (
            <Gone message={message} mine={mine} />
          ) : (
            !message.poll && <MessageText text={message.text} me={me} authors={authors} />
          )}
          <Meta row={row} readUpTo={props.readUpTo} />
        </p>
      </div>
      {Boolean(message.reactions?.length) && (
        <div className="min-h-7">
          <Signs message={message} acts={acts} />
        </div>
      )}
      {out && out.state !== "refused" && row.last && <Waits since={out.writtenAt} />}
      {!gone && !out && <HoverActs mine={mine} message={message} acts={acts} />}
      {out?.state === "refused" && (
        <Refused text={out.problem?.detail || out.problem?.title} clientId={out.clientId} acts={acts} />
      )}
    </div>
  );
}

/** Corners tell where a run of one author begins and ends. */
function corners({ first, last, mine }: Row): string {
  if (mine)
    return cx("rounded-l-2xl", first ? "rounded-tr-2xl" : "rounded-tr-md", last ? "rounded-br-md" : "rounded-br-md");
  return cx("rounded-r-2xl", first ? "rounded-tl-2xl" : "rounded-tl-md", "rounded-bl-md");
}

function Who({ author }: { author: Author | undefined }) {
  const { t } = useLingui();
  return (
    <p
      className="flex max-w-full flex-wrap items-center gap-x-1.5 text-sm leading-5"
      style={{ color: nameColour(author?.id) }}
    >
      <span className={cx("truncate font-semibold", author?.verified ? "max-w-[calc(100%-1.25rem)]" : "max-w-full")}>
        {author?.name ?? t`Бывший участник`}
      </span>
      {author?.verified && (
        <span className="text-accent-text" title={t`подтверждённый сотрудник школы`}>
          <Icon name="verified" size={15} />
          <span className="sr-only">{t`подтверждённый сотрудник школы`}</span>
        </span>
      )}
      {author?.badge && <span className="max-w-full truncate text-xs text-muted">{author.badge}</span>}
    </p>
  );
}

/** A colour of the name's own, so that voices are told apart in a lively chat; each passes 4.5 : 1 in both themes. */
function nameColour(id: string | undefined): string {
  return `var(--name-${Number.parseInt((id ?? "0").replaceAll("-", "").slice(-4), 16) % 6 || 0})`;
}

function Quoted(props: {
  message: Message;
  mine: boolean;
  authors: ReadonlyMap<PersonId, Author>;
  onOpen: (position: number) => void;
}) {
  const { t } = useLingui();
  const quote = props.message.replyTo;
  if (!quote) return null;
  const name = props.authors.get(quote.authorId ?? "")?.name ?? t`Сообщение`;
  return (
    <button
      type="button"
      onClick={() => props.onOpen(quote.position)}
      className={cx(
        "my-1 flex w-full min-w-0 flex-col rounded-lg border-l-3 border-accent-text px-2 py-1 text-left text-sm leading-snug",
        props.mine ? "bg-veil/8" : "bg-accent-soft",
      )}
    >
      <span className="max-w-full truncate font-semibold text-accent-text">{name}</span>
      <span className={cx("max-w-full truncate", props.mine ? "text-own-muted" : "text-muted")}>
        {plain(quote.text ?? "", (id) => props.authors.get(id)?.name) || <Carried kind={quote.attached} />}
      </span>
    </button>
  );
}

function Gone({ message, mine }: { message: Message; mine: boolean }) {
  return (
    <i className={mine ? "text-own-muted" : "text-muted"}>
      {message.hidden ? (
        <Trans>Вы пожаловались, сообщение скрыто</Trans>
      ) : message.deleted === "moderator" ? (
        <Trans>Сообщение удалено модератором</Trans>
      ) : (
        <Trans>Сообщение удалено</Trans>
      )}
    </i>
  );
}

/** Time and ticks stand at the end of the last line; an invisible copy keeps their room in the text. */
function Meta({ row, readUpTo }: { row: Row; readUpTo: number }) {
  const { message, mine } = row;
  const inside: ReactNode = (
    <>
      {message.editedAt && !message.deleted && <Trans>изменено</Trans>}
      <time dateTime={message.sentAt}>{timeOf(message.sentAt)}</time>
      {mine && !message.deleted && <Ticks state={tick(row, readUpTo)} />}
    </>
  );
  const look = "inline-flex items-center gap-1 text-[0.6875rem] leading-none tabular-nums";
  return (
    <>
      <span aria-hidden="true" className={cx(look, "invisible ml-2 h-3 select-none")}>
        {inside}
      </span>
      <span className={cx(look, "absolute right-2.5 bottom-1.5 h-4", mine ? "text-own-muted" : "text-muted")}>
        {inside}
      </span>
    </>
  );
}

function tick(row: Row, readUpTo: number): TickState {
  if (row.out?.state === "refused") return "refused";
  if (row.out && row.out.state !== "sent") return "waiting";
  return readUpTo >= row.message.position ? "read" : "sent";
}
