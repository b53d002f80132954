/** «Не придёт» (C25): one's own children, a day of a class, a day of the school; asked anew when somebody marks or takes back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

type Shapes = components["schemas"];
export type ChildDays = Shapes["ChildDays"];
export type Absence = Shapes["Absence"];
export type Absent = Shapes["Absent"];
export type ClassDay = Shapes["ClassDay"];
export type SchoolDay = Shapes["SchoolDay"];
export type Reason = Absence["reason"];
export type Days = { firstDay: string; lastDay: string };

const key = "absences";

export function useMyAbsences(enabled = true) {
  return useQuery({
    queryKey: [key, "mine"],
    queryFn: () => call<Shapes["MyAbsences"]>("GET", "/api/my/absences"),
    enabled,
  });
}

/** `day` null: today by the school's clock. */
export function useClassDay(classId: string, day: string | null) {
  return useQuery({
    queryKey: [key, "class", classId, day],
    queryFn: () => call<ClassDay>("GET", `/api/classes/${classId}/absences`, { query: { day } }),
    placeholderData: (before) => before,
  });
}

export function useSchoolDay(day: string | null) {
  return useQuery({
    queryKey: [key, "school", day],
    queryFn: () => call<SchoolDay>("GET", "/api/absences", { query: { day } }),
    placeholderData: (before) => before,
  });
}

/** While it is on the screen: what others mark is asked for anew. */
export function useAbsenceNews(): void {
  const chats = useChats();
  const client = useQueryClient();
  useEffect(
    () =>
      chats.listen(({ event }) => {
        if (event.kind === "absencesChanged") void client.invalidateQueries({ queryKey: [key] });
      }),
    [chats, client],
  );
}

/** Marks days of a child; answers with the id, by which they can be taken back at once. */
export function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (marked: Days & { childId: string; reason: Reason }) =>
      call<{ id: string }>("POST", "/api/absences", { body: marked }),
    onSettled: () => client.invalidateQueries({ queryKey: [key] }),
  });
}

export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<void>("DELETE", `/api/absences/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: [key] }),
  });
}

/** `2026-11-24` and 1 → `2026-11-25`. */
export function dayAfter(day: string, ahead = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + ahead * 86_400_000).toISOString().slice(0, 10);
}
