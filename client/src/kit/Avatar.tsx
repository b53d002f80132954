/** A round mark of a person or chat: letters on a colour that stays the same for the same id. White on each passes 4.5 : 1. */
import { cx } from "./cx";

const colours = ["#2f62c4", "#7b3fa0", "#1f7048", "#9c4a16", "#a12c56", "#4b5768", "#0f6a7a", "#8a5a00"];

function colourOf(seed: string): string {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return colours[sum % colours.length] as string;
}

/** «6Б» for a class chat, «ИА» for Иванова Анна, «К» for «Кружок». */
export function initials(name: string): string {
  const klass = /^(\d{1,2})\s*[«"]?([А-ЯЁ])[»"]?(?=\s|$|[^а-яё])/u.exec(name);
  if (klass) return `${klass[1]}${klass[2]}`;
  const words = name.split(/[\s—–-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")][0]?.toUpperCase() ?? "")
    .join("");
}

export function Avatar({
  name,
  seed,
  size = 48,
  className,
}: {
  name: string;
  seed?: string;
  size?: number;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-white select-none",
        className,
      )}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.37), backgroundColor: colourOf(seed ?? name) }}
    >
      {initials(name)}
    </span>
  );
}
