/** Whether the window matches a media query now. */
import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (watcher) => {
      const list = matchMedia(query);
      list.addEventListener("change", watcher);
      return () => list.removeEventListener("change", watcher);
    },
    () => matchMedia(query).matches,
  );
}

export const desk = "(width >= 900px)";
export const wide = "(width >= 1200px)";
export const finger = "(pointer: coarse)";
