/** A list of acts, hung on its button or on a point of the screen; one shape everywhere. Its code comes with the first one. */
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode, Suspense, useState } from "react";
import { arrives, prefetch } from "./arriving";
import type { IconName } from "./Icon";

export type MenuAct =
  | { label: ReactNode; icon?: IconName; onAct: () => void; danger?: boolean; disabled?: boolean; hint?: ReactNode }
  | "line";
/** A short row above the list: signs under a message. */
export type QuickAct = { label: string; shown: ReactNode; pressed?: boolean; onAct: () => void };
export type MenuPlace = Element | { x: number; y: number };

const load = () => import("./MenuParts");
const Parts = arrives(load);

/** Brings the code before it is needed: called once the first screen stands. */
export function prefetchMenu(): void {
  prefetch(load);
}

type TriggerProps = {
  "aria-label"?: string;
  label?: string;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

/** `trigger` is a button; it gets its press and its aria state from here. */
export function Menu({ trigger, acts }: { trigger: ReactElement<TriggerProps>; acts: MenuAct[] }) {
  const [place, setPlace] = useState<Element | null>(null);
  const button = cloneElement(trigger, {
    onClick: (event: MouseEvent<HTMLElement>) => setPlace(place ? null : event.currentTarget),
    "aria-haspopup": "menu",
    "aria-expanded": place !== null,
  });
  return (
    <>
      {button}
      <MenuAt
        at={place}
        acts={acts}
        label={trigger.props.label ?? trigger.props["aria-label"] ?? ""}
        onClose={() => setPlace(null)}
      />
    </>
  );
}

/** A menu without a button of its own: on a message, a cell. `acts` are asked while it is open. */
export function MenuAt(props: {
  at: MenuPlace | null;
  acts: MenuAct[];
  quick?: QuickAct[];
  onClose: () => void;
  label: string;
}) {
  const [last, keep] = useState(props);
  if (props.at && props !== last) keep(props);
  const asked = last.at !== null;
  if (!asked) return null;
  // While it closes it still shows what it showed.
  return (
    <Suspense fallback={null}>
      <Parts {...(props.at ? props : last)} place={props.at} onClose={props.onClose} />
    </Suspense>
  );
}
