/** Choosing: a native list, ticks, one of several, and a switch. Native controls, drawn with our tokens. */
import type { ReactNode, SelectHTMLAttributes } from "react";
import { cx } from "./cx";
import { inputClass, useField } from "./Field";
import { Icon } from "./Icon";

export function Select({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <div className={cx("relative", className)}>
      <select {...useField()} {...rest} className={cx(inputClass, "appearance-none pr-10")}>
        {children}
      </select>
      <Icon
        name="down"
        size={18}
        className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 text-muted"
      />
    </div>
  );
}

type Ticked = {
  checked: boolean;
  onChecked: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

function Row({
  control,
  label,
  hint,
  end,
  disabled,
}: Pick<Ticked, "label" | "hint" | "disabled"> & { control: ReactNode; end?: boolean }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control stands inside, given as a prop
    <label
      className={cx(
        "flex min-h-11 cursor-pointer items-start gap-3 py-2.5",
        disabled && "opacity-60",
        end && "flex-row-reverse justify-between",
      )}
    >
      {control}
      <span className="min-w-0 flex-1">
        <span className="block">{label}</span>
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}

export function Checkbox({ checked, onChecked, disabled, ...row }: Ticked) {
  return (
    <Row
      {...row}
      disabled={disabled}
      control={
        <span className="relative mt-px flex size-5.5 shrink-0">
          <input
            type="checkbox"
            checked={checked}
            disabled={disabled}
            onChange={(event) => onChecked(event.target.checked)}
            className="peer size-full cursor-pointer appearance-none rounded-md border-2 border-edge checked:border-accent checked:bg-accent"
          />
          <Icon
            name="check"
            size={16}
            className="pointer-events-none absolute inset-0 m-auto text-on-accent opacity-0 peer-checked:opacity-100"
          />
        </span>
      }
    />
  );
}

export function RadioGroup<Value extends string>(props: {
  name: string;
  legend: ReactNode;
  value: Value | null;
  onValue: (value: Value) => void;
  options: { value: Value; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">{props.legend}</legend>
      {props.options.map((option) => (
        <Row
          key={option.value}
          label={option.label}
          hint={option.hint}
          disabled={option.disabled}
          control={
            <input
              type="radio"
              name={props.name}
              value={option.value}
              checked={props.value === option.value}
              disabled={option.disabled}
              onChange={() => props.onValue(option.value)}
              className="mt-px size-5.5 shrink-0 cursor-pointer appearance-none rounded-full border-2 border-edge checked:border-[6px] checked:border-accent"
            />
          }
        />
      ))}
    </fieldset>
  );
}

export function Switch({ checked, onChecked, disabled, ...row }: Ticked) {
  return (
    <Row
      {...row}
      end
      disabled={disabled}
      control={
        <input
          type="checkbox"
          role="switch"
          aria-checked={checked}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChecked(event.target.checked)}
          className={cx(
            "relative h-6.5 w-11 shrink-0 cursor-pointer appearance-none rounded-full bg-edge transition-colors checked:bg-accent",
            "before:absolute before:top-0.75 before:left-0.75 before:size-5 before:rounded-full before:bg-white before:transition-transform",
            "checked:before:translate-x-4.5",
          )}
        />
      }
    />
  );
}
