/** Messages without a mouse: what a screen reader says of a row, and what the keys do on it. */
import type { KeyboardEvent } from "react";
import { plain } from "@/concepts/rooms/grammar";
import type { Row } from "@/concepts/rooms/rows";
import { timeOf } from "@/kit";
import type { RowActs } from "./MessageRow";

/** The whole message as one sentence for a screen reader. */
export function sentence(row: Row, name: string | undefined, nameOf: (id: string) => string | undefined): string {
  const { message } = row;
  const words = message.deleted
    ? "сообщение удалено"
    : message.hidden
      ? "сообщение скрыто"
      : [
          ...(message.attachments ?? []).map((one) => (one.kind === "photo" ? "фото" : `файл ${one.name}`)),
          plain(message.text, nameOf),
        ].join(", ");
  return `${row.mine ? "Вы" : (name ?? "Бывший участник")}, ${timeOf(message.sentAt)}: ${words}`;
}

/** Arrows walk through messages, R answers, Enter or Shift+F10 opens the menu of the focused one. */
export function rowKeys(event: KeyboardEvent<HTMLDivElement>, rows: Row[], acts: RowActs): void {
  const here = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-index]");
  if (event.target !== event.currentTarget && event.target !== here) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-index]")].sort(
    (one, other) => Number(one.dataset.index) - Number(other.dataset.index),
  );
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const at = here ? all.indexOf(here) : all.length;
    const next = here ? all[at + (event.key === "ArrowUp" ? -1 : 1)] : all.at(-1);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return;
  }
  const row = here && rows[Number(here.dataset.index)];
  if (!row || row.out || row.message.deleted || row.message.hidden) return;
  if (event.code === "KeyR" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    acts.onReply(row.message);
  }
  if (event.key === "Enter" || event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
    event.preventDefault();
    const box = here.querySelector("[data-bubble]")?.getBoundingClientRect();
    acts.onMenu(row.message, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
  }
}
