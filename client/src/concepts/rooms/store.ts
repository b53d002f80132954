/** The living chats of one person: state, socket, outbox and shelf held together; screens watch it and ask it to act. */
import type { EventFrame, Me, RoomId, RoomList, ServerFrame } from "@/contract/wire";
import { call } from "@/sync/http";
import { Line } from "@/sync/line";
import { met } from "@/sync/met";
import { Outbox, pauses } from "@/sync/outbox";
import { MemoryShelf, openShelf, type Shelf, type Span } from "@/sync/shelf";
import { applyFrame, asksServer, isChatEvent, leavesGap, left, seen } from "./apply";
import { Asking } from "./asking";
import { Drafts } from "./drafts";
import { History } from "./history";
import { changeOf, fromKept } from "./kept";
import { SeenMarks } from "./seenMarks";
import { Sender } from "./sending";
import { emptyState, fromSnapshot, put, type RoomsState } from "./state";
import { Typists } from "./typists";

export type Phase = "loading" | "ready" | "failed";

export class Chats {
  state: RoomsState;
  phase: Phase = "loading";
  /** What is shown is from memory and is being renewed. */
  updating = false;
  failure: unknown = null;
  outbox!: Outbox;
  readonly typists = new Typists(() => this.notify());
  readonly history: History;
  readonly drafts: Drafts;
  readonly spans = new Map<RoomId, Span>();
  shelf: Shelf = new MemoryShelf();

  private readonly line: Line;
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(frame: EventFrame) => void>();
  readonly asking = new Asking(this);
  private readonly sender = new Sender((frame) => this.line.send(frame));
  private readonly seenMarks = new SeenMarks((room, position) => this.line.send({ t: "seen", room, position }));
  private inbox: ServerFrame[] = [];
  private flushing: ReturnType<typeof setTimeout> | undefined;
  private renewing: Promise<void> | null = null;
  private hurryRenewal: () => void = () => {};
  private writes: Promise<void> = Promise.resolve();
  private stopped = false;
  private rightsInDoubt = false;

  constructor(
    private readonly me: Me,
    personId: string,
    private readonly checkSession: () => Promise<void>,
  ) {
    this.state = emptyState(personId);
    this.history = new History(this);
    this.drafts = new Drafts(this);
    this.line = new Line(
      this.name,
      {
        heads: () => Object.fromEntries(this.state.heads),
        onFrame: (frame) => this.hear(frame),
        onOwnOpen: () => this.opened(),
        onOutbox: () => void this.outbox.load(),
        checkSession: () => {
          this.rightsInDoubt = true;
          return this.checkSession();
        },
      },
      me.sharedComputer,
    );
  }

  /** One database for one account and person. */
  private get name(): string {
    return `parta-${this.me.accountId}-${this.state.me}-${this.me.current?.kind ?? ""}`;
  }

  async start(): Promise<void> {
    if (!this.me.sharedComputer) this.shelf = await openShelf(this.name);
    this.outbox = new Outbox(
      this.shelf,
      (item) => this.sender.deliver(item),
      () => this.line.outboxChanged(),
    );
    this.outbox.subscribe(() => this.notify());
    const kept = await this.shelf.load();
    if (this.stopped) return;
    for (const span of kept.spans) this.spans.set(span.room, span);
    this.drafts.load(kept.drafts);
    await this.outbox.load();
    if (kept.rooms.length > 0) {
      this.state = fromKept(this.state.me, kept);
      this.phase = "ready";
      this.updating = true;
    }
    this.notify();
    if (this.phase === "loading") await this.renew();
    if (!this.stopped) this.line.start();
  }

  stop(): void {
    this.stopped = true;
    this.hurryRenewal();
    this.line.stop();
    this.outbox?.run(false);
    this.drafts.flush();
    clearTimeout(this.flushing);
    this.seenMarks.stop();
    void this.writes.finally(() => this.shelf.close());
  }

