/** Restrictions that wait for the administrator's decision: a list, asked for anew when the desk says so. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMe } from "@/app/session";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

type Restrictions = components["schemas"]["Restrictions"];

const overQuery = queryOptions({
  queryKey: ["restrictions"],
  queryFn: () => call<Restrictions>("GET", "/api/restrictions"),
});

export function useOverRestrictions() {
  const chats = useChats();
  const client = useQueryClient();
  const asks = useMe().abilities.includes("editSchool");
  const query = useQuery({ ...overQuery, enabled: asks });
  useEffect(
    () =>
      chats.listen(({ event }) => {
        if (event.kind === "restrictionsChanged") void client.invalidateQueries({ queryKey: overQuery.queryKey });
      }),
    [chats, client],
  );
  return {
    over: query.data?.over ?? [],
    renew: () => void client.invalidateQueries({ queryKey: overQuery.queryKey }),
  };
}
