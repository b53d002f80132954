/** A date typed as ДД.ММ.ГГГГ; a native date input shows another order in an English-language browser. */
import { MaskedField, type MaskedProps } from "./MaskedField";

/** Puts the dots where they belong while digits arrive. */
export function maskDate(typed: string): string {
  const digits = typed.replace(/\D/g, "").slice(0, 8);
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter(Boolean).join(".");
}

/** `24.11.2026` → `2026-11-24`, or null when there is no such day. */
export function toIsoDate(shown: string): string | null {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(shown);
  if (!match) return null;
  const [, day, month, year] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day);
  return real ? `${year}-${month}-${day}` : null;
}

/** `2026-11-24` → `24.11.2026`. */
export function fromIsoDate(iso: string): string {
  return iso.split("-").reverse().join(".");
}

export function DateField(props: MaskedProps) {
  return <MaskedField placeholder="ДД.ММ.ГГГГ" {...props} mask={maskDate} className="max-w-44" />;
}
