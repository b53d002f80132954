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
export type Restriction = Shapes["RestrictionCard"];
export type PersonRow = Shapes["PersonRow"];
export type SchoolNumbers = Shapes["SchoolNumbers"];
export type Profile = Shapes["Profile"];
export type Entry = Shapes["Entry"];
export type ClassJoining = Shapes["ClassJoining"];
export type Leader = Shapes["Leader"];
export type MyClass = Shapes["MyClass"];
export type Building = Shapes["Building"];
export type Bells = Shapes["BellSchedule"];
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

export function useBuildings() {
  return useQuery({
    queryKey: ["school", "buildings"],
    queryFn: () => call<Building[]>("GET", "/api/school/buildings"),
  });
}

export function useBells() {
  return useQuery({ queryKey: ["school", "bells"], queryFn: () => call<Bells[]>("GET", "/api/school/bell-schedules") });
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

export function useJoining() {
  return useQuery({
    queryKey: ["school", "joining"],
    queryFn: () => call<ClassJoining[]>("GET", "/api/school/joining"),
  });
}

export function useMyClass(id: string | undefined) {
  return useQuery({
    queryKey: ["school", "class", id, "mine"],
    queryFn: () => call<MyClass>("GET", `/api/classes/${id}/classmates`),
    enabled: Boolean(id),
  });
}

export function useLeaderHistory(classId: string) {
  return useQuery({
    queryKey: ["school", "class", classId, "leaders"],
    queryFn: () => call<Leader[]>("GET", `/api/classes/${classId}/leaders`),
  });
}

export function useSubjects() {
  return useQuery({ queryKey: ["school", "subjects"], queryFn: () => call<string[]>("GET", "/api/school/subjects") });
}

export function useCandidates(groupId: string, search: string) {
  return useQuery({
    queryKey: ["school", "class", groupId, "candidates", search],
    queryFn: () => call<Shapes["GroupCandidate"][]>("GET", `/api/classes/${groupId}/candidates`, { query: { search } }),
    placeholderData: (before) => before,
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

export const makeClasses = (text: string, buildingId: string | null) =>
  call<unknown>("POST", "/api/classes", { body: { text, buildingId } });

export type Act = { method: "POST" | "PUT" | "PATCH" | "DELETE"; path: string; body?: unknown; done?: string };

/** Does an act of administration; everything shown of the school is asked for again. */
export function useAct<Answer = unknown>(after?: (answer: Answer) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Act) => call<Answer>(method, path, { body }),
    onSuccess: async (answer, { done }) => {
      await client.invalidateQueries({ queryKey: ["school"] });
      if (done) toast(done);
      after?.(answer);
    },
    onError: (error) => toast(inWords(error), { tone: "error" }),
  });
}
