/** Signs under a message: what an event of a moment makes of those that stand there, the reader's own kept apart. */
import type { ChatEvent, Message, PersonId } from "@/contract/wire";

type Reacted = Extract<ChatEvent, { kind: "messageReacted" }>;

export function signed(event: Reacted, me: PersonId): (message: Message) => Message {
  const own = (changes: Reacted["put"]) => changes.filter((one) => one.personId === me).map((one) => one.sign);
  const [put, taken] = [own(event.put), own(event.taken)];
  return (message) => {
    if (message.position !== event.position || message.deleted || message.hidden) return message;
    const had = message.reactions?.filter((one) => one.mine).map((one) => one.sign) ?? [];
    const mine = new Set([...had.filter((sign) => !taken.includes(sign)), ...put]);
    const reactions = event.reactions.map((one) => (mine.has(one.sign) ? { ...one, mine: true } : one));
    return { ...message, reactions };
  };
}
