/** Notices of the worker: shows that something came (never who or what), opens its chat, keeps the number on the icon. */

declare const self: ServiceWorkerGlobalScope;

/** All that the server ever sends; `tag` is the id of the chat or the announcement. */
type Payload = { kind: "message" | "announcement" | "urgent" | "report" | "danger" | "test"; tag: string };

const words: Record<Payload["kind"], string> = {
  message: "Новое сообщение",
  announcement: "Объявление ждёт вас",
  urgent: "Срочно! Откройте «Парту»",
  report: "Новая жалоба ждёт решения",
  danger: "Срочная жалоба: нужна помощь",
  test: "Проверка: уведомления приходят",
};
const roomId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function read(event: PushEvent): Payload {
  try {
    const payload = event.data?.json() as Payload;
    if (payload.kind in words && roomId.test(payload.tag)) return payload;
  } catch {
    // What cannot be read is still told: a browser takes the right away from a page that stays silent.
  }
  return { kind: "message", tag: "" };
}

async function count(): Promise<void> {
  const shown = await self.registration.getNotifications();
  await navigator.setAppBadge?.(shown.length);
}

function placeOf(kind: Payload["kind"], tag: string): string {
  if (kind === "announcement" || kind === "urgent") return "/announcements";
  if (kind === "report" || kind === "danger") return "/reports";
  return kind === "message" && tag ? `/chats/${tag}` : "/chats";
}

async function show({ kind, tag }: Payload): Promise<void> {
  await self.registration.showNotification("Парта", {
    body: words[kind],
    tag: tag || "parta",
    icon: "/icon-192.png",
    lang: "ru",
    requireInteraction: kind === "urgent" || kind === "danger",
    data: { path: placeOf(kind, tag) },
  });
  await count().catch(() => {});
}

/** A page that stands open keeps what is being written in it: it is asked to go there, not loaded anew. */
async function open(path: string): Promise<void> {
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!page) {
    await self.clients.openWindow(path);
    return;
  }
  await page.focus().catch(() => {}); // without a window to bring forward it still goes there
  page.postMessage({ type: "OPEN", path });
}

/** The browser changed the address by itself: the server must know the new one, as long as the session lives. */
async function subscribeAnew(event: Event): Promise<void> {
  const { oldSubscription } = event as Event & { oldSubscription?: PushSubscription };
  const options = oldSubscription?.options;
  if (!options?.applicationServerKey) return;
  const fresh = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: options.applicationServerKey,
  });
  const { endpoint, keys } = fresh.toJSON();
  await fetch("/api/me/push", {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-Parta": "1" },
    credentials: "same-origin",
    body: JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth }),
  });
}

export function hearNotices(): void {
  self.addEventListener("push", (event) => event.waitUntil(show(read(event))));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const { path } = event.notification.data as { path: string };
    event.waitUntil(Promise.all([open(path), count().catch(() => {})]));
  });
  self.addEventListener("notificationclose", (event) => event.waitUntil(count().catch(() => {})));
  self.addEventListener("pushsubscriptionchange", (event) =>
    (event as ExtendableEvent).waitUntil(subscribeAnew(event).catch(() => {})),
  );
}
