/** Official notices: what waits for the reader, the feed, the writer's list and receipts; the person's stream keeps them fresh. */
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import type { OtherEvent } from "@/contract/wire";
import { call } from "@/sync/http";

type Shapes = components["schemas"];
export type Announcement = Shapes["Announcement"];
export type Waiting = Shapes["Waiting"];
export type Sent = Shapes["SentAnnouncement"];
export type Receipts = Shapes["Receipts"];
export type ReceiptsPage = Shapes["ReceiptsPage"];
export type PersonReceipt = Shapes["PersonReceipt"];
export type ChildReceipt = Shapes["ChildReceipt"];
export type Tab = "waiting" | "done" | "unreached";
type Page<Row> = { items: Row[]; next: string | null };

const key = "announcements";
const receiptsKey = (id: string) => [key, "receipts", id, "numbers"];

export function useWaiting(enabled = true) {
  return useQuery({
    queryKey: [key, "waiting"],
    queryFn: () => call<Waiting>("GET", "/api/announcements/waiting"),
    enabled,
  });
}

/** Pages of a list that grows by «Показать ещё». */
function usePages<Row>(name: string[], path: string, query: Record<string, string> = {}) {
  return useInfiniteQuery({
    queryKey: [key, ...name],
    queryFn: ({ pageParam }) => call<Page<Row>>("GET", path, { query: { ...query, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

export const useFeed = () => usePages<Announcement>(["mine"], "/api/announcements");
export const useSent = () => usePages<Sent>(["sent"], "/api/announcements/sent");
export const usePeople = (id: string, tab: Tab) =>
  usePages<PersonReceipt>(["receipts", id, tab], `/api/announcements/${id}/receipts/people`, { tab });
export const useBareChildren = (id: string) =>
  usePages<ChildReceipt>(["receipts", id, "children"], `/api/announcements/${id}/receipts/children`, {
    covered: "false",
  });

export function rowsOf<Row>(pages: InfiniteData<Page<Row>> | undefined): Row[] | undefined {
  return pages?.pages.flatMap((page) => page.items);
}

export function useReceipts(id: string) {
  return useQuery({
    queryKey: receiptsKey(id),
    queryFn: () => call<ReceiptsPage>("GET", `/api/announcements/${id}/receipts`),
  });
}

export type How = "read" | "acknowledge";

/** The announcement after its reader has read or acknowledged it; what was written once stays. */
export function settled(one: Announcement, how: How, now: string): Announcement {
  if (!one.own) return one;
  const readAt = one.own.readAt ?? now;
  const acknowledgedAt = one.own.acknowledgedAt ?? (how === "acknowledge" ? now : null);
  return { ...one, own: { ...one.own, readAt, acknowledgedAt } };
}

/** Writes the receipt. The card keeps its place: nothing jumps under the eyes of whoever reads. */
export function useSettle(): (id: string, how: How) => Promise<void> {
  const client = useQueryClient();
  return async (id, how) => {
    await call("POST", `/api/announcements/${id}/${how}`);
    const now = new Date().toISOString();
    client.setQueryData<InfiniteData<Page<Announcement>>>(
      [key, "mine"],
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            items: page.items.map((one) => (one.id === id ? settled(one, how, now) : one)),
          })),
        },
    );
    await client.invalidateQueries({ queryKey: [key, "waiting"] });
  };
}

/** The receipts after the author's stream said how they stand; of another announcement, or without a change, the same object. */
export function apply(page: ReceiptsPage, event: OtherEvent): ReceiptsPage {
  if (event.kind !== "receiptsCounted" || event.announcementId !== page.announcement.id) return page;
  const receipts = event.receipts as Receipts;
  // The stream counts the whole school; who sees a part of it asks for his part.
  if (receipts.recipients !== page.receipts.recipients) return page;
  const done = page.announcement.wantsAcknowledgement ? "acknowledged" : "read";
  const waiting = Math.max(0, page.waiting - (receipts[done] - page.receipts[done]));
  return { ...page, receipts, waiting, remindable: Math.min(page.remindable, waiting) };
}

/** Called once, beside everything: what the person's stream tells of announcements reaches every screen. */
export function useAnnouncementNews(): void {
  const chats = useChats();
  const client = useQueryClient();
  useEffect(
    () =>
      chats.listen(({ event }) => {
        if (event.kind === "announcementArrived" || event.kind === "announcementSettled") {
          void client.invalidateQueries({ queryKey: [key, "waiting"] });
        }
        if (event.kind === "announcementArrived") void client.invalidateQueries({ queryKey: [key, "mine"] });
        if (event.kind === "receiptsCounted") {
          const told = event as OtherEvent;
          const id = String(told.announcementId);
          client.setQueryData<ReceiptsPage>(receiptsKey(id), (page) => page && apply(page, told));
          void client.invalidateQueries({
            queryKey: [key],
            predicate: ({ queryKey: [, what, which, part] }) =>
              what === "sent" || (what === "receipts" && which === id && part !== "numbers"),
          });
        }
      }),
    [chats, client],
  );
}

/** After an act of one's own: everything that shows announcements is asked for anew. */
export function useRenew(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [key] });
}
