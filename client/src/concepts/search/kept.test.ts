import { describe, expect, it } from "vitest";
import type { Chats } from "@/concepts/rooms/store";
import type { Message } from "@/contract/wire";
import { searchKept } from "./kept";

const anya = { id: "anya", name: "Аня И.", badge: "", verified: false };

function said(position: number, text: string, more: Partial<Message> = {}): Message {
  const sentAt = `2026-11-24T10:0${position}:00Z`;
  return { id: `${position}`, clientId: `${position}`, position, authorId: anya.id, text, sentAt, ...more };
}

/** A device that has kept these messages of two chats. */
function device(kept: Record<string, Message[]>): Chats {
  const spans = new Map(
    Object.entries(kept).map(([room, all]) => [room, { room, from: 1, to: all.length, reachedStart: true }]),
  );
  const authors = new Map(Object.keys(kept).map((room) => [room, new Map([[anya.id, anya]])]));
  const shelf = { stretch: async (room: string) => kept[room] ?? [] };
  return { spans, shelf, state: { authors } } as unknown as Chats;
}

const words = async (chats: Chats, query: string, more = {}) =>
  (await searchKept(chats, { query, ...more })).map((hit) => hit.excerpt.map((piece) => piece.text).join(""));

describe("search without a network", () => {
  const chats = device({
    class: [said(1, "Ёлка в пятницу"), said(2, "Где тетрадь?"), said(3, "тайна", { deleted: "author" })],
    parents: [
      said(4, "Собрание в пятницу"),
      said(5, "", { attachments: [{ id: "f", kind: "document", name: "план.pdf", type: "", bytes: 1 }] }),
    ],
  });
  it("finds words of every chat, the newest first, ё as е", async () => {
    expect(await words(chats, "пятницу")).toEqual(["Собрание в пятницу", "Ёлка в пятницу"]);
    expect(await words(chats, "елка")).toEqual(["Ёлка в пятницу"]);
    expect(await words(chats, "пятницу елка")).toEqual(["Ёлка в пятницу"]);
  });
  it("finds nothing of a deleted message", async () => {
    expect(await words(chats, "тайна")).toEqual([]);
  });
  it("looks into one chat, one author, one kind", async () => {
    expect(await words(chats, "пятницу", { room: "class" })).toEqual(["Ёлка в пятницу"]);
    expect(await words(chats, "пятницу", { author: "borya" })).toEqual([]);
    expect(await searchKept(chats, { query: "план", kind: "file" })).toHaveLength(1);
    expect(await searchKept(chats, { query: "план", kind: "photo" })).toEqual([]);
  });
  it("marks what was looked for", async () => {
    const [hit] = await searchKept(chats, { query: "тетрадь" });
    expect(hit?.excerpt).toEqual([{ text: "Где " }, { text: "тетрадь", hit: true }, { text: "?" }]);
  });
});
