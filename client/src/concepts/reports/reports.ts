/** Reports (E3): those that wait and those decided lately; asked when looked at, asked anew when a desk says that something changed. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import type { Me } from "@/contract/wire";
import { call } from "@/sync/http";

export type Report = components["schemas"]["Report"];
export type Nearby = components["schemas"]["Nearby"];

export const reportsQuery = (decided: boolean) =>
  queryOptions({
    queryKey: ["reports", decided],
    queryFn: () => call<Report[]>("GET", "/api/reports", { query: { decided: String(decided) } }),
  });

/** A class teacher sees reports of the own class, an administrator those of the school. */
export function decidesReports(me: Me): boolean {
  return me.ownClasses.length > 0 || me.abilities.includes("editSchool");
}

/** Reports, kept fresh by the desks' events while this is on screen. */
export function useReports(me: Me, decided = false) {
  const chats = useChats();
  const client = useQueryClient();
  useEffect(
    () =>
      chats.listen(({ event }) => {
        if (event.kind === "reportFiled" || event.kind === "reportDecided") {
          void client.invalidateQueries({ queryKey: ["reports"] });
        }
      }),
    [chats, client],
  );
  return useQuery({ ...reportsQuery(decided), enabled: decidesReports(me) });
}
