/** Loading stretches of a room: from the device at once, from the server where the device does not reach. */
import type { MessagePage, RoomId } from "@/contract/wire";
import { call } from "@/sync/http";
import { widen } from "./kept";
import { firstUnread } from "./selectors";
import { addPage, put, type RoomWindow } from "./state";
import type { Chats } from "./store";

const page = 60;
const inMemory = 5;
const longWindow = 500;

export type Loading = "first" | "older" | "newer";
type Status = { loading: ReadonlySet<Loading>; failure: unknown };
const calm: Status = { loading: new Set(), failure: null };

export class History {
  private statuses: ReadonlyMap<RoomId, Status> = new Map();
  private recent: RoomId[] = [];
  private openRoom: RoomId | null = null;
  /** The load that will put another stretch in the room's place. */
  private readonly underway = new Map<RoomId, Promise<void>>();

  constructor(private readonly chats: Chats) {}

  status(room: RoomId): Status {
    return this.statuses.get(room) ?? calm;
  }

  /** A conversation came on screen: shows what is known and brings the rest. */
  async open(room: RoomId): Promise<void> {
    this.openRoom = room;
    this.recent = [room, ...this.recent.filter((one) => one !== room)];
    this.forgetOthers();
    const card = this.chats.state.rooms.get(room);
    const window = this.window(room);
    if (!card || (window && (window.reachedEnd || window.messages.length > 0))) return;
    const unreadFrom = firstUnread(card);
    const first = unreadFrom ?? card.lastPosition + 1;
    const span = this.chats.spans.get(room);
    if (span && span.to === card.lastPosition && first >= span.from) {
      const from = Math.max(span.from, Math.min(card.lastPosition - page, first - 20));
      const messages = await this.chats.shelf.stretch(room, from, span.to);
      if (messages.length > 0 && !this.window(room)) {
        this.show(room, messages, { reachedStart: span.reachedStart && from === span.from, reachedEnd: true });
        return;
      }
    }
    await this.run(room, "first", () => (unreadFrom ? this.around(room, unreadFrom) : this.end(room)));
  }

  close(room: RoomId): void {
    if (this.openRoom === room) this.openRoom = null;
    const window = this.window(room);
    if (!window || (window.reachedEnd && window.messages.length <= page * 2)) return;
    // Back to the end's last page: the next opening starts there.
    const kept = window.reachedEnd
      ? { ...window, messages: window.messages.slice(-page), reachedStart: false }
      : undefined;
    this.chats.set({ ...this.chats.state, windows: put(this.chats.state.windows, room, kept) });
  }

  async older(room: RoomId): Promise<void> {
    const window = this.window(room);
    const first = window?.messages[0];
    if (!window || !first || window.reachedStart) return;
    await this.run(room, "older", async () => {
      const span = this.chats.spans.get(room);
      if (span && span.from < first.position && first.position <= span.to + 1) {
        const from = Math.max(span.from, first.position - page);
        const messages = await this.chats.shelf.stretch(room, from, first.position - 1);
        if (messages.length > 0)
          return this.show(room, messages, { reachedStart: span.reachedStart && from === span.from });
      }
      await this.fetch(room, { before: first.position }, true);
    });
  }

  async newer(room: RoomId): Promise<void> {
    const window = this.window(room);
    const last = window?.messages.at(-1);
    if (!window || !last || window.reachedEnd) return;
    await this.run(room, "newer", () => this.fetch(room, { after: last.position }, true));
  }

  /** Makes sure that a position is loaded; says whether it is. */
  async reach(room: RoomId, position: number): Promise<boolean> {
    const here = () => {
      const window = this.window(room);
      // The oldest loaded message is not drawn while older ones exist (rows.ts).
      return Boolean(window?.messages.some((one, at) => one.position === position && (at > 0 || window.reachedStart)));
    };
    if (here()) return true;
    await this.underway.get(room);
    if (!here()) await this.run(room, "first", () => this.around(room, position));
    return here();
  }

  async toEnd(room: RoomId): Promise<void> {
    if (!this.window(room)?.reachedEnd) await this.run(room, "first", () => this.end(room));
  }

