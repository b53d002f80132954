/** Where a session with something pending must go first («правила», «согласие», second factor…), or null. */
import type { Me } from "@/contract/wire";
import { routes } from "./routes";

type Starter = (me: Me) => string | null;
// The second factor comes before all else: until it is shown, the session acts as nobody.
const starters: Starter[] = [(me) => (me.pending.includes("secondFactor") ? routes.secondFactor : null)];

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
