/** What is kept on the device: one database per account and person, or nothing at all on a shared computer. */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Author, Message, PersonId, RoomCard, RoomId, StreamId } from "@/contract/wire";
import type { OutboxShelf, OutItem } from "./outbox";

export type Draft = { room: RoomId; text: string; replyTo: number | null; savedAt: number };
/** The stretch of a room on disk without gaps: what a reload may show before the server answers. */
export type Span = { room: RoomId; from: number; to: number; reachedStart: boolean };
type KeptAuthor = Author & { room: RoomId };

interface Tables extends DBSchema {
  messages: { key: [RoomId, number]; value: Message & { room: RoomId } };
  rooms: { key: RoomId; value: RoomCard };
  authors: { key: [RoomId, PersonId]; value: KeptAuthor };
  spans: { key: RoomId; value: Span };
  outbox: { key: string; value: OutItem };
  drafts: { key: RoomId; value: Draft };
  meta: { key: string; value: { key: string; heads: Record<StreamId, number>; withheld?: RoomId[] } };
}

/** All that follows from one frame (or one page): it is written whole or not at all. */
export type Change = {
  rooms?: RoomCard[];
  gone?: RoomId[];
  messages?: { room: RoomId; message: Message }[];
  /** Words that changed or went: also where they are quoted. */
  amended?: { room: RoomId; change: (message: Message) => Message }[];
  authors?: { room: RoomId; author: Author }[];
  spans?: Span[];
  heads?: Record<StreamId, number>;
  withheld?: RoomId[];
  /** Forget the rooms that are not in this list: it came whole from the server. */
  onlyRooms?: boolean;
};

export type Kept = {
  rooms: RoomCard[];
  authors: KeptAuthor[];
  spans: Span[];
  drafts: Draft[];
  heads: Record<StreamId, number>;
  withheld: RoomId[];
};

export interface Shelf extends OutboxShelf {
  load(): Promise<Kept>;
  commit(change: Change): Promise<void>;
  /** Messages of a room from `from` to `to`, both included. */
  stretch(room: RoomId, from: number, to: number): Promise<Message[]>;
  keepDraft(draft: Draft): Promise<void>;
  dropDraft(room: RoomId): Promise<void>;
  wipe(): Promise<void>;
  close(): void;
}

const kept = 500;
const everything = (room: RoomId) => IDBKeyRange.bound([room, 0], [room, Number.MAX_SAFE_INTEGER]);

/** Opens the database of a person; where the browser refuses one, memory is enough. */
export async function openShelf(name: string): Promise<Shelf> {
  try {
    const database = await openDB<Tables>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("messages", { keyPath: ["room", "position"] });
        fresh.createObjectStore("rooms", { keyPath: "id" });
        fresh.createObjectStore("authors", { keyPath: ["room", "id"] });
        fresh.createObjectStore("spans", { keyPath: "room" });
        fresh.createObjectStore("outbox", { keyPath: "clientId" });
        fresh.createObjectStore("drafts", { keyPath: "room" });
        fresh.createObjectStore("meta", { keyPath: "key" });
      },
      blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    });
    return new DiskShelf(database, name);
  } catch {
    return new MemoryShelf();
  }
}

class DiskShelf implements Shelf {
  constructor(
    private readonly database: IDBPDatabase<Tables>,
    private readonly name: string,
  ) {}

  async load(): Promise<Kept> {
    const read = this.database.transaction(["rooms", "authors", "spans", "drafts", "meta"]);
    const [rooms, authors, spans, drafts, meta] = await Promise.all([
      read.objectStore("rooms").getAll(),
      read.objectStore("authors").getAll(),
      read.objectStore("spans").getAll(),
      read.objectStore("drafts").getAll(),
      read.objectStore("meta").get("heads"),
    ]);
    return { rooms, authors, spans, drafts, heads: meta?.heads ?? {}, withheld: meta?.withheld ?? [] };
  }

  async commit(change: Change): Promise<void> {
    const write = this.database.transaction(["messages", "rooms", "authors", "spans", "meta"], "readwrite");
    const messages = write.objectStore("messages");
    const rooms = write.objectStore("rooms");
    const spans = write.objectStore("spans");
    if (change.onlyRooms) void rooms.clear();
    for (const room of change.gone ?? []) {
      void rooms.delete(room);
      void spans.delete(room);
      void messages.delete(everything(room));
      void write.objectStore("authors").delete(IDBKeyRange.bound([room, ""], [room, "\uffff"]));
    }
    for (const card of change.rooms ?? []) void rooms.put(card);
    for (const { room, message } of change.messages ?? []) void messages.put({ ...message, room });
    for (const { room, change: amend } of change.amended ?? []) {
      for (const message of await messages.getAll(everything(room))) {
        const amended = amend(message);
        if (amended !== message) void messages.put({ ...amended, room });
      }
    }
    for (const { room, author } of change.authors ?? []) void write.objectStore("authors").put({ ...author, room });
    for (const span of change.spans ?? []) {
      const from = Math.max(span.from, span.to - kept + 1);
      if (from > 1) void messages.delete(IDBKeyRange.bound([span.room, 0], [span.room, from - 1]));
      void spans.put({ ...span, from, reachedStart: span.reachedStart && from === span.from });
    }
    if (change.heads)
      void write.objectStore("meta").put({ key: "heads", heads: change.heads, withheld: change.withheld });
    await write.done;
  }

  async stretch(room: RoomId, from: number, to: number): Promise<Message[]> {
    const found = await this.database.getAll("messages", IDBKeyRange.bound([room, from], [room, to]));
    return found.map(({ room: _, ...message }) => message);
  }

  async loadOutbox(): Promise<OutItem[]> {
    return this.database.getAll("outbox");
  }
  async keepOut(item: OutItem): Promise<void> {
    await this.database.put("outbox", item);
  }
  async dropOut(clientId: string): Promise<void> {
    await this.database.delete("outbox", clientId);
  }
  async keepDraft(draft: Draft): Promise<void> {
    await this.database.put("drafts", draft);
  }
  async dropDraft(room: RoomId): Promise<void> {
    await this.database.delete("drafts", room);
  }
  async wipe(): Promise<void> {
    this.database.close();
    await deleteDB(this.name);
  }
  close(): void {
    this.database.close();
  }
}

/** «Общий компьютер»: nothing stays behind; the store's own memory is all there is. */
export class MemoryShelf implements Shelf {
  private readonly out = new Map<string, OutItem>();

  async load(): Promise<Kept> {
    return { rooms: [], authors: [], spans: [], drafts: [], heads: {}, withheld: [] };
  }
  async commit(): Promise<void> {}
  async stretch(): Promise<Message[]> {
    return [];
  }
  async loadOutbox(): Promise<OutItem[]> {
    return [...this.out.values()];
  }
  async keepOut(item: OutItem): Promise<void> {
    this.out.set(item.clientId, item);
  }
  async dropOut(clientId: string): Promise<void> {
    this.out.delete(clientId);
  }
  async keepDraft(): Promise<void> {}
  async dropDraft(): Promise<void> {}
  async wipe(): Promise<void> {
    this.out.clear();
  }
  close(): void {}
}
