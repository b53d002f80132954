import { describe, expect, it } from "vitest";
import { type Announcement, apply, type ReceiptsPage, settled } from "./announcements";

const receipts = { recipients: 3, reached: 3, read: 0, acknowledged: 0, children: 2, covered: 0, outside: 0 };
const page = {
  announcement: { id: "one", wantsAcknowledgement: true },
  receipts,
  waiting: 3,
  remindable: 3,
  remindedAt: null,
} as unknown as ReceiptsPage;

describe("receipts counted live", () => {
  it("stand as the author's stream says, and fewer are waited for", () => {
    const now = { ...receipts, read: 2, acknowledged: 1, covered: 1 };
    const after = apply(page, { kind: "receiptsCounted", announcementId: "one", receipts: now });
    expect(after.receipts).toEqual(now);
    expect(after.waiting).toBe(2);
    expect(after.remindable).toBe(2);
  });
  it("of another announcement change nothing", () => {
    expect(apply(page, { kind: "receiptsCounted", announcementId: "other", receipts })).toBe(page);
  });
  it("of the whole school change nothing for whoever sees only his class", () => {
    const whole = { ...receipts, recipients: 600, read: 400 };
    expect(apply(page, { kind: "receiptsCounted", announcementId: "one", receipts: whole })).toBe(page);
  });
});

describe("a receipt of one's own", () => {
  const unread = { id: "one", own: { readAt: null, acknowledgedAt: null, children: [] } } as unknown as Announcement;
  it("is read without being acknowledged, and acknowledged only by the press", () => {
    const read = settled(unread, "read", "10:00");
    expect(read.own).toEqual({ readAt: "10:00", acknowledgedAt: null, children: [] });
    expect(settled(read, "acknowledge", "11:00").own).toEqual({
      readAt: "10:00",
      acknowledgedAt: "11:00",
      children: [],
    });
  });
  it("is written once", () => {
    const done = settled(unread, "acknowledge", "10:00");
    expect(settled(done, "acknowledge", "12:00")).toEqual(done);
  });
});
