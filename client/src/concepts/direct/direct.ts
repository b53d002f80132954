/** Chats of two: whom one may write to, that a child's chats with adults exist, and what the school has opened. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { HatKind, RoomId } from "@/contract/wire";
import { call } from "@/sync/http";

export type Contact = {
  personId: string;
  hat: HatKind;
  name: string;
  verified: boolean;
  relations: string[];
  words: string[];
  children: string[];
  /** Only with the other's consent. */
  asks: boolean;
};
export type ContactPage = { items: Contact[]; next: string | null };
export type SeenDirect = { personId: string; name: string; jobTitle: string; since: string; goesOn: boolean };
export type DirectRules = { pupilsFromGrade: number; pupilsFindSchool: boolean; offices: string[] };

export const contactsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["contacts", search],
    queryFn: ({ pageParam }) =>
      call<ContactPage>("GET", "/api/direct-chats/contacts", { query: { search, cursor: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export const contactQuery = (person: string) =>
  queryOptions({
    queryKey: ["contact", person],
    queryFn: () => call<ContactPage>("GET", "/api/direct-chats/contacts", { query: { person } }),
  });

export const seenQuery = (person: string) =>
  queryOptions({
    queryKey: ["direct-chats", person],
    queryFn: () => call<SeenDirect[]>("GET", `/api/people/${person}/direct-chats`),
    retry: false,
  });

export const rulesQuery = queryOptions({
  queryKey: ["direct-rules"],
  queryFn: () => call<DirectRules>("GET", "/api/direct-chats/rules"),
});

export async function begin({ personId, hat }: Pick<Contact, "personId" | "hat">): Promise<RoomId> {
  const begun = await call<{ roomId: RoomId }>("POST", "/api/direct-chats", { body: { personId, hat } });
  return begun.roomId;
}

export const answer = (room: RoomId, accepts: boolean) =>
  call("POST", `/api/rooms/${room}/answer`, { body: { accepts } });

export const block = (room: RoomId, blocked: boolean) => call("PUT", `/api/rooms/${room}/block`, { body: { blocked } });

export const saveRules = (rules: DirectRules) => call("PUT", "/api/direct-chats/rules", { body: rules });
