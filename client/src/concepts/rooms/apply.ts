/** The fold of the chats: state + event → state. Pure; the same function runs in the browser and in the fold test. */
import type { Author, ChatEvent, EventFrame, Message, RoomCard, RoomId } from "@/contract/wire";
import { asksForQuote, excerpt, quoteIn } from "./quotes";
import { signed } from "./reactions";
import { changed, permitted, sanctioned } from "./rights";
import { blank, hide, learnAuthors, put, type RoomsState, type RoomWindow, withCard } from "./state";

const mentionsKept = 20;
const earlyKept = 50;

const kinds = new Set<string>([
  "messagePosted",
  "messageEdited",
  "messageReworded",
  "messageReacted",
  "messageDeleted",
  "roomChanged",
  "hoursTurned",
  "pinsChanged",
  "membersChanged",
  "badgesChanged",
  "roomJoined",
  "roomLeft",
  "abilitiesChanged",
  "seen",
  "draftSaved",
  "notificationsSet",
  "messageHidden",
  "sanctioned",
] satisfies ChatEvent["kind"][]);

export function isChatEvent(event: EventFrame["event"]): event is ChatEvent {
  return kinds.has(event.kind);
}

/** Does this frame leave out some before it? Then the stream must be asked anew instead of folded. */
export function leavesGap(state: RoomsState, frame: EventFrame): boolean {
  const head = state.heads.get(frame.stream);
  return head !== undefined && frame.number > head + 1;
}

/** Rights that open anew only the server knows: a mode that changed, a sanction lifted that was there before we came. */
export function asksServer(state: RoomsState, { stream, event }: EventFrame): boolean {
  if (!isChatEvent(event)) return false;
  if (event.kind === "roomChanged") return event.mode !== state.rooms.get(stream)?.mode;
  return event.kind === "sanctioned" && !event.until && !state.withheld.has(event.roomId);
}

/** Takes a frame into the state; a frame heard before changes nothing. */
export function applyFrame(state: RoomsState, frame: EventFrame): RoomsState {
  const head = state.heads.get(frame.stream);
  if (head !== undefined && frame.number <= head) return state;
  const heard = { ...state, heads: put(state.heads, frame.stream, frame.number) };
  return isChatEvent(frame.event) ? apply(heard, frame, frame.event) : heard;
}

export function apply(state: RoomsState, frame: EventFrame, event: ChatEvent): RoomsState {
  switch (event.kind) {
    case "messagePosted":
      return ofRoom(state, frame, (known) => posted(known, frame.stream, event.message, event.author));
    case "messageEdited":
      return ofRoom(state, frame, (known) => edited(known, frame.stream, event));
    case "messageReworded":
      return state; // its words are asked for by whoever shows it (quotes.ts)
    case "messageReacted":
      return ofRoom(state, frame, (known) =>
        withWindow(known, frame.stream, (window) => mapMessages(window, signed(event, known.me))),
      );
    case "messageDeleted":
      return ofRoom(state, frame, (known) => deleted(known, frame.stream, event));
    case "roomChanged":
      return ofRoom(state, frame, (known) => changed(known, frame.stream, event.title, event.mode));
    case "hoursTurned":
      return ofRoom(state, frame, (known) => withCard(known, frame.stream, { hours: event.hours ?? null }));
    case "pinsChanged":
      return ofRoom(state, frame, (known) => withCard(known, frame.stream, { pinnedPositions: event.positions }));
    case "membersChanged":
      return ofRoom(state, frame, (known) => withCard(known, frame.stream, { memberCount: event.memberCount }));
    case "badgesChanged":
      return ofRoom(state, frame, (known) => renamed(known, frame.stream, event.authors));
    case "roomJoined":
      return joined(state, event.room);
    case "roomLeft":
      return left(state, event.roomId);
    case "abilitiesChanged":
      return Object.entries(event.rooms).reduce(
        (known, [room, abilities]) => permitted(known, room, abilities, event.leads?.includes(room) ?? false),
        state,
      );
    case "seen":
      return seen(state, event.roomId, event.position);
    case "draftSaved":
      return withCard(state, event.roomId, { draft: event.text, draftReplyTo: event.replyTo ?? null });
    case "notificationsSet":
      return withCard(state, event.roomId, { mutedUntil: event.mutedUntil ?? null, onlyMentions: event.onlyMentions });
    case "messageHidden":
      return hidden(state, event);
    case "sanctioned":
      return sanctioned(state, event.roomId, event.until ?? null);
    default:
      return unreachable(event);
  }
}

