/** Whoever has not read the rules (or newer ones), has a consent to answer or waits for a decision, sees that before the chats. */
import { routes } from "@/app/routes";
import { registerStart } from "@/app/start";

registerStart((me) =>
  me.pending.length > 0 || (!me.operator && me.current === null && me.hats.length === 0) ? routes.welcome : null,
);
