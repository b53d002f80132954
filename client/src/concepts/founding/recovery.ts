/** Recovery of a school's administration, as the operator's desk and the school's own staff see it (A9). */
import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

type Shapes = components["schemas"];
export type SchoolRow = Shapes["SchoolRow"];
export type SchoolDesk = Shapes["SchoolDesk"];
export type RecoveryCard = Shapes["RecoveryCard"];
export type RecoveryNotice = Shapes["RecoveryNotice"];

export const schoolsQuery = (search: string) =>
  queryOptions({
    queryKey: ["operator", "schools", search],
    queryFn: () => call<SchoolRow[]>("GET", "/api/operator/schools", { query: { search } }),
  });

export const schoolDeskQuery = (schoolId: string) =>
  queryOptions({
    queryKey: ["operator", "school", schoolId],
    queryFn: () => call<SchoolDesk>("GET", `/api/operator/schools/${encodeURIComponent(schoolId)}`),
    staleTime: 0,
  });

/** Asked for every ten minutes: the wait is two days, and a letter goes out at once. */
export const noticeQuery = queryOptions({
  queryKey: ["school", "recovery"],
  queryFn: () => call<{ recovery: RecoveryNotice | null }>("GET", "/api/school/recovery"),
  refetchInterval: 600_000,
});
