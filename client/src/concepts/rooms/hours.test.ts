/** What a timetable closes rests for those who do not lead the chat, and stays theirs (C5). */
import { describe, expect, it } from "vitest";
import type { RoomCard } from "@/contract/wire";
import { inHours } from "./rights";

const card = {
  id: "r",
  mode: "discussion",
  abilities: ["post", "react", "sendFile", "mentionAll", "seeReaders"],
} as unknown as RoomCard;
const until = "2026-12-07T06:15:00Z";

describe("a chat in its hours", () => {
  it("lets its members only put signs on lessons, its leaders everything", () => {
    const lessons = { ...card, hours: { mode: "announcements", why: "lessons", until } } as RoomCard;
    expect(inHours(lessons).abilities).toEqual(["react", "seeReaders"]);
    expect(inHours(lessons)).toBe(inHours(lessons));
    const leader = { ...lessons, leads: true };
    expect(inHours(leader)).toBe(leader);
  });

  it("lets nobody say anything while it is for reading", () => {
    const night = { ...card, leads: true, hours: { mode: "readOnly", why: "hours", until } } as RoomCard;
    expect(inHours(night).abilities).toEqual(["seeReaders"]);
    expect(inHours(card)).toBe(card);
  });
});
