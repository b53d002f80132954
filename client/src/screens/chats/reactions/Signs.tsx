/** The signs under a message: how many of each, one's own marked; a press puts the same or takes it back. */
import { plural } from "@lingui/core/macro";
import type { Message } from "@/contract/wire";
import { cx } from "@/kit";
import type { RowActs } from "../MessageRow";

export function Signs({ message, acts }: { message: Message; acts: RowActs }) {
  return (
    <div className="-mt-1 flex min-h-8 flex-wrap gap-1 px-1">
      {message.reactions?.map(({ sign, count, mine }) => (
        <button
          key={sign}
          type="button"
          aria-pressed={Boolean(mine)}
          aria-label={`${sign}, ${plural(count, { one: "# человек", few: "# человека", many: "# человек", other: "# человека" })}`}
          disabled={!acts.onSign}
          onClick={() => acts.onSign?.(message, sign, !mine)}
          className={cx(
            "flex h-8 min-w-11 items-center justify-center gap-1 rounded-full px-2 text-sm tabular-nums shadow-bubble",
            mine ? "bg-accent font-semibold text-on-accent" : "bg-surface text-text enabled:hover:bg-hover",
          )}
        >
          <span className="text-base leading-none" aria-hidden="true">
            {sign}
          </span>
          {count}
        </button>
      ))}
    </div>
  );
}
