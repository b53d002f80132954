/** Weekdays and times of «Расписание звонков», as people here read them. */
import type { Bells } from "@/concepts/school/school";

export const DAYS = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

/** [1,2,3,4,5] → «пн–пт», [6] → «сб», [1,3] → «пн, ср». */
export function daysInWords(days: number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => DAYS[(day ?? 1) - 1];
  return runs
    .map((run) => (run.length > 2 ? `${name(run[0])}–${name(run.at(-1))}` : run.map((day) => name(day)).join(", ")))
    .join(", ");
}

/** «08:30:00» → «08:30». */
export const short = (time: string) => time.slice(0, 5);

/** «08:30–14:10», the whole day of a schedule. */
export function spanInWords(bells: Bells): string {
  return `${short(bells.lessons[0]?.begins ?? "")}–${short(bells.lessons.at(-1)?.ends ?? "")}`;
}
