/** Who can read a chat: asked when somebody looks, kept a minute. */
import { queryOptions } from "@tanstack/react-query";
import type { Members, RoomId } from "@/contract/wire";
import { call } from "@/sync/http";

export function membersQuery(room: RoomId) {
  return queryOptions({
    queryKey: ["members", room],
    queryFn: () => call<Members>("GET", `/api/rooms/${room}/members`),
    staleTime: 60_000,
  });
}
