/** Read is what was on the screen for a second, in a window that was looked at (ux.md §9). */
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";

const aSecond = 1_000;

export function useSeen(wanted: boolean, onSeen: () => void): RefObject<HTMLParagraphElement | null> {
  const place = useRef<HTMLParagraphElement>(null);
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    const shown = place.current;
    if (!wanted || !shown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let visible = false;
    const weigh = () => {
      clearTimeout(timer);
      if (visible && document.hasFocus()) timer = setTimeout(() => seen(), aSecond);
    };
    // The end of the text: a long one counts when it was scrolled through.
    const watcher = new IntersectionObserver(([entry]) => {
      visible = entry?.isIntersecting ?? false;
      weigh();
    });
    watcher.observe(shown);
    addEventListener("focus", weigh);
    addEventListener("blur", weigh);
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
      removeEventListener("focus", weigh);
      removeEventListener("blur", weigh);
    };
  }, [wanted]);
  return place;
}