  async wipe(): Promise<void> {
    this.stop();
    await this.shelf.wipe();
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Other slices hear their events here (desks, school). */
  listen(listener: (frame: EventFrame) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  notify(): void {
    for (const watcher of this.watchers) watcher();
  }

  set(state: RoomsState): void {
    if (state === this.state) return;
    this.state = state;
    this.notify();
  }

  /** Asks the whole list anew, until it comes: the first start, or after the server could not replay. */
  renew(): Promise<void> {
    this.hurryRenewal();
    this.renewing ??= this.fetchList().finally(() => {
      this.renewing = null;
      if (this.inbox.length) this.flush();
    });
    return this.renewing;
  }

  private async fetchList(): Promise<void> {
    for (let tried = 0; !this.stopped; tried++) {
      try {
        this.take(await call<RoomList>("GET", "/api/rooms"));
        return;
      } catch (error) {
        this.failure = error;
        if (this.phase !== "ready") this.phase = "failed";
        this.notify();
        const pause = pauses[Math.min(tried, pauses.length - 1)] as number;
        await new Promise<void>((hurry) => {
          this.hurryRenewal = hurry;
          setTimeout(hurry, pause * 1000);
        });
      }
    }
  }

  private take(list: RoomList): void {
    const before = this.state;
    const behind = list.rooms
      .filter((card) => before.heads.get(card.id) !== list.streams[card.id])
      .map((card) => card.id);
    const windows = new Map([...before.windows].filter(([room]) => !behind.includes(room)));
    this.state = fromSnapshot({ ...before, windows }, list);
    const gone = [...before.rooms.keys()].filter((room) => !this.state.rooms.has(room));
    for (const room of [...behind, ...gone]) this.spans.delete(room);
    this.write({ rooms: list.rooms, gone: [...behind, ...gone], heads: list.streams, onlyRooms: true });
    for (const card of list.rooms) this.outbox.settleUpTo(card.id, card.lastPosition);
    this.phase = "ready";
    this.updating = false;
    this.failure = null;
    this.notify();
    this.history.renewOpen(behind);
  }

  private opened(): void {
    met();
    // Cut because the standing changed: what may be done in each chat is asked anew.
    if (this.rightsInDoubt) void this.renew();
    this.rightsInDoubt = false;
    this.outbox.run(true);
    this.outbox.hurry();
    this.drafts.flush();
    this.seenMarks.say();
  }

  /** Frames of one moment are folded together: one drawing, one transaction. */
  private hear(frame: ServerFrame): void {
    this.inbox.push(frame);
    if (this.renewing || this.flushing) return;
    this.flushing = setTimeout(() => this.flush(), 8);
  }

  private flush(): void {
    this.flushing = undefined;
    const frames = this.inbox;
    this.inbox = [];
    const before = this.state;
    let state = before;
    const told: EventFrame[] = [];
    for (const [at, frame] of frames.entries()) {
      if (frame.t === "event") {
        if (leavesGap(state, frame) || asksServer(state, frame)) {
          this.state = state;
          this.inbox = frames.slice(at + 1);
          void this.renew();
          break;
        }
        state = applyFrame(state, frame);
        told.push(frame);
      } else state = this.passing(state, frame);
    }
    this.state = state;
    if (told.length || before !== state) this.write(changeOf(before, state, told, this.spans));
    for (const frame of told) this.after(frame);
    this.notify();
  }

  private after(frame: EventFrame): void {
    if (!isChatEvent(frame.event)) {
      for (const listener of this.listeners) listener(frame);
      return;
    }
    this.asking.heard(frame);
    const { event } = frame;
    if (event.kind === "messagePosted") {
      if (event.message.authorId === this.state.me) this.outbox.settle(event.message.clientId);
      this.typists.stopped(frame.stream, event.message.authorId);
    }
    if (event.kind === "draftSaved") this.drafts.heard(event.roomId);
  }

  private passing(state: RoomsState, frame: Exclude<ServerFrame, { t: "event" }>): RoomsState {
    switch (frame.t) {
      case "welcome": {
        this.updating = false;
        const gone = [...state.rooms.keys()].filter((room) => !(room in frame.streams));
        const known = gone.reduce(left, state);
        const fresh = Object.entries(frame.streams).filter(([stream]) => !known.heads.has(stream));
        // A room joined while we were away: its card came with the news, what was said since then did not.
        if (fresh.some(([stream]) => known.rooms.has(stream))) void this.renew();
        return fresh.length ? { ...known, heads: new Map([...known.heads, ...fresh]) } : known;
      }
      case "resync":
        void this.renew();
        return state;
      case "posted":
        this.sender.acknowledged(frame);
        return state;
      case "refused":
        this.sender.refused(frame.clientId, frame.problem);
        return state;
      case "typing":
        if (frame.person !== state.me) this.typists.started(frame.room, frame.person, frame.name);
        return state;
      case "read": {
        const card = state.rooms.get(frame.room);
        if (!card || frame.position <= card.readUpTo) return state;
        return { ...state, rooms: put(state.rooms, frame.room, { ...card, readUpTo: frame.position }) };
      }
      case "dropped":
        return left(state, frame.stream);
      case "pong":
        return state;
    }
  }

  /** Only the tab with the line writes what the line brought; writes keep their order. */
  write(change: Parameters<Shelf["commit"]>[0]): void {
    if (!this.line.owns && !change.onlyRooms && change.heads) return;
    this.writes = this.writes
      .then(() => this.shelf.commit(change))
      .catch((error: unknown) => console.warn("shelf", error));
  }

  typing(room: RoomId): void {
    this.line.send({ t: "typing", room });
  }

  /** Read up to here on this screen: at once for me, told to the server at most once a while. */
  seen(room: RoomId, position: number): void {
    const next = seen(this.state, room, position);
    if (next === this.state) return;
    this.set(next);
    this.seenMarks.tell(room, position);
  }
}
