/** How a message leaves: through the socket when it is open, else by HTTP; the same command, the same id, one answer. */
import type { ClientFrame, Posted, ProblemBody } from "@/contract/wire";
import { call, Offline, Problem } from "@/sync/http";
import type { OutItem } from "@/sync/outbox";

const patience = 10_000;
type Waiter = { resolve: (posted: Posted) => void; reject: (reason: unknown) => void };

export class Sender {
  private readonly waiting = new Map<string, Waiter>();

  constructor(private readonly say: (frame: ClientFrame) => boolean) {}

  async deliver(item: OutItem): Promise<Posted> {
    const { room, clientId, text, replyTo } = item;
    // Files go up before their message; what carries them is asked for by the first of them.
    const files = item.files && (await (await import("@/concepts/files/uploading")).upload(item));
    const draft = { clientId, text, replyTo, ...(files && { files }), silent: item.silent };
    if (this.say({ t: "post", room, ...draft })) return this.answer(clientId);
    const posted = await call<Posted>("POST", `/api/rooms/${room}/messages`, { body: draft });
    return { ...posted, clientId, room };
  }

  acknowledged(posted: Posted): void {
    this.waiting.get(posted.clientId)?.resolve(posted);
  }

  refused(clientId: string, problem: ProblemBody): void {
    this.waiting.get(clientId)?.reject(new Problem(problem));
  }

  /** No answer in time is no answer at all: the outbox tries again under the same id. */
  private async answer(clientId: string): Promise<Posted> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<Posted>((resolve, reject) => {
        this.waiting.set(clientId, { resolve, reject });
        timer = setTimeout(() => reject(new Offline()), patience);
      });
    } finally {
      clearTimeout(timer);
      this.waiting.delete(clientId);
    }
  }
}