function unreachable(event: never): never {
  throw new Error(`An event without its case: ${JSON.stringify(event)}`);
}

/** Runs `change` when the room's card is here; else keeps the frame until it comes. */
function ofRoom(state: RoomsState, frame: EventFrame, change: (state: RoomsState) => RoomsState): RoomsState {
  if (state.rooms.has(frame.stream)) return change(state);
  const waiting = state.early.get(frame.stream) ?? [];
  return { ...state, early: put(state.early, frame.stream, [...waiting, frame].slice(-earlyKept)) };
}

function withWindow(state: RoomsState, room: RoomId, change: (window: RoomWindow) => RoomWindow): RoomsState {
  const window = state.windows.get(room);
  if (!window) return state;
  const changed = change(window);
  return changed === window ? state : { ...state, windows: put(state.windows, room, changed) };
}

function posted(state: RoomsState, room: RoomId, message: Message, author: Author): RoomsState {
  const card = state.rooms.get(room) as RoomCard;
  const whole = { ...message, replyTo: quoteIn(state.windows.get(room), card.firstPosition, message.replyTo) };
  const shown = state.hidden.get(room)?.has(message.position) ? hide(whole) : whole;
  const newest = message.position >= card.lastPosition;
  const changed = withCard(learnAuthors(state, room, [author]), room, {
    lastPosition: Math.max(card.lastPosition, message.position),
    ownPositions: withOwn(card, message, state.me),
    mentionPositions: withMention(card, shown, state.me),
    ...(newest && { lastMessage: { ...shown, replyTo: null }, lastAuthor: author }),
  });
  return withWindow(changed, room, (window) => placed(window, shown));
}

/** Puts a message at its place: the next one at the end, or anew where it already stands. */
function placed(window: RoomWindow, message: Message): RoomWindow {
  const at = window.messages.findIndex((one) => one.position === message.position);
  if (at >= 0) return { ...window, messages: window.messages.with(at, message) };
  const last = window.messages.at(-1);
  const follows = window.reachedEnd && (!last || message.position > last.position);
  return follows ? { ...window, messages: [...window.messages, message] } : window;
}

function withOwn(card: RoomCard, { position, authorId }: Message, me: string): number[] {
  const own = authorId === me && position > card.readPosition && !card.ownPositions.includes(position);
  return own ? [...card.ownPositions, position] : card.ownPositions;
}

function withMention(card: RoomCard, message: Message, me: string): number[] {
  const others = card.mentionPositions.filter((position) => position !== message.position);
  const called =
    !message.deleted &&
    message.authorId !== me &&
    message.position > card.readPosition &&
    message.position >= card.firstPosition &&
    (message.mentionsAll || message.mentions?.includes(me));
  return called ? [...others, message.position].sort((one, other) => one - other).slice(0, mentionsKept) : others;
}

/** What an event does to any one message of its room: to the message itself, and to the quotes of it. */
export function amendment(
  event: ChatEvent,
  hiddenPositions?: ReadonlySet<number>,
  me = "",
): ((message: Message) => Message) | null {
  switch (event.kind) {
    case "messageEdited": {
      const { message } = event;
      const shown = hiddenPositions?.has(message.position) ? hide(message) : message;
      const text = excerpt(shown.text);
      return (one) => {
        // What it answers and the signs under it stay: this event says nothing of them.
        if (one.position === message.position)
          return shown.hidden ? shown : { ...shown, replyTo: one.replyTo, reactions: one.reactions };
        return one.replyTo?.position === message.position ? { ...one, replyTo: { ...one.replyTo, text } } : one;
      };
    }
    case "messageReacted":
      return signed(event, me);
    case "messageDeleted":
      return (one) => {
        if (one.position === event.position) return blank(one, event.by);
        return one.replyTo?.position === event.position ? { ...one, replyTo: null } : one;
      };
    case "messageHidden":
      return (one) => {
        if (one.position === event.position) return hide(one);
        return one.replyTo?.position === event.position ? { ...one, replyTo: null } : one;
      };
    default:
      return null;
  }
}

