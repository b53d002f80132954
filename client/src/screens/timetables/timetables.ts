/** What the server says of chats' timetables, and how one reads in words (C5). */
import { useLingui } from "@lingui/react/macro";
import type { components } from "@/contract/openapi";
import { fromMinutes } from "@/kit";
import { call } from "@/sync/http";
import { daysInWords } from "../bells/words";

export type Timetable = components["schemas"]["Timetable"];
export type RoomTimetable = components["schemas"]["RoomTimetable"];
export type KindTimetable = components["schemas"]["KindTimetable"];
export type TimedKind = KindTimetable["kind"];

/** What is offered first: lessons and nights, both off. */
export const BLANK: Timetable = { begins: 22 * 60, ends: 7 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] };

export const kindsQuery = {
  queryKey: ["timetables"],
  queryFn: () => call<KindTimetable[]>("GET", "/api/school/timetables"),
};

export function roomQuery(room: string) {
  return {
    queryKey: ["room-timetable", room],
    queryFn: () => call<RoomTimetable>("GET", `/api/rooms/${room}/timetable`),
    retry: false,
  };
}

export function never(one: Timetable | null | undefined): boolean {
  return !one?.lessons && !(one?.hours && one.weekdays?.length);
}

/** «На уроках — только объявления; 22:00–07:00 — только чтение». */
export function useInWords(): (one: Timetable | null | undefined) => string {
  const { t } = useLingui();
  return (one) => {
    if (!one || never(one)) return t`Пишут в любое время`;
    const mode = (closing: string) => (closing === "readOnly" ? t`только чтение` : t`только объявления`);
    const said: string[] = [];
    if (one.lessons) said.push(t`на уроках ${mode(one.lessons)}`);
    if (one.hours && one.weekdays?.length) {
      const from = fromMinutes(one.begins ?? 0);
      const to = fromMinutes(one.ends ?? 0);
      const span =
        one.weekdays.length === 7 ? t`с ${from} до ${to}` : `${daysInWords(one.weekdays)} ${t`с ${from} до ${to}`}`;
      said.push(`${span} ${mode(one.hours)}`);
    }
    const all = said.join("; ");
    return all.charAt(0).toUpperCase() + all.slice(1);
  };
}

export function useKindNames(): Record<TimedKind, string> {
  const { t } = useLingui();
  return {
    class: t`Чаты классов`,
    subject: t`Чаты предметов`,
    parents: t`Чаты родителей`,
    activists: t`Чаты актива`,
    group: t`Чаты групп и кружков`,
  };
}
