/** Whether the server can be reached, as one small fact the screens may read. */
import { useSyncExternalStore } from "react";

export type Reach = "online" | "connecting" | "offline";
type State = { reach: Reach; since: number };

let state: State = { reach: navigator.onLine === false ? "offline" : "connecting", since: Date.now() };
const watchers = new Set<() => void>();

export function setReach(reach: Reach): void {
  if (reach === state.reach) return;
  state = { reach, since: Date.now() };
  for (const watcher of watchers) watcher();
}

// The browser knows first: a lost socket is noticed only after the silence between two heartbeats.
addEventListener("offline", () => setReach("offline"));
addEventListener("online", () => setReach("connecting"));

export function reach(): Reach {
  return state.reach;
}

export function useReach(): State {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}
