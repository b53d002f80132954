/** The outbox: in order, never twice, never lost, and a refusal asks the person. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Posted } from "@/contract/wire";
import { Offline, Problem } from "./http";
import { newClientId } from "./ids";
import { Outbox, type OutItem } from "./outbox";
import { MemoryShelf } from "./shelf";

const room = "room";
const item = (text: string, change: Partial<OutItem> = {}): OutItem => ({
  clientId: newClientId(),
  room,
  text,
  replyTo: null,
  writtenAt: "2026-11-24T08:00:00Z",
  state: "waiting",
  ...change,
});
const ack = (one: OutItem, position: number): Posted => ({
  clientId: one.clientId,
  room: one.room,
  position,
  id: "id",
  sentAt: "",
  number: position,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("the outbox", () => {
  test("sends in the order of writing, one after another", async () => {
    const sent: string[] = [];
    const waiting: (() => void)[] = [];
    const outbox = new Outbox(new MemoryShelf(), async (one) => {
      sent.push(one.text);
      await new Promise<void>((done) => waiting.push(done));
      return ack(one, sent.length);
    });
    outbox.run(true);
    void outbox.add(item("раз"));
    void outbox.add(item("два"));
    await settle();
    expect(sent).toEqual(["раз"]);
    waiting.shift()?.();
    await settle();
    expect(sent).toEqual(["раз", "два"]);
  });

  test("tries again after 1, 2, 5 seconds with the same id, until the server answers", async () => {
    const ids: string[] = [];
    const outbox = new Outbox(new MemoryShelf(), async (one) => {
      ids.push(one.clientId);
      if (ids.length < 4) throw new Offline();
      return ack(one, 1);
    });
    outbox.run(true);
    await outbox.add(item("привет"));
    await vi.advanceTimersByTimeAsync(1400);
    expect(ids).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2700);
    expect(ids).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(6700);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(1);
    expect(outbox.of(room)[0]?.state).toBe("sent");
  });

  test("stops at a refusal, says why, and lets the next message go", async () => {
    const outbox = new Outbox(new MemoryShelf(), async (one) => {
      if (one.text === "нельзя")
        throw new Problem({ type: "x/room-is-closed", title: "Сейчас писать нельзя", status: 403 });
      return ack(one, 1);
    });
    outbox.run(true);
    await outbox.add(item("нельзя"));
    await outbox.add(item("можно"));
    await vi.advanceTimersByTimeAsync(100);
    expect(outbox.of(room).map((one) => one.state)).toEqual(["refused", "sent"]);
    expect(outbox.of(room)[0]?.problem?.title).toBe("Сейчас писать нельзя");
  });

  test("waits when the server says that it is busy or asked too often", async () => {
    let calls = 0;
    const outbox = new Outbox(new MemoryShelf(), async (one) => {
      calls += 1;
      if (calls === 1) throw new Problem({ type: "x/busy", title: "", status: 503 });
      return ack(one, 1);
    });
    outbox.run(true);
    await outbox.add(item("привет"));
    await vi.advanceTimersByTimeAsync(1500);
    expect(calls).toBe(2);
  });

  test("survives a reload: what was being sent is sent again under its own id", async () => {
    const shelf = new MemoryShelf();
    const lost = new Outbox(shelf, () => new Promise(() => {}));
    lost.run(true);
    await lost.add(item("в пути"));
    const ids: string[] = [];
    const again = new Outbox(shelf, async (one) => {
      ids.push(one.clientId);
      return ack(one, 1);
    });
    await again.load();
    again.run(true);
    await vi.advanceTimersByTimeAsync(10);
    expect(ids).toEqual([lost.of(room)[0]?.clientId]);
  });

  test("twenty messages written offline go once and in order when the network is back", async () => {
    let online = false;
    const arrived: string[] = [];
    const outbox = new Outbox(new MemoryShelf(), async (one) => {
      if (!online) throw new Offline();
      arrived.push(one.text);
      return ack(one, arrived.length);
    });
    outbox.run(true);
    const texts = Array.from({ length: 20 }, (_, at) => `№ ${at + 1}`);
    for (const text of texts) await outbox.add(item(text));
    await vi.advanceTimersByTimeAsync(4000);
    online = true;
    outbox.hurry();
    await vi.advanceTimersByTimeAsync(100);
    expect(arrived).toEqual(texts);
  });

  test("forgets a message once it came back as an event", async () => {
    const outbox = new Outbox(new MemoryShelf(), async (one) => ack(one, 1));
    outbox.run(true);
    const one = item("привет");
    await outbox.add(one);
    await settle();
    outbox.settle(one.clientId);
    await settle();
    expect(outbox.size).toBe(0);
  });

  test("what another tab wrote is sent by the tab with the line, and both know", async () => {
    const shelf = new MemoryShelf();
    const owner = new Outbox(
      shelf,
      async (one) => ack(one, 1),
      () => void other.load(),
    );
    const other: Outbox = new Outbox(shelf, vi.fn(), () => void owner.load());
    owner.run(true);
    await other.add(item("из второй вкладки"));
    await vi.advanceTimersByTimeAsync(50);
    expect(owner.of(room)[0]?.state).toBe("sent");
    expect(other.of(room)[0]?.state).toBe("sent");
  });

  test("a tab without the line keeps, but does not send", async () => {
    const send = vi.fn();
    const outbox = new Outbox(new MemoryShelf(), send);
    await outbox.add(item("привет"));
    await vi.advanceTimersByTimeAsync(70_000);
    expect(send).not.toHaveBeenCalled();
    expect(outbox.size).toBe(1);
  });
});

test("client ids are UUIDv7 and grow even within one millisecond", () => {
  const now = Date.now() + 1_000;
  const [early, late] = [newClientId(now), newClientId(now)];
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
});
