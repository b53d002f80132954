/** A list of acts: opened by a button, by a right click or a long press; one shape everywhere. */
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

export type MenuAct =
  | { label: ReactNode; icon?: IconName; onAct: () => void; danger?: boolean; disabled?: boolean; hint?: ReactNode }
  | "line";

const popupClass =
  "z-50 min-w-52 max-w-[min(20rem,90vw)] rounded-2xl bg-surface p-1.5 text-text shadow-float outline-none origin-[var(--transform-origin)] " +
  "transition-[transform,opacity] duration-150 data-ending-style:scale-95 data-ending-style:opacity-0 data-starting-style:scale-95 data-starting-style:opacity-0";

function Acts({ acts }: { acts: MenuAct[] }) {
  return acts.map((act, place) =>
    act === "line" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a menu is written down once, its lines have no other name
      <Base.Separator key={place} className="mx-2 my-1 h-px bg-line" />
    ) : (
      <Base.Item
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        key={place}
        disabled={act.disabled}
        onClick={act.onAct}
        className={cx(
          "flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-1.5 outline-none select-none desk:min-h-9",
          "data-disabled:cursor-default data-disabled:opacity-50",
          act.danger ? "text-danger-text data-highlighted:bg-danger-soft" : "data-highlighted:bg-hover",
        )}
      >
        {act.icon && <Icon name={act.icon} size={19} className={act.danger ? "" : "text-muted"} />}
        <span className="min-w-0 flex-1">
          {act.label}
          {act.hint && <span className="block text-xs text-muted">{act.hint}</span>}
        </span>
      </Base.Item>
    ),
  );
}

export function Menu(props: {
  trigger: ReactElement;
  acts: MenuAct[];
  side?: "top" | "bottom";
  align?: "start" | "end";
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner
          className="z-50"
          side={props.side ?? "bottom"}
          align={props.align ?? "end"}
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup className={popupClass}>
            <Acts acts={props.acts} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Wraps an area: right click, long press and Shift+F10 open its acts. One menu serves a whole list: `acts` is asked on opening. */
export function ContextMenu(props: {
  children: ReactNode;
  acts: MenuAct[];
  className?: string;
  onOpen?: (open: boolean) => void;
}) {
  return (
    <BaseContext.Root onOpenChange={props.onOpen}>
      <BaseContext.Trigger className={props.className}>{props.children}</BaseContext.Trigger>
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-50" collisionPadding={8}>
          <BaseContext.Popup className={popupClass}>
            <Acts acts={props.acts} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

/** A menu without a trigger of its own, hung on a point of the screen (a message, a cell). */
export function MenuAt(props: {
  at: { x: number; y: number } | null;
  acts: MenuAct[];
  onClose: () => void;
  label: string;
}) {
  const { at } = props;
  const anchor = at && { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Base.Root open={at !== null} onOpenChange={(open) => !open && props.onClose()} modal={false}>
      <Base.Portal>
        <Base.Positioner className="z-50" anchor={anchor} side="bottom" align="start" collisionPadding={8}>
          <Base.Popup className={popupClass} aria-label={props.label}>
            <Acts acts={props.acts} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
