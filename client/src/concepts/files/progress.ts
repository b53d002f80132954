/** How far the files of unsent messages have come: from 0 to 1, by the client's id of the file; and how they are stopped. */
import { useSyncExternalStore } from "react";

const shares = new Map<string, number>();
const watchers = new Set<() => void>();
let version = 0;
const stops = new Map<string, AbortController>();

export function tell(file: string, share: number): void {
  shares.set(file, share);
  version++;
  for (const watcher of watchers) watcher();
}

export function forget(file: string): void {
  shares.delete(file);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** In the order asked; undefined: it has not begun. */
export function useProgress(files: readonly string[]): (number | undefined)[] {
  useSyncExternalStore(watch, () => version);
  return files.map((file) => shares.get(file));
}

/** The end of sending this message's files, when somebody takes it back. */
export function stopper(message: string): AbortSignal {
  const made = new AbortController();
  stops.set(message, made);
  return made.signal;
}

export function stop(message: string): void {
  stops.get(message)?.abort();
  stops.delete(message);
}
