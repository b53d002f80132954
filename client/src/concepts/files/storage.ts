/** How much place the school's files take, and its sign. */
import { useQuery } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

export function useStorage() {
  return useQuery({
    queryKey: ["school", "storage"],
    queryFn: () => call<components["schemas"]["StorageUse"]>("GET", "/api/school/storage"),
  });
}
