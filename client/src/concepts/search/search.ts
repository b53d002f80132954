/** Asking the server to find: messages page by page, people by name, the place of a day. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useChats } from "@/concepts/rooms/hooks";
import type { Attachment, Author, Instant, PersonId, RoomId } from "@/contract/wire";
import { call, Offline } from "@/sync/http";
import { searchKept } from "./kept";

export type Piece = { text: string; hit?: boolean };
export type MessageHit = {
  roomId: RoomId;
  position: number;
  author: Author;
  sentAt: Instant;
  excerpt: Piece[];
  attachments: Attachment[];
};
/** `kept`: there is no network, this is what the device has. */
type MessageHits = { items: MessageHit[]; next: string | null; similar: boolean; kept?: boolean };
export type PersonHit = { id: PersonId; name: string; about: string; verified: boolean; listed: boolean };
export type MessageKind = "photo" | "file" | "link";
export type MessageQuestion = {
  query: string;
  room?: RoomId;
  author?: PersonId;
  kind?: MessageKind;
  firstDay?: string;
  lastDay?: string;
};

/** Words shorter than this are not looked for: they are in everything. */
export const shortest = 2;

export function useMessageSearch(question: MessageQuestion) {
  const chats = useChats();
  const asked = question.query.trim().length >= shortest || question.author || question.kind;
  const found = useInfiniteQuery({
    queryKey: ["search", "messages", question],
    queryFn: async ({ pageParam, signal }): Promise<MessageHits> => {
      try {
        return await call("GET", "/api/search/messages", { query: { ...question, cursor: pageParam }, signal });
      } catch (error) {
        if (!(error instanceof Offline) || pageParam) throw error;
        return { items: await searchKept(chats, question), next: null, similar: false, kept: true };
      }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: Boolean(asked),
    retry: false,
  });
  const hits = found.data?.pages.flatMap((page) => page.items) ?? [];
  const [first] = found.data?.pages ?? [];
  return { ...found, hits, similar: first?.similar ?? false, kept: first?.kept ?? false };
}

export function usePeopleSearch(query: string, enabled: boolean) {
  return useQuery({
    queryKey: ["search", "people", query],
    queryFn: ({ signal }) =>
      call<{ items: PersonHit[] }>("GET", "/api/search/people", { query: { query }, signal }).then((one) => one.items),
    enabled: enabled && query.trim().length >= shortest,
    retry: false,
  });
}

/** Where a day (`2026-11-24`) begins in a chat; null when nothing was said since. */
export async function placeOfDay(room: RoomId, day: string): Promise<number | null> {
  return (await call<{ position: number | null }>("GET", `/api/rooms/${room}/days/${day}`)).position;
}
