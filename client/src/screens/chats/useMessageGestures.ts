/** A finger or a mouse on a message: swipe left answers, a long press or right click opens the menu, a double click answers. */
import { type MouseEvent, type PointerEvent, useRef } from "react";
import type { Message } from "@/contract/wire";
import type { RowActs } from "./MessageRow";

const hold = 350;
const far = 40;
const furthest = 72;

export function useMessageGestures(message: Message, acts: RowActs, active: boolean) {
  const start = useRef<{
    x: number;
    y: number;
    id: number;
    moved: number;
    timer: ReturnType<typeof setTimeout>;
  } | null>(null);

  function settle(element: HTMLElement) {
    if (start.current) clearTimeout(start.current.timer);
    start.current = null;
    element.style.transition = "transform 160ms";
    element.style.transform = "";
  }

  if (!active) return {};
  return {
    onContextMenu(event: MouseEvent<HTMLElement>) {
      if ((event.target as HTMLElement).closest("a")) return;
      event.preventDefault();
      acts.onMenu(message, { x: event.clientX, y: event.clientY });
    },
    onDoubleClick(event: MouseEvent<HTMLElement>) {
      if ((event.target as HTMLElement).closest("a,button")) return;
      getSelection()?.removeAllRanges();
      acts.onReply(message);
    },
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType === "mouse") return;
      const at = { x: event.clientX, y: event.clientY };
      const timer = setTimeout(() => {
        navigator.vibrate?.(10);
        start.current = null;
        acts.onMenu(message, at);
      }, hold);
      start.current = { ...at, id: event.pointerId, moved: 0, timer };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = start.current;
      if (!from || from.id !== event.pointerId) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (Math.abs(dx) > 8 || Math.abs(dy) > 8) clearTimeout(from.timer);
      if (Math.abs(dy) > 24 && from.moved > -10) return settle(event.currentTarget);
      if (dx > -10) return;
      const moved = Math.max(-furthest, dx + 10);
      if (moved <= -far && from.moved > -far) navigator.vibrate?.(10);
      from.moved = moved;
      event.currentTarget.style.transition = "none";
      event.currentTarget.style.transform = `translateX(${moved}px)`;
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const answered = (start.current?.moved ?? 0) <= -far;
      settle(event.currentTarget);
      if (answered) acts.onReply(message);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      settle(event.currentTarget);
    },
  };
}
