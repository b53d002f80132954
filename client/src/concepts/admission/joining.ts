/** Joining as the server tells it: what an invitation is for, what is left to do before the chats. */
import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { call, Problem } from "@/sync/http";

export type Preview = components["schemas"]["Preview"];
export type MyJoining = components["schemas"]["MyJoining"];
export type LegalText = components["schemas"]["LegalText"];

export const joiningQuery = queryOptions({
  queryKey: ["joining"],
  queryFn: () => call<MyJoining>("GET", "/api/joining"),
});

export const look = (ticket: string) => call<Preview>("POST", "/api/joining/look", { body: { ticket } });

export const relations = ["мать", "отец", "опекун", "попечитель", "приёмный родитель", "доверенное лицо"] as const;

const over = new Set(["invitation-dead", "invitation-used", "person-taken"]);

/** Nothing that is filled in differently would help: the invitation itself leads no further. */
export const isOver = (error: unknown) => error instanceof Problem && over.has(error.slug);
