/** A field that puts its signs where they belong while digits arrive; native date and time fields follow the browser's language. */
import type { ChangeEvent, InputHTMLAttributes } from "react";
import { cx } from "./cx";
import { inputClass, useField } from "./Field";

export type MaskedProps = Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange"> & {
  value: string;
  onValue: (shown: string) => void;
};

export function MaskedField({
  value,
  onValue,
  mask,
  className,
  ...rest
}: MaskedProps & { mask: (typed: string) => string }) {
  return (
    <input
      type="text"
      inputMode="numeric"
      {...useField()}
      {...rest}
      value={value}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onValue(mask(event.target.value))}
      className={cx(inputClass, "tabular-nums", className)}
    />
  );
}
