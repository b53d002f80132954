/** The drawn menu, its own chunk: places, arrows, letters and Esc are Base UI's. */
import { Menu as Base } from "@base-ui/react/menu";
import { cx } from "./cx";
import { Icon } from "./Icon";
import type { MenuAct, MenuPlace, QuickAct } from "./Menu";

type PartsProps = {
  place: MenuPlace | null;
  acts: MenuAct[];
  quick?: QuickAct[];
  label: string;
  onClose: () => void;
};

export default function MenuParts({ place, acts, quick, label, onClose }: PartsProps) {
  const anchor =
    place && (place instanceof Element ? place : { getBoundingClientRect: () => new DOMRect(place.x, place.y, 0, 0) });
  return (
    <Base.Root open={place !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal render={<section aria-label={label} />}>
        <Base.Positioner
          className="z-50"
          anchor={anchor}
          side="bottom"
          align={place instanceof Element ? "end" : "start"}
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup
            aria-label={label}
            finalFocus={() => (place instanceof HTMLElement ? place : true)}
            className={cx(
              "z-50 max-w-[min(22rem,94vw)] min-w-52 origin-[var(--transform-origin)] rounded-2xl bg-surface p-1.5 text-text shadow-float outline-none",
              "transition-[transform,opacity] duration-150 data-ending-style:scale-95 data-ending-style:opacity-0 data-starting-style:scale-95 data-starting-style:opacity-0",
            )}
          >
            {quick && (
              <div className="mb-1 flex border-b border-line pb-1">
                {quick.map((act) => (
                  <Base.Item
                    key={act.label}
                    aria-label={act.label}
                    onClick={act.onAct}
                    className={cx(
                      "flex size-11 cursor-pointer items-center justify-center rounded-full text-2xl outline-none select-none data-highlighted:bg-hover desk:size-10",
                      act.pressed && "bg-accent-soft",
                    )}
                  >
                    {act.shown}
                  </Base.Item>
                ))}
              </div>
            )}
            {acts.map((act, at) =>
              act === "line" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a menu is written down once, its lines have no other name
                <Base.Separator key={at} className="mx-2 my-1 h-px bg-line" />
              ) : (
                <Base.Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  key={at}
                  disabled={act.disabled}
                  onClick={act.onAct}
                  className={cx(
                    "flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-1.5 outline-none select-none desk:min-h-9.5",
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
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
