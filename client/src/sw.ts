/** The worker: keeps the built client for a start without network, and shows notices; never keeps /api, /ws or what people sent. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { hearNotices } from "./swNotices";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/(api|ws|health|metrics|rtc|i|join|dev)(\/|$)/],
  }),
);

hearNotices();

// Only when the person pressed «Обновить»: never during a call or with unsent text.
self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});
