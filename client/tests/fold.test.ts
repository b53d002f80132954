/**
 * The fold test (architecture.md §3): for every command, old state + its events = fresh state, through the client's own `apply`.
 * The server's tests record `tests/fold/fixtures/<command>.json`; its form is described in `tests/fold/README.md`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyFrame } from "@/concepts/rooms/apply";
import { addPage, emptyState, fromSnapshot, type RoomsState } from "@/concepts/rooms/state";
import type { EventFrame, Message, MessagePage, RoomCard, RoomList, ServerFrame } from "@/contract/wire";

type Snapshot = { rooms: RoomList; histories?: Record<string, MessagePage> };
type Recorded = { command: string; viewer: string; before: Snapshot; frames: ServerFrame[]; after: Snapshot };

const folder = join(import.meta.dirname, "../../tests/fold/fixtures");
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".json"))
  : [];

function stateOf(viewer: string, snapshot: Snapshot): RoomsState {
  const state = fromSnapshot(emptyState(viewer), snapshot.rooms);
  return Object.entries(snapshot.histories ?? {}).reduce(
    (known, [room, page]) =>
      known.rooms.has(room) ? addPage(known, room, { ...page, reachedStart: true, reachedEnd: true }, false) : known,
    state,
  );
}

/** A message with what the wire leaves out when it says nothing. */
function whole(message: Message): Message {
  return {
    ...message,
    editedAt: message.editedAt ?? null,
    deleted: message.deleted ?? null,
    hidden: message.hidden ?? false,
    replyTo: message.replyTo ?? null,
    mentions: message.mentions ?? [],
    mentionsAll: message.mentionsAll ?? false,
    reactions: message.reactions ?? [],
    forwarded: message.forwarded ?? null,
  };
}

function wholeCard(card: RoomCard) {
  // How far others have read is a passing frame, not an event; it is no part of the fold.
  const { readUpTo: _, ...rest } = card;
  return { ...rest, abilities: [...card.abilities].sort(), lastMessage: card.lastMessage && whole(card.lastMessage) };
}

function comparable(state: RoomsState, histories: Iterable<string>, streams: string[]) {
  return {
    rooms: [...state.rooms.values()].map(wholeCard).sort((one, other) => one.id.localeCompare(other.id)),
    histories: Object.fromEntries(
      [...histories].map((room) => [room, state.windows.get(room)?.messages.map(whole) ?? null]),
    ),
    heads: Object.fromEntries(streams.map((stream) => [stream, state.heads.get(stream)])),
  };
}

describe("old state and its events give the fresh state", () => {
  test.each(files.map((file) => [file]))("%s", (file) => {
    const recorded = JSON.parse(readFileSync(join(folder, file), "utf8")) as Recorded;
    const before = stateOf(recorded.viewer, recorded.before);
    const folded = recorded.frames
      .filter((frame): frame is EventFrame => frame.t === "event")
      .reduce(applyFrame, before);
    const after = stateOf(recorded.viewer, recorded.after);
    // A room that was joined on the way had no stretch before: its history is asked for when it is opened.
    const compared = Object.keys(recorded.after.histories ?? {}).filter(
      (room) => before.rooms.has(room) && after.rooms.has(room),
    );
    const streams = [...before.heads.keys()].filter((stream) => after.heads.has(stream));
    expect(comparable(folded, compared, streams)).toEqual(comparable(after, compared, streams));
  });

  test("there are recordings to fold", () => {
    expect(files.length).toBeGreaterThan(10);
  });
});
