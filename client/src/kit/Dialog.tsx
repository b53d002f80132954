/** A question or a form above the page: centred on a desk, a sheet from below on a phone. Its code comes with the first one. */
import { type ReactNode, type RefObject, Suspense, useState } from "react";
import { arrives, prefetch } from "./arriving";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** «Отмена» stands before the actions. */
  cancels?: boolean;
  wide?: boolean;
  returnFocus?: RefObject<HTMLElement | null>;
};

const load = () => import("./DialogParts");
const Parts = arrives(load);

/** Brings the code before it is needed: called once the first screen stands. */
export function prefetchDialog(): void {
  prefetch(load);
}

export function Dialog(props: DialogProps) {
  const [asked, ask] = useState(props.open);
  if (props.open && !asked) ask(true);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <Parts {...props} />
    </Suspense>
  );
}
