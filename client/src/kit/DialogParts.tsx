/** The drawn dialog, its own chunk: focus, Esc and the rest are Base UI's. */
import { Dialog as Base } from "@base-ui/react/dialog";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, IconButton } from "./Button";
import { cx } from "./cx";
import type { DialogProps } from "./Dialog";

export default function DialogParts(props: DialogProps) {
  const { t } = useLingui();
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          finalFocus={props.returnFocus}
          className={cx(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col overflow-hidden rounded-t-3xl bg-surface pb-safe text-text shadow-float outline-none",
            "transition-[transform,opacity] duration-250 ease-out data-ending-style:translate-y-full data-starting-style:translate-y-full",
            "desk:inset-0 desk:m-auto desk:h-fit desk:max-h-[85dvh] desk:rounded-2xl desk:pb-0",
            "desk:data-ending-style:translate-y-2 desk:data-ending-style:opacity-0 desk:data-starting-style:translate-y-2 desk:data-starting-style:opacity-0",
            props.wide ? "desk:w-[min(52rem,92vw)]" : "desk:w-[min(28rem,92vw)]",
          )}
        >
          <div className="mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-line desk:hidden" aria-hidden="true" />
          <header className="flex items-start gap-2 py-2 pr-2 pl-5">
            <div className="min-w-0 flex-1 pt-2">
              <Base.Title className="text-lg font-semibold">{props.title}</Base.Title>
              {props.description && (
                <Base.Description className="mt-1 text-muted">{props.description}</Base.Description>
              )}
            </div>
            <Base.Close render={<IconButton icon="close" label={t`Закрыть`} />} />
          </header>
          {props.children && (
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-4">{props.children}</div>
          )}
          {props.actions && (
            <footer className="flex flex-col-reverse gap-2 border-t border-line px-5 py-3 desk:flex-row desk:justify-end">
              {props.cancels && (
                <Button weight="secondary" onClick={props.onClose}>
                  <Trans>Отмена</Trans>
                </Button>
              )}
              {props.actions}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
