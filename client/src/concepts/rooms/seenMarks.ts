/** How far this person has read, told to the server at most once a while, and again once there is a connection. */
import type { RoomId } from "@/contract/wire";

const pause = 700;

export class SeenMarks {
  private readonly unsaid = new Map<RoomId, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `send` answers whether the frame went out. */
  constructor(private readonly send: (room: RoomId, position: number) => boolean) {}

  tell(room: RoomId, position: number): void {
    this.unsaid.set(room, position);
    this.timer ??= setTimeout(() => this.say(), pause);
  }

  say(): void {
    this.timer = undefined;
    for (const [room, position] of this.unsaid) if (this.send(room, position)) this.unsaid.delete(room);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
