/** One socket to the server that comes back by itself: resume first, a heartbeat, back-off with full jitter. */
import type { ClientFrame, ServerFrame, SocketMessage, StreamId } from "@/contract/wire";

const beat = 25_000;
const silence = 40_000;
const firstTries = 3_000;
const longest = 30_000;
const signedOut = 4401;
const comeBack = 4409;

export type SocketEnds = {
  /** How far each stream was heard: asked anew at each connection. */
  heads: () => Record<StreamId, number>;
  onFrame: (frame: ServerFrame) => void;
  onOpen: () => void;
  onLost: () => void;
  /** Asked before coming back when the session may be over, or wear another hat. */
  checkSession: () => Promise<void>;
};

export class Socket {
  private live: WebSocket | null = null;
  private tries = 0;
  private closed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private heard = 0;

  constructor(
    private readonly url: string,
    private readonly ends: SocketEnds,
    private readonly open: (url: string) => WebSocket = (address) => new WebSocket(address),
  ) {}

  start(): void {
    this.closed = false;
    addEventListener("online", this.now);
    addEventListener("offline", this.away);
    document.addEventListener("visibilitychange", this.whenSeen);
    this.connect();
  }

  stop(): void {
    this.closed = true;
    removeEventListener("online", this.now);
    removeEventListener("offline", this.away);
    document.removeEventListener("visibilitychange", this.whenSeen);
    clearTimeout(this.retry);
    clearInterval(this.pulse);
    this.live?.close(1000);
    this.live = null;
  }

  /** Says whether the frame went out; what must not be lost waits in the outbox. */
  send(frame: ClientFrame): boolean {
    if (this.live?.readyState !== WebSocket.OPEN) return false;
    this.live.send(JSON.stringify(frame));
    return true;
  }

  private connect(): void {
    if (this.closed || this.live) return;
    const socket = this.open(this.url);
    this.live = socket;
    socket.onopen = () => {
      this.heard = Date.now();
      socket.send(JSON.stringify({ t: "resume", streams: this.ends.heads() } satisfies ClientFrame));
      this.pulse = setInterval(() => this.check(socket), beat);
    };
    socket.onmessage = (message) => {
      this.heard = Date.now();
      const said = JSON.parse(String(message.data)) as SocketMessage;
      for (const frame of Array.isArray(said) ? said : [said]) this.take(frame);
    };
    socket.onclose = (event) => this.lost(socket, event.code);
    socket.onerror = () => socket.close();
  }

  private take(frame: ServerFrame): void {
    this.ends.onFrame(frame);
    if (frame.t !== "welcome") return;
    this.tries = 0;
    this.ends.onOpen();
  }

  private check(socket: WebSocket): void {
    if (Date.now() - this.heard > silence) socket.close();
    else this.send({ t: "ping" });
  }

  private lost(socket: WebSocket, code: number): void {
    if (this.live !== socket) return;
    this.live = null;
    clearInterval(this.pulse);
    if (this.closed) return;
    this.ends.onLost();
    this.tries += 1;
    void this.comeBack(code);
  }

  private async comeBack(code: number): Promise<void> {
    // Ended, or cut because the standing changed; a refusal at the door has no code of its own, so ask now and then.
    if (code === signedOut || code === comeBack || this.tries % 4 === 3) await this.ends.checkSession();
    if (this.closed || this.live) return;
    const ceiling = Math.min(longest, firstTries * 2 ** Math.max(0, this.tries - 2));
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), 100 + Math.random() * ceiling);
  }

  private readonly now = (): void => {
    clearTimeout(this.retry);
    this.tries = 0;
    this.connect();
  };

  /** Closing waits for an answer that cannot come, so the socket is given up at once. */
  private readonly away = (): void => {
    const socket = this.live;
    if (!socket) return;
    this.lost(socket, 1006);
    socket.close();
  };

  private readonly whenSeen = (): void => {
    if (document.visibilityState === "visible" && !this.live) this.now();
  };
}
