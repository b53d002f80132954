/** A time of day typed as ЧЧ:ММ; a native time input shows twelve hours in an English-language browser. */
import { MaskedField, type MaskedProps } from "./MaskedField";

/** Puts the colon where it belongs while digits arrive; «9» can only be nine o'clock. */
export function maskTime(typed: string): string {
  const digits = typed
    .replace(/\D/g, "")
    .replace(/^[3-9]/, "0$&")
    .slice(0, 4);
  return [digits.slice(0, 2), digits.slice(2)].filter(Boolean).join(":");
}

/** `08:30` → 510 minutes after midnight, or null when there is no such time. */
export function toMinutes(shown: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(shown);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** 510 → `08:30`. */
export function fromMinutes(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function TimeField(props: MaskedProps) {
  return <MaskedField placeholder="ЧЧ:ММ" {...props} mask={maskTime} className="max-w-28" />;
}