  /** After a renewal of the list: the open room's stretch may have missed something. */
  renewOpen(stale: RoomId[]): void {
    if (this.openRoom && stale.includes(this.openRoom)) void this.open(this.openRoom);
  }

  async retry(room: RoomId): Promise<void> {
    await this.open(room);
  }

  private around(room: RoomId, position: number): Promise<void> {
    return this.fetch(room, { around: position }, false);
  }

  private end(room: RoomId): Promise<void> {
    const last = this.chats.state.rooms.get(room)?.lastPosition ?? 0;
    return this.fetch(room, { before: last + 1 }, false);
  }

  private async fetch(
    room: RoomId,
    where: { before?: number; after?: number; around?: number },
    join: boolean,
  ): Promise<void> {
    const answer = await call<MessagePage>("GET", `/api/rooms/${room}/messages`, { query: { ...where, limit: page } });
    const card = this.chats.state.rooms.get(room);
    if (!card) return;
    const { messages, authors } = answer;
    const [first, last] = [messages[0], messages.at(-1)];
    const short = messages.length < page;
    const reachedStart =
      where.after === undefined &&
      (!first || first.position <= card.firstPosition || (where.before !== undefined && short));
    const reachedEnd =
      where.before === undefined
        ? !last || last.position >= card.lastPosition || (where.after !== undefined && short)
        : !join;
    this.chats.set(addPage(this.chats.state, room, { messages, authors, reachedStart, reachedEnd }, join));
    if (!first || !last) return;
    const span = widen(this.chats.spans.get(room), { room, from: first.position, to: last.position, reachedStart });
    this.chats.spans.set(room, span);
    const inside = messages.filter((message) => message.position >= span.from && message.position <= span.to);
    this.chats.write({
      messages: inside.map((message) => ({ room, message })),
      authors: authors.map((author) => ({ room, author })),
      spans: [span],
    });
  }

  private show(
    room: RoomId,
    messages: MessagePage["messages"],
    ends: { reachedStart: boolean; reachedEnd?: boolean },
  ): void {
    const found = { messages, authors: [], reachedStart: ends.reachedStart, reachedEnd: ends.reachedEnd ?? false };
    this.chats.set(addPage(this.chats.state, room, found, true));
    this.chats.asking.quotesOf(room);
  }

  private window(room: RoomId): RoomWindow | undefined {
    return this.chats.state.windows.get(room);
  }

  /** One load of a kind at a time; what failed is said, and may be tried again. */
  private async run(room: RoomId, loading: Loading, work: () => Promise<void>): Promise<void> {
    const status = this.status(room);
    if (status.loading.has(loading)) return;
    this.say(room, { loading: new Set(status.loading).add(loading), failure: null });
    let failure: unknown = null;
    const done = work().catch((error) => {
      failure = error;
    });
    if (loading === "first") this.underway.set(room, done);
    await done;
    const after = new Set(this.status(room).loading);
    after.delete(loading);
    this.say(room, { loading: after, failure });
  }

  private say(room: RoomId, status: Status): void {
    this.statuses = put(this.statuses, room, status);
    this.chats.notify();
  }

  /** In memory: the open room and the last few; the rest waits on the device. */
  private forgetOthers(): void {
    const forgotten = this.recent.slice(inMemory + 1);
    this.recent = this.recent.slice(0, inMemory + 1);
    if (forgotten.length === 0) return;
    const windows = new Map(this.chats.state.windows);
    for (const room of forgotten) windows.delete(room);
    this.chats.set({ ...this.chats.state, windows });
  }

  /** A chat left open for a day does not grow without end: at the end of the room only the last part stays. */
  trim(room: RoomId): void {
    const window = this.window(room);
    if (!window?.reachedEnd || window.messages.length <= longWindow) return;
    const trimmed = { ...window, messages: window.messages.slice(-longWindow / 2), reachedStart: false };
    this.chats.set({ ...this.chats.state, windows: put(this.chats.state.windows, room, trimmed) });
  }
}
