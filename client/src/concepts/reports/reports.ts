/** Reported messages that wait for a decision (E3): asked when looked at, asked anew when a desk says that something changed. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { Author, Instant, Me, RoomId } from "@/contract/wire";
import { call } from "@/sync/http";

export type Nearby = { position: number; text: string; author: Author; sentAt: Instant; deleted: boolean };
export type Report = {
  id: string;
  roomId: RoomId;
  roomTitle: string;
  position: number;
  reason: string;
  at: Instant;
  /** How many people reported it; who they are nobody is told. */
  times: number;
  around: Nearby[];
};

export const reportsQuery = queryOptions({
  queryKey: ["reports"],
  queryFn: () => call<Report[]>("GET", "/api/reports"),
});

/** A class teacher sees reports of the own class, an administrator those of the school. */
export function decidesReports(me: Me): boolean {
  return me.ownClasses.length > 0 || me.abilities.includes("editSchool");
}

/** Reports, kept fresh by the desks' events while this is on screen. */
export function useReports(me: Me) {
  const chats = useChats();
  const client = useQueryClient();
  useEffect(
    () =>
      chats.listen(({ event }) => {
        if (event.kind === "reportFiled" || event.kind === "reportDecided") {
          void client.invalidateQueries({ queryKey: reportsQuery.queryKey });
        }
      }),
    [chats, client],
  );
  return useQuery({ ...reportsQuery, enabled: decidesReports(me) });
}
