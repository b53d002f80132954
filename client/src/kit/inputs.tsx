/** Text inputs: plain, long, secret and the code printed on a slip. */
import { useLingui } from "@lingui/react/macro";
import { type ChangeEvent, type ComponentProps, useState } from "react";
import { IconButton } from "./Button";
import { cx } from "./cx";
import { inputClass, useField } from "./Field";
import { Icon } from "./Icon";

type InputProps = ComponentProps<"input">;

export function TextInput({ className, ...rest }: InputProps) {
  return <input type="text" {...useField()} {...rest} className={cx(inputClass, className)} />;
}

export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={3}
      {...useField()}
      {...rest}
      className={cx(inputClass, "field-sizing-content resize-none", className)}
    />
  );
}

export function SearchInput({ className, ...rest }: InputProps) {
  return (
    <div className={cx("relative", className)}>
      <Icon
        name="search"
        size={18}
        className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-muted"
      />
      <input type="search" enterKeyHint="search" {...useField()} {...rest} className={cx(inputClass, "pl-10")} />
    </div>
  );
}

export function PasswordInput(props: InputProps) {
  const { t } = useLingui();
  const [shown, show] = useState(false);
  return (
    <div className="relative">
      <input
        autoComplete="current-password"
        autoCapitalize="none"
        spellCheck={false}
        {...useField()}
        {...props}
        type={shown ? "text" : "password"}
        className={cx(inputClass, "pr-12")}
      />
      <IconButton
        icon={shown ? "eyeOff" : "eye"}
        label={shown ? t`Скрыть пароль` : t`Показать пароль`}
        size={20}
        className="absolute top-0 right-0"
        onClick={() => show(!shown)}
      />
    </div>
  );
}

/** Letters that a hurried reader mixes up never stand in a code, so they are read as what they look like. */
const lookAlike: Record<string, string> = {
  А: "A",
  В: "B",
  Е: "E",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Т: "T",
  У: "Y",
  Х: "X",
};

/** Brings what was typed or pasted to `XXXX-XXXX-XXXX`. */
export function tidyCode(typed: string, groups = 3): string {
  const clean = [...typed.toUpperCase()]
    .map((letter) => lookAlike[letter] ?? letter)
    .filter((letter) => /[A-Z0-9]/.test(letter))
    .slice(0, groups * 4)
    .join("");
  return clean.match(/.{1,4}/g)?.join("-") ?? "";
}

export function CodeInput({
  value,
  onValue,
  groups = 3,
  ...rest
}: Omit<InputProps, "value" | "onChange"> & { value: string; onValue: (code: string) => void; groups?: number }) {
  return (
    <input
      autoComplete="one-time-code"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      placeholder={Array.from({ length: groups }, () => "XXXX").join("-")}
      {...useField()}
      {...rest}
      value={value}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onValue(tidyCode(event.target.value, groups))}
      className={cx(inputClass, "text-center font-mono text-lg tracking-widest")}
    />
  );
}
