/** Dates and times as people here write them: «14:05», «Вчера», «пн, 24 ноября»; 24 hours, own device's time zone. */

const clock = new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit" });
const dayMonth = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long" });
const dayMonthYear = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat("ru", { day: "2-digit", month: "2-digit", year: "2-digit" });
const weekday = new Intl.DateTimeFormat("ru", { weekday: "short" });

const aDay = 86_400_000;
const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const daysAgo = (date: Date, now: Date) => Math.round((midnight(now) - midnight(date)) / aDay);

export function timeOf(instant: string): string {
  return clock.format(new Date(instant));
}

/** The same key for two moments of one day. */
export function dayKey(instant: string): number {
  return midnight(new Date(instant));
}

/** Over a day's messages: «Сегодня», «Вчера», «24 ноября», «24 ноября 2025 г.». */
export function dayName(instant: string, now = new Date()): string {
  const date = new Date(instant);
  const ago = daysAgo(date, now);
  if (ago === 0) return "Сегодня";
  if (ago === 1) return "Вчера";
  return date.getFullYear() === now.getFullYear() ? dayMonth.format(date) : dayMonthYear.format(date);
}

/** In a list: «14:05» today, «вт» in the last week, «03.11.26» before. */
export function shortMoment(instant: string, now = new Date()): string {
  const date = new Date(instant);
  const ago = daysAgo(date, now);
  if (ago <= 0) return clock.format(date);
  return ago < 7 ? weekday.format(date) : shortDay.format(date);
}

/** In a sentence: «сегодня в 14:05», «25 ноября в 7:00». */
export function momentInWords(instant: string, now = new Date()): string {
  const date = new Date(instant);
  const ago = daysAgo(date, now);
  const day =
    ago === 0
      ? "сегодня"
      : ago === 1
        ? "вчера"
        : ago === -1
          ? "завтра"
          : `${weekday.format(date)}, ${dayMonth.format(date)}`;
  return `${day} в\u00a0${clock.format(date)}`;
}
