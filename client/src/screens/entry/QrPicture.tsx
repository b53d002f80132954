/** A QR code drawn from its rows: dark modules on white in both themes, as cameras want it. */
import { cx } from "@/kit";

export function QrPicture({ rows, label, className }: { rows: string[]; label: string; className: string }) {
  const edge = 4;
  const size = rows.length + edge * 2;
  const dark = rows.flatMap((row, y) =>
    [...row].map((sign, x) => (sign === "1" ? `M${x + edge} ${y + edge}h1v1h-1z` : "")),
  );
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className={cx("mx-auto rounded-2xl bg-white text-[#000]", className)}
    >
      <path d={dark.join("")} fill="currentColor" />
    </svg>
  );
}
