/** The fold of the chats, event by event, and what must hold for any order of streams. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatEvent, EventFrame } from "@/contract/wire";
import { anya, anyasSchool, card, frame, message, olga, olgaHere, otherRoom, posted, room } from "../../../tests/rooms";
import { applyFrame, leavesGap } from "./apply";
import { firstUnread, unread } from "./selectors";
import type { RoomsState } from "./state";

const fold = (state: RoomsState, frames: EventFrame[]) => frames.reduce(applyFrame, state);
const cardOf = (state: RoomsState, id = room) => state.rooms.get(id);
const textsOf = (state: RoomsState, id = room) => state.windows.get(id)?.messages.map((one) => one.text);

describe("a message", () => {
  test("posted by a teacher stands at the end and counts as unread", () => {
    const state = fold(anyasSchool(), [frame(1, posted(1)), frame(2, posted(2))]);
    expect(textsOf(state)).toEqual(["Сообщение 1", "Сообщение 2"]);
    expect(unread(cardOf(state)!)).toBe(2);
    expect(cardOf(state)?.lastMessage?.position).toBe(2);
  });

  test("heard twice stands once", () => {
    const once = fold(anyasSchool(), [frame(1, posted(1))]);
    expect(applyFrame(once, frame(1, posted(1)))).toBe(once);
  });

  test("does not enter a stretch that ends before the room's end", () => {
    const state = anyasSchool();
    const far = {
      ...state,
      windows: new Map([[room, { messages: [message(1)], reachedStart: true, reachedEnd: false }]]),
    };
    const after = fold(far, [frame(1, posted(90))]);
    expect(textsOf(after)).toEqual(["Сообщение 1"]);
    expect(cardOf(after)?.lastPosition).toBe(90);
  });

  test("that mentions Anya is on her list until she has read it", () => {
    const called = fold(anyasSchool(), [frame(1, posted(1)), frame(2, posted(2, { mentions: [anya] }))]);
    expect(cardOf(called)?.mentionPositions).toEqual([2]);
    const read = applyFrame(called, frame(1, { kind: "seen", roomId: room, position: 2 }, anya));
    expect(cardOf(read)?.mentionPositions).toEqual([]);
  });

  test("edited changes its words, its quotes and the list", () => {
    const quoting = posted(2, { replyTo: { position: 1, authorId: olga, text: "Сообщение 1" } });
    const edit: ChatEvent = {
      kind: "messageEdited",
      message: message(1, { text: "Завтра в 9" }),
      author: { id: olga, name: "Петрова Ольга", badge: "", verified: true },
    };
    const state = fold(anyasSchool(), [frame(1, posted(1)), frame(2, quoting), frame(3, edit)]);
    expect(textsOf(state)?.[0]).toBe("Завтра в 9");
    expect(state.windows.get(room)?.messages[1]?.replyTo?.text).toBe("Завтра в 9");
  });

  test("deleted leaves its place without words, also where it was quoted", () => {
    const quoting = posted(2, { replyTo: { position: 1, authorId: olga, text: "Сообщение 1" } });
    const state = fold(anyasSchool(), [
      frame(1, posted(1)),
      frame(2, quoting),
      frame(3, { kind: "messageDeleted", position: 1, by: "moderator" }),
    ]);
    const [first, second] = state.windows.get(room)!.messages;
    expect(first).toMatchObject({ text: "", deleted: "moderator" });
    expect(second?.replyTo).toBeNull();
  });

  test("reported is hidden whichever stream speaks first", () => {
    const hide = frame(1, { kind: "messageHidden", roomId: room, position: 1 }, anya);
    const post = frame(1, posted(1));
    const one = fold(anyasSchool(), [post, hide]);
    const other = fold(anyasSchool(), [hide, post]);
    expect(one.windows.get(room)?.messages[0]).toMatchObject({ hidden: true, text: "" });
    expect(other.windows).toEqual(one.windows);
  });

  test("of Anya's own does not count as unread, on whichever device she wrote it", () => {
    const state = fold(anyasSchool(), [frame(1, posted(1)), frame(2, posted(2, { authorId: anya }))]);
    expect(unread(cardOf(state)!)).toBe(1);
    expect(firstUnread(cardOf(state)!)).toBe(1);
    const read = applyFrame(state, frame(1, { kind: "seen", roomId: room, position: 1 }, anya));
    expect(unread(cardOf(read)!)).toBe(0);
    const answered = applyFrame(read, frame(3, posted(3)));
    expect([unread(cardOf(answered)!), firstUnread(cardOf(answered)!)]).toEqual([1, 3]);
  });

  test("reported no longer calls Anya, whichever stream speaks first", () => {
    const hide = frame(1, { kind: "messageHidden", roomId: room, position: 1 }, anya);
    const post = frame(1, posted(1, { mentions: [anya] }));
    expect(cardOf(fold(anyasSchool(), [post, hide]))?.mentionPositions).toEqual([]);
    expect(cardOf(fold(anyasSchool(), [hide, post]))?.mentionPositions).toEqual([]);
  });
});

describe("a room", () => {
  test("shows a member under his new badge where his words stand, and learns nobody new", () => {
    const state = fold(anyasSchool(), [
      frame(1, posted(1)),
      frame(2, {
        kind: "badgesChanged",
        authors: [
          { ...olgaHere, badge: "директор" },
          { ...olgaHere, id: anya },
        ],
      }),
    ]);
    expect(state.authors.get(room)?.get(olga)?.badge).toBe("директор");
    expect(state.authors.get(room)?.has(anya)).toBe(false);
    expect(cardOf(state)?.lastAuthor?.badge).toBe("директор");
  });

  test("that was left is forgotten with its words and names", () => {
    const state = fold(anyasSchool(), [frame(1, posted(1)), frame(1, { kind: "roomLeft", roomId: room }, anya)]);
    expect(cardOf(state)).toBeUndefined();
    expect(state.windows.has(room)).toBe(false);
    expect(state.authors.has(room)).toBe(false);
  });

  test("joined while somebody writes loses nothing", () => {
    const join = frame(
      1,
      { kind: "roomJoined", room: card({ id: otherRoom, lastPosition: 3, firstPosition: 4 }) },
      anya,
    );
    const post = frame(8, posted(4), otherRoom);
    const one = fold(anyasSchool(), [join, post]);
    const other = fold(anyasSchool(), [post, join]);
    expect(cardOf(one, otherRoom)?.lastPosition).toBe(4);
    expect(other.rooms).toEqual(one.rooms);
  });

  test("where Anya may only read takes her words back when the time is over", () => {
    const muted = applyFrame(
      anyasSchool(),
      frame(1, { kind: "sanctioned", roomId: room, until: "2026-11-25T08:00:00Z" }, anya),
    );
    expect(cardOf(muted)?.abilities).not.toContain("post");
    const free = applyFrame(muted, frame(2, { kind: "sanctioned", roomId: room, until: null }, anya));
    expect(cardOf(free)?.abilities).toContain("post");
  });
});

test("a frame that leaves out some before it is known as such", () => {
  expect(leavesGap(anyasSchool(), frame(3, posted(3)))).toBe(true);
  expect(leavesGap(anyasSchool(), frame(1, posted(1)))).toBe(false);
});

test("an event of another slice moves only its stream's head", () => {
  const state = applyFrame(anyasSchool(), {
    t: "event",
    stream: "desk",
    number: 5,
    event: { kind: "joinRequestFiled", requestId: "1" },
  });
  expect(state.heads.get("desk")).toBe(5);
});

/** Any history of one room and of Anya's own stream. */
const roomEvent = fc.oneof(
  fc
    .record({ mentions: fc.constantFrom<string[]>([], [anya], [olga]), author: fc.constantFrom(anya, olga) })
    .map((given) => ({ ...given, what: "post" as const })),
  fc.record({ at: fc.nat(20), what: fc.constant("delete" as const) }),
  fc.record({ at: fc.nat(20), what: fc.constant("edit" as const), mentions: fc.constantFrom<string[]>([], [anya]) }),
  fc.record({ at: fc.nat(20), what: fc.constant("answer" as const) }),
  fc.record({ what: fc.constant("title" as const), title: fc.string({ maxLength: 8 }) }),
  fc.record({ what: fc.constant("count" as const), memberCount: fc.nat(40) }),
);
const ownEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.nat(20).map((position): ChatEvent => ({ kind: "seen", roomId: room, position })),
  fc.nat(20).map((position): ChatEvent => ({ kind: "messageHidden", roomId: room, position })),
  fc.string({ maxLength: 5 }).map((text): ChatEvent => ({ kind: "draftSaved", roomId: room, text })),
  fc.constantFrom(null, "2026-12-01T00:00:00Z").map(
    (mutedUntil): ChatEvent => ({
      kind: "notificationsSet",
      roomId: room,
      mutedUntil,
      onlyMentions: mutedUntil === null,
    }),
  ),
  fc
    .constantFrom(null, "2026-12-01T00:00:00Z")
    .map((until): ChatEvent => ({ kind: "sanctioned", roomId: room, until })),
);

