/** Whoever has not read the rules, or waits for a decision, sees that before the chats. */
import { routes } from "@/app/routes";
import { registerStart } from "@/app/start";

registerStart((me) =>
  me.pending.includes("admission") || (!me.operator && me.current === null && me.hats.length === 0)
    ? routes.welcome
    : null,
);
