/** Without a network: the same search in what this device has kept of the chats, by the words as they are typed. */
import { plain } from "@/concepts/rooms/grammar";
import { searchable } from "@/concepts/rooms/selectors";
import type { Chats } from "@/concepts/rooms/store";
import type { Message, RoomId } from "@/contract/wire";
import type { MessageHit, MessageQuestion, Piece } from "./search";

const most = 50;
const around = 60;

export async function searchKept(chats: Chats, question: MessageQuestion): Promise<MessageHit[]> {
  const words = searchable(question.query).split(/\s+/).filter(Boolean);
  const spans = [...chats.spans.values()].filter((span) => !question.room || span.room === question.room);
  const hits = await Promise.all(
    spans.map(async (span) => {
      const messages = await chats.shelf.stretch(span.room, span.from, span.to);
      return messages.flatMap((message) => hitOf(chats, span.room, message, words, question) ?? []);
    }),
  );
  return hits
    .flat()
    .sort((one, other) => other.sentAt.localeCompare(one.sentAt))
    .slice(0, most);
}

function hitOf(
  chats: Chats,
  roomId: RoomId,
  message: Message,
  words: string[],
  { author, kind }: MessageQuestion,
): MessageHit | null {
  const authors = chats.state.authors.get(roomId);
  const attachments = message.attachments ?? [];
  const text = plain(message.text, (id) => authors?.get(id)?.name);
  const said = searchable([text, ...attachments.map((one) => one.name)].join(" "));
  if (message.deleted || message.hidden || (author && message.authorId !== author)) return null;
  if (
    kind === "link"
      ? !/https?:\/\//.test(text)
      : kind && !attachments.some((one) => (one.kind === "photo") === (kind === "photo"))
  )
    return null;
  if (!words.every((word) => said.includes(word))) return null;
  const badge = { id: message.authorId, name: "", badge: "", verified: false };
  return {
    roomId,
    position: message.position,
    author: authors?.get(message.authorId) ?? badge,
    sentAt: message.sentAt,
    excerpt: pieces(text, words),
    attachments,
  };
}

/** The words around the first one that was looked for; «ё» and case change no length, so the places are the text's own. */
function pieces(text: string, words: string[]): Piece[] {
  const low = searchable(text);
  const word = words.find((one) => low.includes(one));
  if (!word) return [{ text: text.slice(0, 2 * around) }];
  const at = low.indexOf(word);
  const start = Math.max(0, at - around);
  return [
    { text: (start ? "…" : "") + text.slice(start, at) },
    { text: text.slice(at, at + word.length), hit: true },
    { text: text.slice(at + word.length, at + 2 * around) },
  ].filter((piece) => piece.text);
}
