/** One row of choices: chips filter a list, tabs change what is below. Arrow keys move, the row scrolls sideways on a phone. */
import type { KeyboardEvent, ReactNode } from "react";
import { cx } from "./cx";

export type Choice<Value extends string> = { value: Value; label: ReactNode; count?: number };
type RowProps<Value extends string> = {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
  choices: Choice<Value>[];
};

function step(event: KeyboardEvent<HTMLDivElement>) {
  const direction = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (!direction) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  all[(at + direction + all.length) % all.length]?.focus();
  event.preventDefault();
}

export function Chips<Value extends string>({ label, value, onValue, choices }: RowProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box around a row of filters
    <div
      role="group"
      aria-label={label}
      onKeyDown={step}
      className="no-scrollbar flex gap-1.5 overflow-x-auto px-3 py-1.5"
    >
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onValue(choice.value)}
          className={cx(
            "relative flex h-8 shrink-0 items-center gap-1.5 rounded-full px-3 text-sm font-medium transition-colors after:absolute after:-inset-y-1.5 after:inset-x-0",
            choice.value === value
              ? "bg-accent-soft text-accent-text"
              : "bg-sunken text-muted hoverable:hover:text-text",
          )}
        >
          {choice.label}
          {choice.count ? <span className="text-xs tabular-nums opacity-90">{choice.count}</span> : null}
        </button>
      ))}
    </div>
  );
}

export function Tabs<Value extends string>({
  label,
  value,
  onValue,
  choices,
  panel,
}: RowProps<Value> & { panel?: string }) {
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={step}
      className="no-scrollbar flex gap-1 overflow-x-auto border-b border-line px-2"
    >
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="tab"
          aria-selected={choice.value === value}
          aria-controls={panel}
          tabIndex={choice.value === value ? 0 : -1}
          onClick={() => onValue(choice.value)}
          className={cx(
            "flex h-11 shrink-0 items-center gap-1.5 border-b-2 px-3 text-sm font-medium transition-colors",
            choice.value === value
              ? "border-accent-text text-accent-text"
              : "border-transparent text-muted hoverable:hover:text-text",
          )}
        >
          {choice.label}
          {choice.count !== undefined && <span className="text-xs text-muted tabular-nums">{choice.count}</span>}
        </button>
      ))}
    </div>
  );
}
