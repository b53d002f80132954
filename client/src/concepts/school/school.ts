/** The school as its screens ask for it, and what they tell it; one key a thing, all renewed after each act. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { toast } from "@/kit";
import { call, inWords } from "@/sync/http";

type Shapes = components["schemas"];
export type ClassCard = Shapes["ClassCard"];
export type ClassPage = Shapes["ClassPage"];
export type Pupil = Shapes["Pupil"];
export type PersonCard = Shapes["PersonCard"];
export type PersonRow = Shapes["PersonRow"];
export type SchoolNumbers = Shapes["SchoolNumbers"];
export type Profile = Shapes["Profile"];
export type Entry = Shapes["Entry"];
export type Nomenclature = Shapes["Nomenclature"];
export type Group = "staff" | "pupils" | "guardians";
type PageOf<Row> = { items: Row[]; next?: string | null };

const minute = 60_000;

export function useSchoolNumbers() {
  return useQuery({
    queryKey: ["school", "numbers"],
    queryFn: () => call<SchoolNumbers>("GET", "/api/school/numbers"),
  });
}

export function useProfile() {
  return useQuery({ queryKey: ["school", "profile"], queryFn: () => call<Profile>("GET", "/api/school") });
}

export function useClasses() {
  return useQuery({ queryKey: ["school", "classes"], queryFn: () => call<ClassCard[]>("GET", "/api/classes") });
}

export function useClass(id: string | undefined) {
  return useQuery({
    queryKey: ["school", "class", id],
    queryFn: () => call<ClassPage>("GET", `/api/classes/${id}`),
    enabled: Boolean(id),
  });
}

export function usePerson(id: string) {
  return useQuery({ queryKey: ["school", "person", id], queryFn: () => call<PersonCard>("GET", `/api/people/${id}`) });
}

export function usePeople(group: Group, search: string) {
  return useInfiniteQuery({
    queryKey: ["school", "people", group, search],
    queryFn: ({ pageParam }) =>
      call<PageOf<PersonRow>>("GET", "/api/people", { query: { group, search, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    staleTime: minute,
  });
}

export function useStaff() {
  return useQuery({
    queryKey: ["school", "staff"],
    queryFn: () => call<PageOf<PersonRow>>("GET", "/api/people", { query: { group: "staff", limit: 200 } }),
    select: (page) => page.items,
  });
}

export function useTrail() {
  return useInfiniteQuery({
    queryKey: ["school", "trail"],
    queryFn: ({ pageParam }) => call<PageOf<Entry>>("GET", "/api/audit", { query: { cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

export const previewClasses = (text: string) => call<Nomenclature>("POST", "/api/classes/preview", { body: { text } });

export const makeClasses = (text: string) => call<unknown>("POST", "/api/classes", { body: { text } });

export type Act = { method: "POST" | "PUT" | "PATCH" | "DELETE"; path: string; body?: unknown; done?: string };

/** Does an act of administration; everything shown of the school is asked for again. */
export function useAct(after?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Act) => call<unknown>(method, path, { body }),
    onSuccess: async (_, { done }) => {
      await client.invalidateQueries({ queryKey: ["school"] });
      if (done) toast(done);
      after?.();
    },
    onError: (error) => toast(inWords(error), { tone: "error" }),
  });
}
