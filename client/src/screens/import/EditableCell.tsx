/** A value of the file that can be corrected where it stands: press, type, Enter; Esc leaves it as it was. */
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useState } from "react";
import { cx, Icon, TextInput } from "@/kit";

export function EditableCell(props: {
  value: string;
  /** What the value is, for a screen reader: «Фамилия, строка 12». */
  label: string;
  wrong?: boolean;
  busy: boolean;
  onValue: (value: string) => Promise<boolean>;
}) {
  const { t } = useLingui();
  const { value, label } = props;
  const [typed, setTyped] = useState<string | null>(null);

  async function keep() {
    if (typed === null) return;
    if (typed === value || (await props.onValue(typed))) setTyped(null);
  }
  function key(event: KeyboardEvent) {
    if (event.key === "Enter") void keep();
    if (event.key === "Escape") setTyped(null);
  }
  if (typed !== null)
    return (
      <TextInput
        autoFocus
        aria-label={label}
        value={typed}
        disabled={props.busy}
        maxLength={2000}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={key}
        className="min-w-32"
      />
    );
  return (
    <button
      type="button"
      aria-label={t`${label}: ${value || t`пусто`}. Исправить`}
      disabled={props.busy}
      onClick={() => setTyped(value)}
      className={cx(
        "group inline-flex min-h-8 max-w-full items-center gap-1 rounded-lg px-1.5 text-left break-words coarse:min-h-11",
        value.length < 36 && "desk:whitespace-nowrap",
        props.wrong ? "bg-danger-soft text-danger-text" : "hoverable:hover:bg-sunken",
      )}
    >
      {value || <span className="text-muted">—</span>}
      {props.wrong && <Icon name="edit" size={14} />}
    </button>
  );
}