const roomFrames = fc.array(roomEvent, { maxLength: 25 }).map((given) => {
  let last = 0;
  const deleted = new Set<number>();
  const frames: EventFrame[] = [];
  for (const one of given) {
    const event = ((): ChatEvent | null => {
      switch (one.what) {
        case "post":
          last += 1;
          return posted(last, { mentions: one.mentions, authorId: one.author });
        case "delete":
          if (one.at < 1 || one.at > last || deleted.has(one.at)) return null;
          deleted.add(one.at);
          return { kind: "messageDeleted", position: one.at, by: "author" };
        case "answer":
          if (one.at < 1 || one.at > last || deleted.has(one.at)) return null;
          last += 1;
          return posted(last, { replyTo: { position: one.at } });
        case "edit":
          if (one.at < 1 || one.at > last || deleted.has(one.at)) return null;
          return {
            kind: "messageEdited",
            message: message(one.at, { text: "иначе", mentions: one.mentions }),
            author: { id: olga, name: "Петрова Ольга", badge: "кл. рук.", verified: true },
          };
        case "title":
          return { kind: "roomChanged", title: one.title, mode: "discussion" };
        case "count":
          return { kind: "membersChanged", memberCount: one.memberCount };
      }
    })();
    if (event) frames.push(frame(frames.length + 1, event));
  }
  return frames;
});
const ownFrames = fc
  .array(ownEvent, { maxLength: 12 })
  .map((events) => events.map((event, at) => frame(at + 1, event, anya)));

