/** Unsent words: kept on the device at each pause, on the server after two seconds, shown in the list. */
import type { RoomId } from "@/contract/wire";
import { call } from "@/sync/http";
import type { Draft } from "@/sync/shelf";
import type { Chats } from "./store";

const serverPause = 2_000;

export class Drafts {
  private drafts: ReadonlyMap<RoomId, Draft> = new Map();
  private readonly unsaid = new Set<RoomId>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly chats: Chats) {}

  load(kept: Draft[]): void {
    this.drafts = new Map([...kept.map((draft) => [draft.room, draft] as const), ...this.drafts]);
  }

  /** The draft as this device has it, else as another device left it on the server. */
  of(room: RoomId): Pick<Draft, "text" | "replyTo"> {
    const card = this.chats.state.rooms.get(room);
    return this.drafts.get(room) ?? { text: card?.draft ?? "", replyTo: card?.draftReplyTo ?? null };
  }

  save(room: RoomId, change: Partial<Pick<Draft, "text" | "replyTo">>): void {
    const before = this.of(room);
    const { text, replyTo } = { ...before, ...change };
    const draft: Draft = { room, text, replyTo, savedAt: Date.now() };
    if (before.text === text && before.replyTo === replyTo) return;
    const drafts = new Map(this.drafts);
    drafts.set(room, draft);
    this.drafts = drafts;
    void (text || replyTo ? this.chats.shelf.keepDraft(draft) : this.chats.shelf.dropDraft(room));
    this.chats.notify();
    this.unsaid.add(room);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), serverPause);
  }

  /** Another device changed it: what is here gives way unless it is newer and unsaid. */
  heard(room: RoomId): void {
    if (this.unsaid.has(room) || !this.drafts.has(room)) return;
    const drafts = new Map(this.drafts);
    drafts.delete(room);
    this.drafts = drafts;
    void this.chats.shelf.dropDraft(room);
  }

  flush(): void {
    clearTimeout(this.timer);
    for (const room of this.unsaid) {
      this.unsaid.delete(room);
      const { text, replyTo } = this.of(room);
      // The device keeps it; the next word or the next connection tries again.
      call("PUT", `/api/rooms/${room}/draft`, { body: { text, replyTo } }).catch(() => this.unsaid.add(room));
    }
  }
}
