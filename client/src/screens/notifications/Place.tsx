/** One chunk for the screen and for what a running client does for notices: each further file costs the first load. */
export { attend } from "@/concepts/notify/onDevice";
export { default } from "./NotificationsScreen";
