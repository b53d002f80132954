/** The rows of a conversation: messages and what is being sent, grouped by author, with days and the line of unread. */
import type { Message } from "@/contract/wire";
import { dayKey } from "@/kit/dates";
import type { OutItem } from "@/sync/outbox";
import { albumHeight } from "./album";
import { gist } from "./quotes";
import { rowKey } from "./selectors";

export type Row = {
  key: string;
  message: Message;
  mine: boolean;
  /** Set while it is only here: how far it has come. */
  out: OutItem | null;
  /** First and last of one author's run (5 minutes). */
  first: boolean;
  last: boolean;
  /** A new day begins with this row. */
  newDay: boolean;
  /** The reader's first unread message. */
  unreadFrom: boolean;
};

const together = 5 * 60_000;

export function rowsOf(
  messages: readonly Message[],
  unsent: readonly OutItem[],
  me: string,
  firstUnread: number | null,
  olderExist: boolean,
): Row[] {
  const confirmed = new Set(messages.filter((message) => message.authorId === me).map((message) => message.clientId));
  const waiting = unsent.filter((item) => !confirmed.has(item.clientId));
  const all: { message: Message; out: OutItem | null }[] = [
    ...messages.map((message) => ({ message, out: null })),
    ...waiting.map((item) => ({ message: asMessage(item, me, messages), out: item })),
  ];
  let lineDrawn = false;
  const rows = all.map(({ message, out }, at) => {
    const before = all[at - 1]?.message;
    const after = all[at + 1]?.message;
    const unreadFrom = !lineDrawn && firstUnread !== null && !out && message.position >= firstUnread;
    lineDrawn ||= unreadFrom;
    const nextUnread = firstUnread !== null && message.position < firstUnread && (after?.position ?? 0) >= firstUnread;
    return {
      key: rowKey(message),
      message,
      out,
      mine: message.authorId === me,
      first: !before || unreadFrom || !sameRun(before, message),
      last: !after || nextUnread || !sameRun(message, after),
      newDay: !before || dayKey(before.sentAt) !== dayKey(message.sentAt),
      unreadFrom,
    };
  });
  // The oldest loaded message only tells how the next one begins (a new day? the same author?): drawn before its own
  // predecessor is known it would change its height under the reader when older ones come.
  return olderExist && rows.length > 1 ? rows.slice(1) : rows;
}

function sameRun(one: Message, next: Message): boolean {
  return (
    one.authorId === next.authorId &&
    Date.parse(next.sentAt) - Date.parse(one.sentAt) < together &&
    dayKey(one.sentAt) === dayKey(next.sentAt)
  );
}

function asMessage(item: OutItem, me: string, messages: readonly Message[]): Message {
  const quoted = item.replyTo === null ? undefined : messages.find((message) => message.position === item.replyTo);
  return {
    id: item.clientId,
    clientId: item.clientId,
    position: item.position ?? Number.MAX_SAFE_INTEGER,
    authorId: me,
    text: item.text,
    sentAt: item.writtenAt,
    replyTo: quoted ? { position: quoted.position, authorId: quoted.authorId, ...gist(quoted) } : null,
    attachments: item.files,
  };
}

/** A guess at a row's height before it is drawn: the nearer, the less the list re-aims. */
export function estimateHeight(row: Row, width: number): number {
  const inside = Math.max(140, Math.min(560, width * 0.82) - 90);
  const perLine = inside / 7.6;
  const lines = row.message.text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
  const named = row.first && !row.mine ? 21 : 0;
  return (
    18 +
    lines * 21 +
    albumHeight(row.message.attachments, width) +
    named +
    (row.message.replyTo ? 48 : 0) +
    (row.message.forwarded ? 22 : 0) +
    (row.message.reactions?.length ? 32 : 0) +
    (row.newDay ? 40 : 0) +
    (row.unreadFrom ? 40 : 0) +
    (row.last ? 8 : 2)
  );
}