/** Two streams in some interleaving: each keeps its own order. */
function interleave(one: EventFrame[], other: EventFrame[], picks: boolean[]): EventFrame[] {
  const [left, right] = [[...one], [...other]];
  const mixed: EventFrame[] = [];
  for (const pick of picks) {
    const next = (pick ? left : right).shift();
    if (next) mixed.push(next);
  }
  return [...mixed, ...left, ...right];
}

const seenByReader = (state: RoomsState) => ({
  rooms: state.rooms,
  windows: state.windows,
  authors: state.authors,
  heads: state.heads,
  hidden: state.hidden,
});

test("streams may arrive in any order among themselves", () => {
  fc.assert(
    fc.property(roomFrames, ownFrames, fc.array(fc.boolean(), { maxLength: 40 }), (ofRoom, own, picks) => {
      const straight = fold(anyasSchool(), [...ofRoom, ...own]);
      const mixed = fold(anyasSchool(), interleave(ofRoom, own, picks));
      expect(seenByReader(mixed)).toEqual(seenByReader(straight));
    }),
    { numRuns: 500 },
  );
});

test("frames replayed after a reconnect change nothing", () => {
  fc.assert(
    fc.property(roomFrames, ownFrames, fc.nat(30), (ofRoom, own, back) => {
      const frames = [...ofRoom, ...own];
      const once = fold(anyasSchool(), frames);
      const replayed = fold(once, frames.slice(Math.max(0, frames.length - back)));
      expect(replayed).toEqual(once);
    }),
  );
});

test("the fold never changes the state it was given", () => {
  fc.assert(
    fc.property(roomFrames, (frames) => {
      const state = anyasSchool();
      const copy = structuredClone(state);
      fold(state, frames);
      expect(state).toEqual(copy);
    }),
    { numRuns: 30 },
  );
});
