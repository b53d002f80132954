/** Notices on this device: what stands in the way, switching them on and off in the browser and at the server. */
import { call } from "@/sync/http";

export type PushHere = { offered: boolean; sharedComputer: boolean; subscribed: boolean; publicKey: string | null };

/** What the device itself has against notices, in the order in which it is met. */
export type Obstacle = "insecure" | "install" | "unsupported" | "denied";

export function obstacle(): Obstacle | null {
  if (!isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window))
    return isApplePhone() && !isInstalled() ? "install" : "unsupported";
  return Notification.permission === "denied" ? "denied" : null;
}

/** An iPad says that it is a Mac, but no Mac has a screen for fingers. */
function isApplePhone(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  );
}

function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}

export const askHere = () => call<PushHere>("GET", "/api/me/push");

/** The person said no to the browser's own question, or closed it. */
export class NotPermitted extends Error {}
/** The browser could not reach the service of its maker. */
export class NoService extends Error {}

export async function switchOn(publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new NotPermitted();
  const { pushManager } = await theWorker();
  const { endpoint, keys } = (await subscribed(pushManager, bytes(publicKey))).toJSON();
  await call("PUT", "/api/me/push", { body: { endpoint, p256dh: keys?.p256dh, auth: keys?.auth } });
}

export async function switchOff(): Promise<void> {
  await call("DELETE", "/api/me/push");
  await forgetHere();
}

/** The browser's part alone: at sign-out the server forgets by itself. */
export async function forgetHere(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  for (const one of (await registration?.getNotifications()) ?? []) one.close();
  await navigator.clearAppBadge?.();
}

async function theWorker(): Promise<ServiceWorkerRegistration> {
  const late = new Promise<never>((_, fail) => setTimeout(() => fail(new NoService()), 10_000));
  return Promise.race([navigator.serviceWorker.ready, late]);
}

async function subscribed(manager: PushManager, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const kept = await manager.getSubscription();
  if (kept && sameKey(kept, key)) return kept;
  await kept?.unsubscribe(); // of another school's server: one browser has one at this address
  try {
    return await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch (problem) {
    throw problem instanceof DOMException && problem.name === "NotAllowedError" ? new NotPermitted() : new NoService();
  }
}

function sameKey(kept: PushSubscription, key: Uint8Array): boolean {
  const own = kept.options?.applicationServerKey;
  return own != null && new Uint8Array(own).join() === key.join();
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
