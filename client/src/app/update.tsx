/** The worker's page: goes where a notice leads; «Доступна новая версия · Обновить»: a new one waits until the person says so. */
import { Trans } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";
import { navigate } from "wouter/use-browser-location";
import { Button } from "@/kit";

let waiting: ServiceWorker | null = null;
const watchers = new Set<() => void>();

function announce(worker: ServiceWorker | null) {
  if (!worker || !navigator.serviceWorker.controller) return; // the first install is no update
  waiting = worker;
  for (const watcher of watchers) watcher();
}

export async function startWorker(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Before anything is waited for: what the worker says to a page that still loads is kept until then, and no longer.
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<{ type: string; path: string }>) => {
    if (data.type === "OPEN" && data.path.startsWith("/chats")) navigate(data.path);
  });
  try {
    const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    announce(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh?.addEventListener("statechange", () => fresh.state === "installed" && announce(fresh));
    });
  } catch {
    // Plain HTTP beyond loopback has no workers; the client works without.
  }
}

function update() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage({ type: "SKIP_WAITING" });
}

export function UpdateBanner() {
  const ready = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => waiting !== null,
  );
  if (!ready) return null;
  return (
    <div role="status" className="flex items-center justify-between gap-3 bg-accent-soft px-4 py-1.5 text-sm">
      <span>
        <Trans>Доступна новая версия</Trans>
      </span>
      <Button small weight="primary" onClick={update}>
        <Trans>Обновить</Trans>
      </Button>
    </div>
  );
}
