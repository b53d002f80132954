/** Quiet building blocks: badge, card, list row, progress and the steps of a longer form. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { cx } from "./cx";
import { Icon } from "./Icon";

type Tone = "neutral" | "accent" | "ok" | "warn" | "danger";
const tones: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-text",
  ok: "bg-ok-soft text-ok-text",
  warn: "bg-warn-soft text-warn-text",
  danger: "bg-danger-soft text-danger-text",
};

/** A word about a thing («ждёт», «кл. рук.»): never colour alone. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx("inline-flex items-center rounded-md px-1.5 py-px text-xs font-medium wrap-anywhere", tones[tone])}
    >
      {children}
    </span>
  );
}

/** A number in a pill: unread, requests. */
export function Count({ value, quiet, label }: { value: number; quiet?: boolean; label?: string }) {
  if (value <= 0) return null;
  return (
    <span
      className={cx(
        "inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-full px-1.5 text-xs font-semibold tabular-nums",
        quiet ? "bg-sunken text-muted" : "bg-accent text-on-accent",
      )}
    >
      <span aria-hidden={label ? "true" : undefined}>{value > 999 ? "999+" : value}</span>
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}

export function Card({
  title,
  action,
  children,
  className,
}: {
  title?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cx("rounded-2xl bg-surface shadow-card", className)}>
      {title && (
        <header className="flex min-h-12 flex-wrap items-center gap-x-2 px-4 pt-2">
          <h2 className="flex-1 text-lg font-semibold">{title}</h2>
          {action}
        </header>
      )}
      <div className={cx("px-4 pb-4", title ? "pt-1" : "pt-4")}>{children}</div>
    </section>
  );
}

/** One line of a list: picture, name, words below, something at the end; a link or a button when it leads somewhere. */
export function ListRow(props: {
  start?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  end?: ReactNode;
  href?: string;
  onClick?: () => void;
  selected?: boolean;
}) {
  const inside = (
    <>
      {props.start}
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate font-medium">{props.title}</span>
        {props.children && <span className="block text-sm wrap-anywhere text-muted">{props.children}</span>}
      </span>
      {props.end ?? ((props.href || props.onClick) && <Icon name="right" size={18} className="text-muted" />)}
    </>
  );
  const look = cx(
    "flex min-h-14 w-full items-center gap-3 px-4 py-2 transition-colors",
    props.selected && "bg-accent-soft",
  );
  if (props.href)
    return (
      <Link href={props.href} className={cx(look, "hoverable:hover:bg-hover active:bg-hover")}>
        {inside}
      </Link>
    );
  if (props.onClick)
    return (
      <button type="button" onClick={props.onClick} className={cx(look, "hoverable:hover:bg-hover active:bg-hover")}>
        {inside}
      </button>
    );
  return <div className={look}>{inside}</div>;
}

export function Progress({ value, max = 100, label }: { value: number; max?: number; label: string }) {
  const share = max > 0 ? Math.min(100, Math.round((value / max) * 100)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className="h-2 overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full rounded-full bg-accent transition-[width] duration-300" style={{ width: `${share}%` }} />
    </div>
  );
}

/** «Шаг 2 из 5 · Классы» with a bar; done steps can be returned to. */
export function Stepper({ steps, at, onStep }: { steps: string[]; at: number; onStep?: (step: number) => void }) {
  const now = at + 1;
  const total = steps.length;
  return (
    <nav className="flex flex-col gap-2">
      <p className="text-sm text-muted">
        <Trans>
          Шаг {now} из {total}
        </Trans>
        <span className="desk:hidden"> · {steps[at]}</span>
      </p>
      <ol className="flex gap-1.5">
        {steps.map((name, place) => (
          <li key={name} className="min-w-0 flex-1">
            <button
              type="button"
              disabled={place >= at || !onStep}
              onClick={() => onStep?.(place)}
              aria-current={place === at ? "step" : undefined}
              className="flex min-h-11 w-full flex-col gap-1.5 py-1 text-left text-sm disabled:opacity-100"
            >
              <span className={cx("h-1.5 w-full rounded-full", place <= at ? "bg-accent" : "bg-line")} />
              <span className={cx("sr-only desk:not-sr-only", place === at ? "font-semibold" : "text-muted")}>
                {name}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
