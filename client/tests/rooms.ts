/** A small school for tests: cards, people, messages and frames with short ways to make them. */
import type { RoomsState } from "@/concepts/rooms/state";
import { emptyState, fromSnapshot } from "@/concepts/rooms/state";
import type { Author, ChatEvent, EventFrame, Message, RoomCard } from "@/contract/wire";

export const anya = "00000000-0000-7000-8000-00000000000a";
export const olga = "00000000-0000-7000-8000-00000000000b";
export const room = "00000000-0000-7000-8000-0000000000c1";
export const otherRoom = "00000000-0000-7000-8000-0000000000c2";

export const olgaHere: Author = { id: olga, name: "Петрова Ольга", badge: "кл. рук.", verified: true };

export function card(change: Partial<RoomCard> = {}): RoomCard {
  return {
    id: room,
    kind: "class",
    title: "6Б — класс",
    classId: null,
    mode: "discussion",
    lastPosition: 0,
    firstPosition: 1,
    readPosition: 0,
    readUpTo: 0,
    memberCount: 28,
    mutedUntil: null,
    sanctionUntil: null,
    draft: "",
    draftReplyTo: null,
    lastMessage: null,
    lastAuthor: null,
    ownPositions: [],
    mentionPositions: [],
    pinnedPositions: [],
    abilities: ["post", "reportMessage"],
    ...change,
  };
}

export function message(position: number, change: Partial<Message> = {}): Message {
  const tail = position.toString(16).padStart(12, "0");
  return {
    id: `10000000-0000-7000-8000-${tail}`,
    clientId: `20000000-0000-7000-8000-${tail}`,
    position,
    authorId: olga,
    text: `Сообщение ${position}`,
    sentAt: new Date(Date.UTC(2026, 10, 24, 8, position)).toISOString(),
    ...change,
  };
}

export function posted(position: number, change: Partial<Message> = {}): ChatEvent {
  return { kind: "messagePosted", message: message(position, change), author: olgaHere };
}

export function frame(number: number, event: ChatEvent, stream = room): EventFrame {
  return { t: "event", stream, number, event };
}

/** Anya in one class chat, its stretch loaded to the end. */
export function anyasSchool(cards: RoomCard[] = [card()]): RoomsState {
  const streams = Object.fromEntries([...cards.map((one) => [one.id, 0]), [anya, 0]]);
  const state = fromSnapshot(emptyState(anya), { rooms: cards, streams });
  const windows = new Map(cards.map((one) => [one.id, { messages: [], reachedStart: true, reachedEnd: true }]));
  return { ...state, windows };
}
