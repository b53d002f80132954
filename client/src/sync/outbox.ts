/** What was written and is not yet on the server: kept on disk, sent in order per room, never doubled, never dropped silently. */
import type { Attachment, Posted, ProblemBody, RoomId } from "@/contract/wire";
import { Offline, Problem } from "./http";

/** A file that goes with a message: kept on the device until it is on the server; its id is the client's own. */
export type OutFile = Attachment & { content: Blob };

export type OutItem = {
  clientId: string;
  room: RoomId;
  text: string;
  replyTo: number | null;
  files?: OutFile[];
  /** No phone is told of it. */
  silent?: boolean;
  writtenAt: string;
  /** `sent`: acknowledged, its event is on the way. `refused`: the person decides. */
  state: "waiting" | "sending" | "sent" | "refused";
  position?: number;
  problem?: ProblemBody;
};

export interface OutboxShelf {
  loadOutbox(): Promise<OutItem[]>;
  keepOut(item: OutItem): Promise<void>;
  dropOut(clientId: string): Promise<void>;
}

type Send = (item: OutItem) => Promise<Posted>;

/** Seconds before the next try: 1-2-5-15, then every 60, each up to a third later. */
export const pauses = [1, 2, 5, 15, 60];
const passing = new Set([408, 425, 429, 502, 503, 504]);
/** «Всех уже звали»: a 429 that no waiting of ours mends. */
const lasting = new Set(["mention-all-too-often"]);

export class Outbox {
  private items: OutItem[] = [];
  private readonly busy = new Set<RoomId>();
  private readonly tries = new Map<RoomId, number>();
  private readonly timers = new Map<RoomId, ReturnType<typeof setTimeout>>();
  private readonly watchers = new Set<() => void>();
  private byRoom: ReadonlyMap<RoomId, readonly OutItem[]> = new Map();
  private running = false;

  constructor(
    private readonly shelf: OutboxShelf,
    private readonly send: Send,
    private readonly changed: () => void = () => {},
  ) {}

  async load(): Promise<void> {
    const kept = await this.shelf.loadOutbox();
    // Whoever sends knows best how far a message has come; the other tabs believe the disk.
    const sending = new Map(
      this.items.filter((item) => this.running && item.state !== "waiting").map((item) => [item.clientId, item]),
    );
    this.set(
      kept
        .map(
          (item) =>
            sending.get(item.clientId) ?? (item.state === "sending" ? { ...item, state: "waiting" as const } : item),
        )
        .sort((one, other) => (one.clientId < other.clientId ? -1 : 1)),
    );
    for (const room of this.byRoom.keys()) void this.pump(room);
  }

  /** Only the tab with the line sends. */
  run(running: boolean): void {
    this.running = running;
    if (running) this.hurry();
  }

  /** The network is back, or a person looks: what waits goes now. */
  hurry(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.tries.clear();
    for (const room of new Set(this.items.map((item) => item.room))) void this.pump(room);
  }

  of(room: RoomId): readonly OutItem[] {
    return this.byRoom.get(room) ?? none;
  }

  get size(): number {
    return this.items.length;
  }

  subscribe(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  async add(item: OutItem): Promise<void> {
    this.set([...this.items, item]);
    await this.shelf.keepOut(item);
    this.changed();
    void this.pump(item.room);
  }

  async retry(clientId: string): Promise<void> {
    await this.change(clientId, { state: "waiting", problem: undefined });
    const item = this.find(clientId);
    if (item) void this.pump(item.room);
  }

  async remove(clientId: string): Promise<void> {
    const item = this.find(clientId);
    this.set(this.items.filter((one) => one.clientId !== clientId));
    await this.shelf.dropOut(clientId);
    this.changed();
    if (item) void this.pump(item.room);
  }

  /** The message came back as an event: it lives in the room now. */
  settle(clientId: string): void {
    if (this.find(clientId)) void this.remove(clientId);
  }

  /** The list came whole from the server: what was acknowledged up to here is in it. */
  settleUpTo(room: RoomId, position: number): void {
    for (const item of this.of(room))
      if (item.state === "sent" && (item.position ?? 0) <= position) this.settle(item.clientId);
  }

  private async pump(room: RoomId): Promise<void> {
    if (!this.running || this.busy.has(room) || this.timers.has(room)) return;
    // A refused message holds nobody up: the person decides about it alone.
    const next = this.items.find((item) => item.room === room && item.state === "waiting");
    if (!next) return;
    this.busy.add(room);
    try {
      this.swap(next.clientId, { state: "sending" });
      const posted = await this.send(next);
      this.tries.delete(room);
      await this.change(next.clientId, { state: "sent", position: posted.position });
    } catch (error) {
      await this.failed(next, error);
    } finally {
      this.busy.delete(room);
    }
    void this.pump(room);
  }

  private async failed(item: OutItem, error: unknown): Promise<void> {
    if (!this.find(item.clientId)) return; // taken back meanwhile
    if (error instanceof Problem && error.status < 500 && (!passing.has(error.status) || lasting.has(error.slug))) {
      await this.change(item.clientId, { state: "refused", problem: error.body });
      return;
    }
    if (!(error instanceof Offline) && !(error instanceof Problem)) console.error(error);
    this.swap(item.clientId, { state: "waiting" });
    const tried = this.tries.get(item.room) ?? 0;
    this.tries.set(item.room, tried + 1);
    const pause = (pauses[Math.min(tried, pauses.length - 1)] as number) * 1000;
    this.timers.set(
      item.room,
      setTimeout(
        () => {
          this.timers.delete(item.room);
          void this.pump(item.room);
        },
        pause * (1 + Math.random() / 3),
      ),
    );
  }

  private find(clientId: string): OutItem | undefined {
    return this.items.find((item) => item.clientId === clientId);
  }

  private swap(clientId: string, change: Partial<OutItem>): void {
    this.set(this.items.map((item) => (item.clientId === clientId ? { ...item, ...change } : item)));
  }

  private async change(clientId: string, change: Partial<OutItem>): Promise<void> {
    this.swap(clientId, change);
    const item = this.find(clientId);
    if (!item) return;
    await this.shelf.keepOut(item);
    this.changed();
  }

  private set(items: OutItem[]): void {
    this.items = items;
    const byRoom = new Map<RoomId, OutItem[]>();
    for (const item of items) byRoom.set(item.room, [...(byRoom.get(item.room) ?? []), item]);
    this.byRoom = byRoom;
    for (const watcher of this.watchers) watcher();
  }
}

const none: readonly OutItem[] = [];
