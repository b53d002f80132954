/** What the client knows of the chats: cards, loaded stretches of history, and how far each stream was heard. */
import type { Author, EventFrame, Message, PersonId, RoomCard, RoomId, RoomList, StreamId } from "@/contract/wire";
import { withQuotes } from "./quotes";

/** A loaded stretch of one room, oldest first, without gaps of its own. */
export type RoomWindow = {
  messages: readonly Message[];
  /** Nothing older exists for this reader. */
  reachedStart: boolean;
  /** The stretch ends where the room ends: what is posted now follows it. */
  reachedEnd: boolean;
};

export type RoomsState = {
  me: PersonId;
  rooms: ReadonlyMap<RoomId, RoomCard>;
  windows: ReadonlyMap<RoomId, RoomWindow>;
  authors: ReadonlyMap<RoomId, ReadonlyMap<PersonId, Author>>;
  /** The last event number heard of each stream. */
  heads: ReadonlyMap<StreamId, number>;
  /** What this reader reported: the report and the message come by two streams, in any order. */
  hidden: ReadonlyMap<RoomId, ReadonlySet<number>>;
  /** Events of rooms whose card has not come yet: two streams, in any order. */
  early: ReadonlyMap<RoomId, readonly EventFrame[]>;
  /** Rooms whose right to post is withheld by a sanction and comes back with its end. */
  withheld: ReadonlySet<RoomId>;
};

export function emptyState(me: PersonId): RoomsState {
  return {
    me,
    rooms: new Map(),
    windows: new Map(),
    authors: new Map(),
    heads: new Map(),
    hidden: new Map(),
    early: new Map(),
    withheld: new Set(),
  };
}

/** A copy of a map with one entry changed, or removed when `value` is undefined. */
export function put<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value | undefined,
): ReadonlyMap<Key, Value> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

/** The list as the server tells it now; stretches stay only where the caller knows that nothing was missed. */
export function fromSnapshot(state: RoomsState, list: RoomList): RoomsState {
  const rooms = new Map(list.rooms.map((card) => [card.id, card]));
  const windows = new Map([...state.windows].filter(([id]) => rooms.has(id)));
  return {
    ...state,
    rooms,
    windows,
    heads: new Map(Object.entries(list.streams)),
    early: new Map(),
    withheld: new Set(),
    hidden: new Map([...state.hidden].filter(([id]) => rooms.has(id))),
  };
}

export function withCard(state: RoomsState, room: RoomId, change: Partial<RoomCard>): RoomsState {
  const card = state.rooms.get(room);
  return card ? { ...state, rooms: put(state.rooms, room, { ...card, ...change }) } : state;
}

export function learnAuthors(state: RoomsState, room: RoomId, authors: readonly Author[]): RoomsState {
  const known = state.authors.get(room);
  const news = authors.filter((author) => !same(known?.get(author.id), author));
  if (news.length === 0) return state;
  const all = new Map(known);
  for (const author of news) all.set(author.id, author);
  return { ...state, authors: put(state.authors, room, all) };
}

function same(one: Author | undefined, other: Author): boolean {
  return one !== undefined && one.name === other.name && one.badge === other.badge && one.verified === other.verified;
}

/** Joins a page to a room's stretch when they touch or overlap; else the page takes its place. */
export function addPage(
  state: RoomsState,
  room: RoomId,
  page: { messages: readonly Message[]; authors: readonly Author[]; reachedStart: boolean; reachedEnd: boolean },
  join: boolean,
): RoomsState {
  const window = state.windows.get(room);
  const hidden = state.hidden.get(room);
  const fresh = page.messages.map((message) => (hidden?.has(message.position) ? hide(message) : message));
  const merged: RoomWindow =
    join && window
      ? {
          messages: mergeByPosition(window.messages, fresh),
          reachedStart: window.reachedStart || page.reachedStart,
          reachedEnd: window.reachedEnd || page.reachedEnd,
        }
      : { messages: fresh, reachedStart: page.reachedStart, reachedEnd: page.reachedEnd };
  const quoting = withQuotes(merged, state.rooms.get(room)?.firstPosition ?? 1);
  return { ...learnAuthors(state, room, page.authors), windows: put(state.windows, room, quoting) };
}

function mergeByPosition(old: readonly Message[], fresh: readonly Message[]): Message[] {
  const all = new Map(old.map((message) => [message.position, message]));
  for (const message of fresh) all.set(message.position, message);
  return [...all.values()].sort((one, other) => one.position - other.position);
}

const nothing = {
  replyTo: null,
  mentions: [],
  mentionsAll: false,
  attachments: undefined,
  reactions: undefined,
  forwarded: undefined,
};

/** A message as its reporter sees it. */
export function hide(message: Message): Message {
  return { ...message, text: "", hidden: true, ...nothing };
}

/** A message after its deletion: the place stays, the words are gone. */
export function blank(message: Message, by: "author" | "moderator"): Message {
  return { ...message, text: "", deleted: by, ...nothing };
}
