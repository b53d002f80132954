/** One person, several hats: whoever is a teacher and a mother acts as exactly one of them, and changes here. */
import { useLingui } from "@lingui/react/macro";
import { Suspense, useState } from "react";
import type { HatKind } from "@/contract/wire";
import { Avatar, arrives, Dialog, SkeletonRows } from "@/kit";
import { useMe } from "./session";

export function HatAvatar() {
  const { t } = useLingui();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const { current } = me;
  const hatName = useHatName();
  if (!current) return null;
  return (
    <>
      <button type="button" title={current.name} className="rounded-full" onClick={() => setOpen(true)}>
        <Avatar name={current.name} seed={current.personId} size={44} />
        <span className="sr-only">{t`Вы: ${current.name}, ${hatName(current.kind)}`}</span>
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t`Кто вы сейчас`}>
        <Hats />
      </Dialog>
    </>
  );
}

/** What a hat is called. */
export function useHatName(): (kind: HatKind) => string {
  const { t } = useLingui();
  return (kind) => ({ staff: t`сотрудник школы`, guardian: t`родитель`, pupil: t`ученик` })[kind];
}

const List = arrives(() => import("./HatList"));

/** All hats of the person; their code comes when they are asked for. */
export function Hats() {
  return (
    <Suspense fallback={<SkeletonRows rows={2} />}>
      <List />
    </Suspense>
  );
}
