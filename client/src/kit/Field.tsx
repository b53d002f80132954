/** A labelled place for one answer: label above, hint and error below, all tied together for a screen reader. */
import { createContext, type ReactNode, useContext, useId } from "react";
import { Icon } from "./Icon";

type FieldWiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };
const Wiring = createContext<FieldWiring | null>(null);

export function Field(props: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const told = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {props.label}
      </label>
      <Wiring
        value={{ id, describedBy: told || undefined, invalid: Boolean(props.error), required: Boolean(props.required) }}
      >
        {props.children}
      </Wiring>
      {props.hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {props.hint}
        </p>
      )}
      {props.error && (
        <p id={`${id}-error`} role="alert" className="flex gap-1.5 text-sm text-danger-text">
          <Icon name="error" size={16} className="mt-0.5" />
          <span>{props.error}</span>
        </p>
      )}
    </div>
  );
}

/** What an input spreads to belong to the field around it. */
export function useField(): { id?: string; "aria-describedby"?: string; "aria-invalid"?: true; required?: boolean } {
  const field = useContext(Wiring);
  if (!field) return {};
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    required: field.required || undefined,
  };
}

export const inputClass =
  "min-h-11 w-full min-w-0 rounded-xl border border-transparent bg-sunken px-3.5 py-2 text-[1rem] text-text placeholder:text-muted " +
  "transition-colors focus:border-accent-text focus:bg-surface focus-visible:outline-none " +
  "aria-invalid:border-danger aria-invalid:bg-danger-soft disabled:opacity-60";
