/** What is worked out from the chats' state: unread, order, chips, whether a room is quiet. */
import type { Message, RoomCard, RoomKind } from "@/contract/wire";
import type { RoomsState } from "./state";

/** What others said after the read mark; one's own words are never unread. */
export function unread(card: RoomCard): number {
  const read = Math.max(card.readPosition, card.firstPosition - 1);
  return Math.max(0, card.lastPosition - read - card.ownPositions.filter((position) => position > read).length);
}

/** Where the unread begins, or null when nothing is. */
export function firstUnread(card: RoomCard): number | null {
  if (unread(card) === 0) return null;
  let position = Math.max(card.readPosition, card.firstPosition - 1) + 1;
  while (card.ownPositions.includes(position)) position++;
  return position;
}

export function isMuted(card: RoomCard, now = Date.now()): boolean {
  return card.mutedUntil != null && Date.parse(card.mutedUntil) > now;
}

export function isSanctioned(card: RoomCard, now = Date.now()): boolean {
  return card.sanctionUntil != null && Date.parse(card.sanctionUntil) > now;
}

/** Unread in all rooms that are not muted: the number on «Чаты» and on the app's icon. */
export function unreadTotal(state: RoomsState): number {
  let total = 0;
  for (const card of state.rooms.values()) if (!isMuted(card)) total += unread(card);
  return total;
}

const pinned: Partial<Record<RoomKind, number>> = { announcements: 1 };

/** «Объявления» first, then by the last word said; a room without any stands at the end, by its name. */
export function sortedRooms(state: RoomsState): RoomCard[] {
  return [...state.rooms.values()].sort(
    (one, other) =>
      (pinned[other.kind] ?? 0) - (pinned[one.kind] ?? 0) ||
      (other.lastMessage?.sentAt ?? "").localeCompare(one.lastMessage?.sentAt ?? "") ||
      one.title.localeCompare(other.title, "ru"),
  );
}

export type Chip = "all" | "class" | "staff" | "parents" | "groups";
const chipOf: Record<RoomKind, Exclude<Chip, "all">> = {
  class: "class",
  announcements: "class",
  parents: "parents",
  activists: "parents",
  teachers: "staff",
  staffroom: "staff",
  management: "staff",
  subject: "groups",
  group: "groups",
  direct: "groups",
};

export function chip(card: RoomCard): Exclude<Chip, "all"> {
  return chipOf[card.kind];
}

/** ё = е, case does not matter: as people search. */
export function searchable(text: string): string {
  return text.toLocaleLowerCase("ru").replaceAll("ё", "е");
}

export function matches(card: RoomCard, query: string): boolean {
  const title = searchable(card.title).replace(/[«»"]/g, "");
  return searchable(query)
    .replace(/[«»"]/g, "")
    .split(/\s+/)
    .every((word) => title.includes(word));
}

/** The row's name for ever: the client's own id, so a confirmed message is the same row as the sent one. */
export function rowKey(message: Pick<Message, "authorId" | "clientId">): string {
  return `${message.authorId}:${message.clientId}`;
}
