/** The states every screen names: loading, empty, error, offline, no rights; one pattern each (ux.md §1). */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { Button } from "./Button";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import { toast } from "./toast";

export function Skeleton({ className = "" }: { className?: string }) {
  return <span aria-hidden="true" className={cx("block animate-pulse rounded-lg bg-sunken", className)} />;
}

/** Rows in the shape of a list while it loads; after eight seconds it says that it takes long. */
export function SkeletonRows({ rows = 8, avatar = true }: { rows?: number; avatar?: boolean }) {
  const { t } = useLingui();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 8000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t`Загружается`} className="flex flex-col">
      {slow && (
        <p className="px-4 py-2 text-sm text-muted">
          <Trans>Загружается дольше обычного. Проверьте связь</Trans>
        </p>
      )}
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty shapes, all alike
        <div key={row} className="flex items-center gap-3 px-3 py-2.5">
          {avatar && <Skeleton className="size-12 shrink-0 rounded-full" />}
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className={cx("h-3.5", row % 3 === 0 ? "w-2/5" : row % 3 === 1 ? "w-3/5" : "w-1/2")} />
            <Skeleton className={cx("h-3", row % 2 ? "w-4/5" : "w-11/12")} />
          </div>
        </div>
      ))}
    </div>
  );
}

type NoticeProps = {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** It is all there is on the page: its title is the page's. */
  whole?: boolean;
};

function Notice(props: NoticeProps & { icon: IconName; tone?: string }) {
  const Heading = props.whole ? "h1" : "h2";
  return (
    <div className="m-auto flex max-w-sm flex-col items-center gap-3 px-6 py-10 text-center">
      <span
        className={cx(
          "flex size-16 items-center justify-center rounded-full",
          props.tone ?? "bg-accent-soft text-accent-text",
        )}
      >
        <Icon name={props.icon} size={30} />
      </span>
      <Heading className="text-lg font-semibold">{props.title}</Heading>
      {props.children && <div className="text-muted">{props.children}</div>}
      {props.action && <div className="mt-1 flex flex-wrap justify-center gap-2">{props.action}</div>}
    </div>
  );
}

export function EmptyState(props: NoticeProps & { icon?: IconName }) {
  return <Notice icon={props.icon ?? "inbox"} {...props} />;
}

function watchNetwork(watcher: () => void) {
  addEventListener("online", watcher);
  addEventListener("offline", watcher);
  return () => {
    removeEventListener("online", watcher);
    removeEventListener("offline", watcher);
  };
}

type ErrorProps = Omit<NoticeProps, "action"> & { onRetry?: () => void; code?: string };

/** What failed, what is kept, what to do; the code for support is copied by a tap. Without network it waits and comes back by itself. */
export function ErrorState(props: ErrorProps) {
  const { t } = useLingui();
  const { code } = props;
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const comeBack = useEffectEvent(() => props.onRetry?.());
  useEffect(() => {
    addEventListener("online", comeBack);
    return () => removeEventListener("online", comeBack);
  }, []);
  if (!online)
    return (
      <Notice
        icon="offline"
        tone="bg-sunken text-muted"
        whole={props.whole}
        title={<Trans>Для этого экрана нужна сеть</Trans>}
      >
        <Trans>Он откроется сам, когда она появится. Чаты, открытые раньше, читаются и без сети.</Trans>
      </Notice>
    );
  return (
    <Notice
      icon="alert"
      tone="bg-danger-soft text-danger-text"
      whole={props.whole}
      title={props.title}
      action={
        <>
          {props.onRetry && (
            <Button icon="refresh" onClick={props.onRetry}>
              <Trans>Повторить</Trans>
            </Button>
          )}
          {code && (
            <Button
              weight="secondary"
              icon="copy"
              onClick={() => void navigator.clipboard?.writeText(code).then(() => toast(t`Код скопирован`))}
            >
              <Trans>Код для поддержки</Trans>
            </Button>
          )}
        </>
      }
    >
      {props.children ?? <Trans>Ваши данные целы.</Trans>}
    </Notice>
  );
}

/** Not hidden but explained: why this is closed and whom to ask. */
export function NoRights(props: NoticeProps) {
  return <Notice icon="lock" tone="bg-sunken text-muted" {...props} />;
}

/** The grey strip under the header when the network is gone. */
export function OfflineStrip({ since }: { since?: string }) {
  return (
    <p
      role="status"
      className="flex items-center justify-center gap-2 bg-sunken px-4 py-1.5 text-center text-sm text-muted"
    >
      <Icon name="offline" size={16} />
      {since ? (
        <Trans>Нет сети · показано на {since}</Trans>
      ) : (
        <Trans>Нет сети · всё заработает, когда она появится</Trans>
      )}
    </p>
  );
}

/** A thin line while what is shown from memory is being renewed. */
export function UpdatingLine() {
  const { t } = useLingui();
  return (
    <div role="progressbar" aria-label={t`Обновляем…`} className="h-0.5 overflow-hidden bg-accent-soft">
      <div className="h-full w-1/3 animate-slide bg-accent" />
    </div>
  );
}
