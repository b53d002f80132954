/** A place for a file: drop it, choose it, and it says what it takes and how big it may be. */
import { Trans } from "@lingui/react/macro";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { cx } from "./cx";
import { Icon } from "./Icon";

export function FileDrop(props: {
  accept: string;
  hint: ReactNode;
  onFile: (file: File) => void;
  busy?: boolean;
  file?: File | null;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) props.onFile(file);
  }
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        "flex cursor-pointer flex-col items-center gap-2 rounded-2xl border-2 border-dashed px-4 py-8 text-center transition-colors focus-within:border-accent-text",
        over ? "border-accent-text bg-accent-soft" : "border-edge hoverable:hover:bg-hover",
      )}
    >
      <Icon name={props.file ? "file" : "upload"} size={30} className="text-accent-text" />
      <span className="font-medium">
        {props.file ? props.file.name : <Trans>Выберите файл или перетащите его сюда</Trans>}
      </span>
      <span className="text-sm text-muted">{props.hint}</span>
      <input
        id={id}
        type="file"
        accept={props.accept}
        disabled={props.busy}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) props.onFile(file);
          event.target.value = "";
        }}
      />
    </label>
  );
}
