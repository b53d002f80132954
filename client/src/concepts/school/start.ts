/** An operator without a school goes to make one before anything else. */
import { routes } from "@/app/routes";
import { registerStart } from "@/app/start";

registerStart((me) => (me.operator && me.current === null ? routes.start : null));
