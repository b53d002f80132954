/** Where a session with something pending must go first («правила», «согласие», second factor…), or null. */
import type { Me } from "@/contract/wire";

type Starter = (me: Me) => string | null;
const starters: Starter[] = [];

/** A slice with a step before the chats says here where that step is: `registerStart((me) => me.pending.includes("rules") ? routes.rules : null)`. */
export function registerStart(starter: Starter): void {
  starters.push(starter);
}

export function startOf(me: Me): string | null {
  for (const starter of starters) {
    const place = starter(me);
    if (place) return place;
  }
  return null;
}
