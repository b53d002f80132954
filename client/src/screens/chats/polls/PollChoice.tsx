/** One choice of a poll: a button while it may be chosen, a bar with number and share once results are shown. */
import { useLingui } from "@lingui/react/macro";
import { cx, Icon } from "@/kit";

type Props = {
  words: string;
  many: boolean;
  chosen: boolean;
  /** How often it was chosen; null: not shown (yet). */
  times: number | null;
  voted: number;
  onPress: (() => void) | null;
};

export function PollChoice({ words, many, chosen, times, voted, onPress }: Props) {
  const { t } = useLingui();
  const share = times === null || voted === 0 ? 0 : Math.round((times / voted) * 100);
  const name = times === null ? words : t`${words}: ${times}, ${share} %`;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles are checked or not
    <button
      type="button"
      role={many ? "checkbox" : "radio"}
      aria-checked={chosen}
      aria-label={name}
      disabled={!onPress}
      onClick={onPress ?? undefined}
      className="relative flex min-h-11 w-full items-center gap-2.5 overflow-hidden rounded-xl bg-veil/6 px-3 py-2 text-left disabled:cursor-default"
    >
      {times !== null && (
        <span
          aria-hidden="true"
          className={cx("absolute inset-y-0 left-0", chosen ? "bg-accent-soft" : "bg-veil/6")}
          style={{ width: `${share}%` }}
        />
      )}
      <span
        className={cx(
          "relative flex size-5 shrink-0 items-center justify-center border-2",
          many ? "rounded-md" : "rounded-full",
          chosen ? "border-accent bg-accent text-on-accent" : "border-edge",
        )}
      >
        {chosen && <Icon name="check" size={14} />}
      </span>
      <span className="relative min-w-0 flex-1 wrap-anywhere">{words}</span>
      {times !== null && (
        <span className="relative shrink-0 text-sm tabular-nums">
          {times} · {share} %
        </span>
      )}
    </button>
  );
}
