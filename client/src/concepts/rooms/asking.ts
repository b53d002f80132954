/** What the room's frames could not say to everybody is asked for here, one message at a time: new words, and quotes. */
import type { EventFrame, MessagePage, RoomId } from "@/contract/wire";
import { call } from "@/sync/http";
import { isChatEvent, reread } from "./apply";
import { asksForQuote } from "./quotes";
import { put } from "./state";
import type { Chats } from "./store";

export class Asking {
  private readonly underWay = new Set<string>();

  constructor(private readonly chats: Chats) {}

  heard(frame: EventFrame): void {
    if (!isChatEvent(frame.event)) return;
    if (frame.event.kind === "messageReworded") void this.ask(frame.stream, frame.event.position);
    if (frame.event.kind === "messagePosted") this.quotesOf(frame.stream);
  }

  /** Answers whose quoted words are not on this screen. */
  quotesOf(room: RoomId): void {
    const bare = this.chats.state.windows.get(room)?.messages.filter(asksForQuote) ?? [];
    for (const message of bare) void this.ask(room, message.position);
  }

  private async ask(room: RoomId, position: number): Promise<void> {
    const card = this.chats.state.rooms.get(room);
    const name = `${room}:${position}`;
    if (!card || position < card.firstPosition || this.underWay.has(name)) return;
    this.underWay.add(name);
    try {
      const { messages, authors } = await call<MessagePage>("GET", `/api/rooms/${room}/messages`, {
        query: { after: position - 1, limit: 1 },
      });
      const message = messages.find((one) => one.position === position);
      if (message && this.chats.state.rooms.has(room)) {
        this.chats.set(reread(this.chats.state, room, message, authors));
      }
    } catch {
      // Better to bring the stretch anew than to show words that are no longer said.
      this.chats.set({ ...this.chats.state, windows: put(this.chats.state.windows, room, undefined) });
      this.chats.history.renewOpen([room]);
    } finally {
      this.underWay.delete(name);
    }
  }
}
