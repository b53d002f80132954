/** The consent registry as the server tells it: of a class, of the staff, of the school, one's own. */
import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";
import type { LegalText } from "./joining";

export type Registry = components["schemas"]["Registry"];
export type ConsentRow = components["schemas"]["ConsentRow"];
export type ConsentEntry = components["schemas"]["ConsentEntry"];
export type RegistryNumbers = components["schemas"]["RegistryNumbers"];
export type MyDocuments = components["schemas"]["MyDocuments"];
export type MyConsent = components["schemas"]["MyConsent"];
export type TextKind = "rules" | "consent";

/** The door of a class's registry; without a class, of the staff's. */
export const registryPath = (classId: string | undefined) =>
  classId ? `/api/classes/${classId}/consents` : "/api/staff/consents";

export const registryQuery = (classId: string | undefined) =>
  queryOptions({
    queryKey: ["consents", classId ?? "staff"],
    queryFn: () => call<Registry>("GET", registryPath(classId)),
  });

export const numbersQuery = queryOptions({
  queryKey: ["consents", "numbers"],
  queryFn: () => call<RegistryNumbers>("GET", "/api/consents"),
});

export const historyQuery = (personId: string) =>
  queryOptions({
    queryKey: ["consents", "history", personId],
    queryFn: () => call<ConsentEntry[]>("GET", `/api/people/${personId}/consents`),
  });

export const documentsQuery = queryOptions({
  queryKey: ["documents"],
  queryFn: () => call<MyDocuments>("GET", "/api/my/consents"),
});

export const textQuery = (kind: TextKind, version?: number) =>
  queryOptions({
    queryKey: ["legal-text", kind, version ?? "newest"],
    queryFn: () => call<LegalText>("GET", `/api/legal-texts/${kind}`, { query: { version } }),
  });

/** Given to the text as it is now: nothing is left to ask. */
export const isCurrent = (row: { state: string; version: number | null }, version: number) =>
  row.state === "given" && (row.version ?? 0) >= version;
