/** Whom to ask where something went wrong; its code comes only then, and without it the page still stands. */
import { type ComponentType, lazy, Suspense } from "react";

const Help = lazy<ComponentType>(() => import("@/screens/entry/Help").catch(() => ({ default: () => null })));

export function HelpLine() {
  return (
    <Suspense fallback={null}>
      <Help />
    </Suspense>
  );
}