function edited(state: RoomsState, room: RoomId, event: Extract<ChatEvent, { kind: "messageEdited" }>): RoomsState {
  const card = state.rooms.get(room) as RoomCard;
  const { message, author } = event;
  const change = amendment(event, state.hidden.get(room)) as (message: Message) => Message;
  const changed = withCard(learnAuthors(state, room, [author]), room, {
    mentionPositions: withMention(card, change(message), state.me),
    lastMessage: card.lastMessage && change(card.lastMessage),
  });
  return withWindow(changed, room, (window) => mapMessages(window, change));
}

/** A message as the server tells it to this reader, asked for because the room's frame could not say it to all. */
export function reread(state: RoomsState, room: RoomId, message: Message, authors: readonly Author[]): RoomsState {
  const author = authors.find((one) => one.id === message.authorId) as Author;
  const reworded = edited(state, room, { kind: "messageEdited", message, author });
  return withWindow(reworded, room, (window) =>
    mapMessages(window, (one) =>
      one.position === message.position && asksForQuote(one) ? { ...one, replyTo: message.replyTo ?? null } : one,
    ),
  );
}

function deleted(state: RoomsState, room: RoomId, event: Extract<ChatEvent, { kind: "messageDeleted" }>): RoomsState {
  const card = state.rooms.get(room) as RoomCard;
  const change = amendment(event) as (message: Message) => Message;
  const changed = withCard(state, room, {
    mentionPositions: card.mentionPositions.filter((one) => one !== event.position),
    lastMessage: card.lastMessage && change(card.lastMessage),
  });
  return withWindow(changed, room, (window) => mapMessages(window, change));
}

/** Members whose words are here are shown as they are called now; the others were never learned. */
function renamed(state: RoomsState, room: RoomId, authors: readonly Author[]): RoomsState {
  const known = state.authors.get(room);
  const card = state.rooms.get(room) as RoomCard;
  const last = authors.find((author) => author.id === card.lastAuthor?.id);
  return learnAuthors(
    last ? withCard(state, room, { lastAuthor: last }) : state,
    room,
    authors.filter((author) => known?.has(author.id)),
  );
}

function hidden(state: RoomsState, event: Extract<ChatEvent, { kind: "messageHidden" }>): RoomsState {
  const room = event.roomId;
  const positions = new Set(state.hidden.get(room)).add(event.position);
  const change = amendment(event) as (message: Message) => Message;
  const card = state.rooms.get(room);
  const kept = { ...state, hidden: put(state.hidden, room, positions) };
  const changed = card
    ? withCard(kept, room, {
        mentionPositions: card.mentionPositions.filter((one) => one !== event.position),
        lastMessage: card.lastMessage && change(card.lastMessage),
      })
    : kept;
  return withWindow(changed, room, (window) => mapMessages(window, change));
}

function mapMessages(window: RoomWindow, change: (message: Message) => Message): RoomWindow {
  const messages = window.messages.map(change);
  return messages.some((message, at) => message !== window.messages[at]) ? { ...window, messages } : window;
}

function joined(state: RoomsState, card: RoomCard): RoomsState {
  const waiting = state.early.get(card.id) ?? [];
  const here = { ...state, rooms: put(state.rooms, card.id, card), early: put(state.early, card.id, undefined) };
  return waiting.reduce((known, frame) => (isChatEvent(frame.event) ? apply(known, frame, frame.event) : known), here);
}

/** The room is no longer mine: its card, words and names are forgotten. */
export function left(state: RoomsState, room: RoomId): RoomsState {
  const withheld = new Set(state.withheld);
  withheld.delete(room);
  return {
    ...state,
    rooms: put(state.rooms, room, undefined),
    windows: put(state.windows, room, undefined),
    authors: put(state.authors, room, undefined),
    heads: put(state.heads, room, undefined),
    hidden: put(state.hidden, room, undefined),
    early: put(state.early, room, undefined),
    withheld,
  };
}

export function seen(state: RoomsState, room: RoomId, position: number): RoomsState {
  const card = state.rooms.get(room);
  if (!card || position <= card.readPosition) return state;
  return withCard(state, room, {
    readPosition: position,
    ownPositions: card.ownPositions.filter((one) => one > position),
    mentionPositions: card.mentionPositions.filter((one) => one > position),
  });
}
