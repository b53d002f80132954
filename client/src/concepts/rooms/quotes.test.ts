/** What an answer quotes, and new words that the room's frame could not say to all. */
import { describe, expect, test } from "vitest";
import type { EventFrame } from "@/contract/wire";
import { anyasSchool, card, frame, message, olga, olgaHere, posted, room } from "../../../tests/rooms";
import { applyFrame, reread } from "./apply";
import { asksForQuote } from "./quotes";
import type { RoomsState } from "./state";

const fold = (state: RoomsState, frames: EventFrame[]) => frames.reduce(applyFrame, state);
const textsOf = (state: RoomsState) => state.windows.get(room)?.messages.map((one) => one.text);
const cardOf = (state: RoomsState) => state.rooms.get(room);

describe("a message", () => {
  test("that answers another quotes what stands here, as it stands now", () => {
    const state = fold(anyasSchool(), [frame(1, posted(1)), frame(2, posted(2, { replyTo: { position: 1 } }))]);
    expect(state.windows.get(room)?.messages[1]?.replyTo).toEqual({ position: 1, authorId: olga, text: "Сообщение 1" });
    expect(cardOf(state)?.lastMessage?.replyTo).toBeNull();
  });

  test("that answers one which Anya can't read, or which is gone, quotes nothing", () => {
    const late = fold(anyasSchool([card({ firstPosition: 5 })]), [frame(1, posted(5, { replyTo: { position: 1 } }))]);
    expect(late.windows.get(room)?.messages[0]?.replyTo).toBeNull();
    const gone = fold(anyasSchool(), [
      frame(1, posted(1)),
      frame(2, { kind: "messageDeleted", position: 1, by: "author" }),
      frame(3, posted(2, { replyTo: { position: 1 } })),
    ]);
    expect(gone.windows.get(room)?.messages[1]?.replyTo).toBeNull();
  });

  test("that answers one from before the stretch asks for it, and takes what the server says", () => {
    const state = fold(anyasSchool(), [frame(1, posted(90, { replyTo: { position: 3 } }))]);
    const [answer] = state.windows.get(room)!.messages;
    expect(asksForQuote(answer!)).toBe(true);
    const told = message(90, { replyTo: { position: 3, authorId: olga, text: "Давно" } });
    const asked = reread(state, room, told, [olgaHere]);
    expect(asked.windows.get(room)?.messages[0]?.replyTo?.text).toBe("Давно");
    const refused = reread(state, room, message(90), [olgaHere]);
    expect(asksForQuote(refused.windows.get(room)!.messages[0]!)).toBe(false);
  });

  test("reworded where not all may read it says the new words once they were asked for", () => {
    const quoting = posted(2, { replyTo: { position: 1 } });
    const before = fold(anyasSchool(), [frame(1, posted(1)), frame(2, quoting)]);
    const heard = applyFrame(before, frame(3, { kind: "messageReworded", position: 1 }));
    expect(textsOf(heard)?.[0]).toBe("Сообщение 1");
    const asked = reread(heard, room, message(1, { text: "Завтра в 9" }), [olgaHere]);
    expect(textsOf(asked)?.[0]).toBe("Завтра в 9");
    expect(asked.windows.get(room)?.messages[1]?.replyTo?.text).toBe("Завтра в 9");
  });
});
