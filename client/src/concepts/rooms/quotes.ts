/** What an answer quotes: found in what the reader has here, else asked for; a room's frames name only its place. */
import type { Message, Quote } from "@/contract/wire";
import type { RoomWindow } from "./state";

const longest = 160;

/** The words of a quote. */
export function excerpt(text: string): string {
  return [...text].slice(0, longest).join("");
}

/** What a quote shows of a message: its words, or what it carries. */
export function gist(message: Message): Pick<Quote, "text" | "attached"> {
  return { text: excerpt(message.text), attached: message.attachments?.[0]?.kind };
}

/** A bare quote with the words that stand here; what the reader may not read is no quote for him. */
export function quoteIn(
  window: RoomWindow | undefined,
  firstPosition: number,
  quote: Quote | null | undefined,
): Quote | null {
  if (!quote || quote.authorId || quote.position < firstPosition) return quote?.authorId ? quote : null;
  const quoted = window?.messages.find((message) => message.position === quote.position);
  if (!quoted) return quote;
  if (quoted.deleted || quoted.hidden) return null;
  return { position: quote.position, authorId: quoted.authorId, ...gist(quoted) };
}

/** Does this message answer one whose words are not known yet? */
export function asksForQuote(message: Message): boolean {
  return Boolean(message.replyTo && !message.replyTo.authorId);
}

/** A stretch whose answers quote what stands in it. */
export function withQuotes(window: RoomWindow, firstPosition: number): RoomWindow {
  if (!window.messages.some(asksForQuote)) return window;
  const messages = window.messages.map((message) =>
    asksForQuote(message) ? { ...message, replyTo: quoteIn(window, firstPosition, message.replyTo) } : message,
  );
  return { ...window, messages };
}
