/** A plain page beside the rail: a header with its name (and a way back), a scrolling body of readable width. */
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect } from "react";
import { useLocation } from "wouter";
import { cx, IconButton } from "@/kit";

export function Page(props: {
  title: ReactNode;
  back?: string;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** Nothing but text to read: then the page itself takes the keys that scroll. */
  read?: boolean;
  subtitle?: ReactNode;
}) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const { title, back } = props;
  useEffect(() => {
    if (typeof title === "string") document.title = `${title} · Парта`;
  }, [title]);
  return (
    <div className="flex h-full flex-col bg-page">
      <header className="flex min-h-14 shrink-0 items-center gap-1 border-b border-line bg-surface px-2 pt-safe">
        {back ? <IconButton icon="back" label={t`Назад`} onClick={() => go(back)} /> : <span className="w-2" />}
        <div className="min-w-0 flex-1 py-1">
          <h1 className="truncate text-lg font-semibold">{title}</h1>
          {props.subtitle && <p className="truncate text-sm text-muted">{props.subtitle}</p>}
        </div>
        {props.actions}
      </header>
      <main tabIndex={props.read ? 0 : -1} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className={cx("mx-auto flex flex-col gap-4 px-4 py-4", props.wide ? "max-w-6xl" : "max-w-2xl")}>
          {props.children}
        </div>
      </main>
    </div>
  );
}
