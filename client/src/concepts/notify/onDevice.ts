/** What a running client does for notices: the number on the icon, old notices put away. */
import { onSignOut } from "@/app/session";
import { unread, unreadTotal } from "@/concepts/rooms/selectors";
import type { Chats } from "@/concepts/rooms/store";
import { forgetHere } from "./device";

const pause = 500;

/** Runs until the returned function is called. */
export function attend(chats: Chats): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = -1;
  function soon() {
    timer ??= setTimeout(look, pause);
  }
  function look() {
    timer = undefined;
    if (chats.phase !== "ready") return;
    const total = unreadTotal(chats.state);
    if (total === shown) return;
    shown = total;
    void (total ? navigator.setAppBadge?.(total) : navigator.clearAppBadge?.())?.catch(() => {});
    void putAway(chats).catch(() => {});
  }
  const leave = chats.subscribe(soon);
  const forget = onSignOut(forgetHere);
  soon();
  return () => {
    clearTimeout(timer);
    leave();
    forget();
  };
}

/** A notice of a chat that has been read meanwhile, here or elsewhere, is no news. */
async function putAway(chats: Chats): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const one of (await registration?.getNotifications?.()) ?? []) {
    const card = chats.state.rooms.get(one.tag);
    if (card && unread(card) === 0) one.close();
  }
}
