/** «Семья»: children, their representatives, who asks to become one; told live on the person's stream. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import type { OtherEvent } from "@/contract/wire";
import { call } from "@/sync/http";

export type Family = components["schemas"]["Family"];
export type FamilyChild = components["schemas"]["FamilyChild"];
export type RepresentativeAsked = { childName: string; name: string; relation: string; joined: boolean };

export const familyQuery = queryOptions({
  queryKey: ["family"],
  queryFn: () => call<Family>("GET", "/api/my/family"),
});

/** Calls `tell` when somebody asks to represent one's child, or has come in as one; with the child's name alone when access changed. */
export function useRelatives(tell: (asked: RepresentativeAsked | string) => void): void {
  const chats = useChats();
  const client = useQueryClient();
  useEffect(
    () =>
      chats.listen((frame) => {
        const event = frame.event as OtherEvent;
        if (event.kind === "familyAccessChanged") {
          void client.invalidateQueries({ queryKey: familyQuery.queryKey });
          tell(event.childName as string);
        }
        if (event.kind !== "representativeAsked") return;
        void client.invalidateQueries({ queryKey: familyQuery.queryKey });
        tell(event as unknown as RepresentativeAsked);
      }),
    [chats, client, tell],
  );
}
