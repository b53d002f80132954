/** The inbox of requests: a snapshot, and the desks' events folded into it. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import type { Me, OtherEvent } from "@/contract/wire";
import { call } from "@/sync/http";

export type Inbox = components["schemas"]["Inbox"];
export type JoinRequest = components["schemas"]["JoinRequestCard"];
export type SlipReport = components["schemas"]["SlipReport"];
export type Match = components["schemas"]["Match"];

export const inboxQuery = queryOptions({
  queryKey: ["join-requests"],
  queryFn: () => call<Inbox>("GET", "/api/join-requests"),
});

/** The inbox after an event of a desk; what the event does not touch stays the same object. */
export function apply(inbox: Inbox, event: OtherEvent): Inbox {
  if (event.kind !== "joinRequestFiled" && event.kind !== "joinRequestChanged") return inbox;
  const changed = event.request as JoinRequest;
  const others = inbox.requests.filter((one) => one.id !== changed.id);
  if (changed.status === "withdrawn") return { ...inbox, requests: others };
  const requests = [changed, ...others].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return { ...inbox, requests };
}

export function decidesRequests(me: Me): boolean {
  return me.ownClasses.length > 0 || me.abilities.includes("decideStaffRequest");
}

export function useInbox(me: Me) {
  const chats = useChats();
  const client = useQueryClient();
  useEffect(
    () =>
      chats.listen(({ event }) => {
        client.setQueryData(inboxQuery.queryKey, (inbox) => inbox && apply(inbox, event as OtherEvent));
        if (
          event.kind === "slipReported" ||
          event.kind === "representativeJoined" ||
          event.kind === "teacherStatusChanged"
        )
          void client.invalidateQueries({ queryKey: inboxQuery.queryKey });
      }),
    [chats, client],
  );
  return useQuery({ ...inboxQuery, enabled: decidesRequests(me) });
}
