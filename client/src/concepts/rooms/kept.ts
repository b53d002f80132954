/** Between the chats' state and the device's shelf: what a batch of frames changes on disk, and the state a start begins with. */
import type { EventFrame, RoomId } from "@/contract/wire";
import type { Change, Kept, Span } from "@/sync/shelf";
import { amendment, isChatEvent } from "./apply";
import { emptyState, learnAuthors, type RoomsState } from "./state";

/** The state as the last visit left it. */
export function fromKept(me: string, kept: Kept): RoomsState {
  const state: RoomsState = {
    ...emptyState(me),
    rooms: new Map(kept.rooms.map((card) => [card.id, card])),
    heads: new Map(Object.entries(kept.heads)),
    withheld: new Set(kept.withheld),
  };
  return kept.authors.reduce((known, { room, ...author }) => learnAuthors(known, room, [author]), state);
}

/** Everything that these frames changed, for one transaction; `spans` is brought up to date on the way. */
export function changeOf(
  before: RoomsState,
  after: RoomsState,
  frames: EventFrame[],
  spans: Map<RoomId, Span>,
): Change {
  const change: Required<Pick<Change, "messages" | "amended" | "authors">> = { messages: [], amended: [], authors: [] };
  const touched = new Set<RoomId>();
  // What the device keeps of these rooms may say old words: it is forgotten, and brought anew when it is looked at.
  const unsure = new Set<RoomId>();
  for (const { stream, event } of frames) {
    if (!isChatEvent(event)) continue;
    const amend = amendment(event, after.hidden.get(stream), after.me);
    if (event.kind === "messagePosted" && after.rooms.has(stream)) {
      const { position } = event.message;
      const hidden = after.hidden.get(stream)?.has(position);
      const shown = after.windows.get(stream)?.messages.find((one) => one.position === position);
      if (!hidden) change.messages.push({ room: stream, message: shown ?? event.message });
      change.authors.push({ room: stream, author: event.author });
      follow(spans, stream, position);
      touched.add(stream);
    } else if (event.kind === "badgesChanged") {
      const known = after.authors.get(stream);
      for (const author of event.authors) if (known?.has(author.id)) change.authors.push({ room: stream, author });
    } else if (event.kind === "messageReworded") {
      unsure.add(stream);
    } else if (amend) {
      change.amended.push({ room: "roomId" in event ? event.roomId : stream, change: amend });
    }
  }
  const gone = [...before.rooms.keys()].filter((room) => !after.rooms.has(room));
  for (const room of [...gone, ...unsure]) spans.delete(room);
  return {
    ...change,
    rooms: [...after.rooms.values()].filter((card) => before.rooms.get(card.id) !== card || unsure.has(card.id)),
    gone: [...gone, ...unsure],
    spans: [...touched].flatMap((room) => spans.get(room) ?? []),
    heads: Object.fromEntries(after.heads),
    withheld: [...after.withheld],
  };
}

function follow(spans: Map<RoomId, Span>, room: RoomId, position: number): void {
  const span = spans.get(room);
  if (span && position <= span.to) return;
  if (span && position === span.to + 1) spans.set(room, { ...span, to: position });
  else spans.set(room, { room, from: position, to: position, reachedStart: position === 1 });
}

/** A page from the server joins the stretch on disk when they touch, and takes its place when it is newer. */
export function widen(span: Span | undefined, page: Span): Span {
  if (!span || page.from > span.to + 1 || page.to < span.from - 1) {
    return span && span.to >= page.to ? span : page;
  }
  return {
    room: span.room,
    from: Math.min(span.from, page.from),
    to: Math.max(span.to, page.to),
    reachedStart: span.from <= page.from ? span.reachedStart : page.reachedStart,
  };
}
