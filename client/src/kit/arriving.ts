/** Code that comes when it is first needed: a network that fails in that moment delays it, and breaks no screen. */
import { lazy } from "react";

const pause = 2000;

function reachable(): Promise<unknown> {
  return new Promise((done) => {
    addEventListener("online", done, { once: true });
    if (navigator.onLine) setTimeout(done, pause);
  });
}

/** Loads, without network as soon as it is back; with one it asks twice more, as a file of an older version never comes. */
export async function arriving<T>(load: () => Promise<T>, more = 2): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (navigator.onLine && !more) throw error;
    const left = navigator.onLine ? more - 1 : more;
    await reachable();
    return arriving(load, left);
  }
}

/** Brings code before it is needed; whether it came is seen when it is. */
export function prefetch(load: () => Promise<unknown>): void {
  arriving(load).catch(() => {});
}

/** A component whose code comes with its first showing; stands under a `Suspense`. */
export const arrives: typeof lazy = (load) => lazy(() => arriving(load));
