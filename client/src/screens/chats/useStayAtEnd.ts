/** Keyboard, a longer composer, a panel change the list's size: whoever was at the end stays there, unless a finger is on the list. */
import { type RefObject, useEffect } from "react";

export function useStayAtEnd(scroll: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    let atEnd = false;
    let fingers = 0;
    let top = 0;
    const note = () => {
      const end = element.scrollHeight - element.scrollTop - element.clientHeight < 4;
      // Only a move upwards leaves the end: when the list grows or its window shrinks, nobody has gone anywhere.
      if (end) atEnd = true;
      else if (element.scrollTop < top - 1) atEnd = false;
      top = element.scrollTop;
    };
    const fingersOn = (event: TouchEvent) => {
      fingers = event.touches.length;
    };
    const stay = new ResizeObserver(() => {
      if (atEnd && fingers === 0) element.scrollTop = element.scrollHeight;
    });
    stay.observe(element);
    if (element.firstElementChild) stay.observe(element.firstElementChild);
    element.addEventListener("scroll", note, { passive: true });
    for (const kind of ["touchstart", "touchend", "touchcancel"] as const)
      element.addEventListener(kind, fingersOn, { passive: true });
    return () => {
      stay.disconnect();
      element.removeEventListener("scroll", note);
      for (const kind of ["touchstart", "touchend", "touchcancel"] as const)
        element.removeEventListener(kind, fingersOn);
    };
  }, [scroll]);
}
