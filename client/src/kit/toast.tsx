/** Short news at the bottom («Скопировано», with «Отменить» where it can be undone), told politely to screen readers. */
import { useLingui } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";
import { IconButton } from "./Button";
import { Icon } from "./Icon";

type Toast = { id: number; text: string; tone: "plain" | "error"; act?: { label: string; onAct: () => void } };

let shown: Toast[] = [];
let next = 1;
const watchers = new Set<() => void>();

function set(toasts: Toast[]) {
  shown = toasts;
  for (const watcher of watchers) watcher();
}

export function dismissToast(id: number) {
  set(shown.filter((toast) => toast.id !== id));
}

/** Says `text` for a while: longer when there is something to press. */
export function toast(
  text: string,
  options: { tone?: Toast["tone"]; act?: Toast["act"]; seconds?: number } = {},
): void {
  const id = next++;
  set([
    ...shown.filter((other) => other.text !== text).slice(-2),
    { id, text, tone: options.tone ?? "plain", act: options.act },
  ]);
  setTimeout(() => dismissToast(id), (options.seconds ?? (options.act ? 10 : 5)) * 1000);
}

export function Toasts() {
  const { t } = useLingui();
  const toasts = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 desk:bottom-6"
    >
      {toasts.map((one) => (
        <div
          key={one.id}
          className="pointer-events-auto flex min-h-12 max-w-md items-center gap-2 rounded-2xl bg-text py-1 pr-1 pl-4 text-surface shadow-float"
        >
          {one.tone === "error" && <Icon name="error" size={20} />}
          <span className="min-w-0 flex-1 py-1.5">{one.text}</span>
          {one.act && (
            <button
              type="button"
              className="min-h-10 rounded-xl px-3 font-semibold underline underline-offset-3"
              onClick={() => {
                one.act?.onAct();
                dismissToast(one.id);
              }}
            >
              {one.act.label}
            </button>
          )}
          <IconButton
            icon="close"
            label={t`Закрыть`}
            size={18}
            tone="text-surface"
            className="size-10"
            onClick={() => dismissToast(one.id)}
          />
        </div>
      ))}
    </div>
  );
}
