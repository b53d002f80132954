/** Buttons: one look, four weights, a waiting state that keeps the width and says so to a screen reader. */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

export type ButtonWeight = "primary" | "secondary" | "quiet" | "danger";

const weights: Record<ButtonWeight, string> = {
  primary: "bg-accent text-on-accent active:bg-accent-press hoverable:hover:bg-accent-press",
  secondary: "bg-sunken text-text active:bg-line hoverable:hover:bg-line",
  quiet: "text-accent-text active:bg-accent-soft hoverable:hover:bg-accent-soft",
  danger: "bg-danger text-on-danger active:opacity-85 hoverable:hover:opacity-90",
};

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  weight?: ButtonWeight;
  icon?: IconName;
  busy?: boolean;
  wide?: boolean;
  small?: boolean;
  children: ReactNode;
};

/** The class names of a button, for links that look like one. */
export function buttonClass(
  weight: ButtonWeight = "primary",
  options: { wide?: boolean; small?: boolean } = {},
): string {
  return cx(
    "inline-flex max-w-full shrink-0 items-center justify-center gap-2 rounded-xl font-medium wrap-anywhere transition-colors select-none",
    "disabled:opacity-55 aria-disabled:opacity-55",
    options.small ? "min-h-9 px-3 text-sm coarse:min-h-11" : "min-h-11 px-5 py-1.5 text-base leading-tight",
    options.wide && "w-full",
    weights[weight],
  );
}

export function Button({ weight, icon, busy, wide, small, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      // Not `disabled`: that would drop the focus of whoever pressed it by keyboard.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx(buttonClass(weight, { wide, small }), className)}
    >
      {busy ? <Icon name="spinner" size={18} className="animate-spin" /> : icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon: IconName;
  label: string;
  size?: number;
  tone?: string;
};

/** A 44 px target around an icon; `label` is its name for everyone who does not see it, and its tooltip. */
export function IconButton({ icon, label, size = 22, tone = "text-muted", className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-full transition-colors",
        "active:bg-sunken disabled:opacity-45 hoverable:hover:bg-sunken",
        tone,
        className,
      )}
    >
      <Icon name={icon} size={size} />
    </button>
  );
}
