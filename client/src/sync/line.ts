/** The line to the server, one for all tabs of a person: the tab that holds the lock owns the socket, the others speak through it. */
import type { ClientFrame, ServerFrame, StreamId } from "@/contract/wire";
import { type Reach, setReach } from "./network";
import { Socket } from "./socket";

type Word =
  | { t: "frame"; frame: ServerFrame }
  | { t: "say"; frame: ClientFrame }
  | { t: "reach"; reach: Reach }
  | { t: "who" }
  | { t: "here"; reach: Reach }
  | { t: "outbox" };

const patience = 2_000;

export type LineEnds = {
  heads: () => Record<StreamId, number>;
  onFrame: (frame: ServerFrame) => void;
  /** This tab owns the socket and it is open: the outbox may go. */
  onOwnOpen: () => void;
  /** Another tab changed the outbox on disk. */
  onOutbox: () => void;
  /** Is this still the session and the person that we think? */
  checkSession: () => Promise<void>;
};

export class Line {
  owns = false;
  private socket: Socket | null = null;
  private channel: BroadcastChannel | null = null;
  private release: (() => void) | null = null;
  private stopping = new AbortController();
  private answered = 0;
  private reach: Reach = "connecting";

  constructor(
    private readonly name: string,
    private readonly ends: LineEnds,
    /** «Общий компьютер»: each tab for itself, nothing is shared. */
    private readonly alone: boolean,
  ) {}

  start(): void {
    if (this.alone || !("locks" in navigator) || !("BroadcastChannel" in globalThis)) {
      this.take();
      return;
    }
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = (message: MessageEvent<Word>) => this.hear(message.data);
    this.queue(false);
    this.tell({ t: "who" });
    document.addEventListener("visibilitychange", this.whenSeen);
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.whenSeen);
    this.stopping.abort();
    this.letGo();
    this.channel?.close();
    this.channel = null;
  }

  send(frame: ClientFrame): boolean {
    if (this.owns) return this.socket?.send(frame) ?? false;
    this.tell({ t: "say", frame });
    return this.reach === "online";
  }

  outboxChanged(): void {
    this.tell({ t: "outbox" });
  }

  /** Waits in the queue for the lock; `steal` takes it from a tab that is frozen and does not answer. */
  private queue(steal: boolean): void {
    const wait = steal ? { steal: true } : { signal: this.stopping.signal };
    navigator.locks
      .request(this.name, wait, () => {
        if (this.stopping.signal.aborted) return;
        this.take();
        return new Promise<void>((release) => {
          this.release = release;
        });
      })
      .catch(() => {
        // Stolen by a visible tab, or we are leaving: stand in the queue again unless we leave.
        this.letGo();
        if (!this.stopping.signal.aborted) this.queue(false);
      });
  }

  private take(): void {
    if (this.owns) return;
    this.owns = true;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new Socket(`${scheme}://${location.host}/ws`, {
      heads: this.ends.heads,
      onFrame: (frame) => {
        this.tell({ t: "frame", frame });
        this.ends.onFrame(frame);
      },
      onOpen: () => {
        this.setReach("online");
        this.ends.onOwnOpen();
      },
      onLost: () => this.setReach("offline"),
      checkSession: this.ends.checkSession,
    });
    this.socket.start();
  }

  private letGo(): void {
    this.owns = false;
    this.socket?.stop();
    this.socket = null;
    this.release?.();
    this.release = null;
  }

  private setReach(now: Reach): void {
    this.reach = now;
    setReach(now);
    if (this.owns) this.tell({ t: "reach", reach: now });
  }

  private tell(word: Word): void {
    this.channel?.postMessage(word);
  }

  private hear(word: Word): void {
    switch (word.t) {
      case "frame":
        if (!this.owns) this.ends.onFrame(word.frame);
        return;
      case "say":
        if (this.owns) this.socket?.send(word.frame);
        return;
      case "who":
        if (this.owns) this.tell({ t: "here", reach: this.reach });
        return;
      case "here":
      case "reach":
        this.answered = Date.now();
        if (!this.owns) this.setReach(word.reach);
        return;
      case "outbox":
        this.ends.onOutbox();
    }
  }

  /** A phone freezes tabs in the background: the one being looked at takes the line over when nobody answers. */
  private readonly whenSeen = (): void => {
    if (document.visibilityState !== "visible" || this.owns) return;
    const asked = Date.now();
    this.tell({ t: "who" });
    setTimeout(() => {
      if (!this.owns && this.answered < asked && document.visibilityState === "visible") this.queue(true);
    }, patience);
  };
}
