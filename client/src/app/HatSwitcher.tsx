/** One person, several hats: whoever is a teacher and a mother acts as exactly one of them, and changes here. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Hat, HatKind } from "@/contract/wire";
import { Avatar, Dialog, Icon, ListRow, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { useMe, wearHat } from "./session";

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
        <HatList />
      </Dialog>
    </>
  );
}

/** What a hat is called. */
export function useHatName(): (kind: HatKind) => string {
  const { t } = useLingui();
  return (kind) => ({ staff: t`сотрудник школы`, guardian: t`родитель`, pupil: t`ученик` })[kind];
}

export function HatList() {
  const hatName = useHatName();
  const me = useMe();
  const [changing, setChanging] = useState<Hat | null>(null);
  async function wear(hat: Hat) {
    setChanging(hat);
    try {
      await wearHat(hat);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
      setChanging(null);
    }
  }
  return (
    <ul className="-mx-4">
      {me.hats.map((hat) => {
        const worn = hat.personId === me.current?.personId && hat.kind === me.current.kind;
        return (
          <li key={`${hat.personId}-${hat.kind}`}>
            <ListRow
              start={<Avatar name={hat.name} seed={hat.personId} size={44} />}
              title={hat.name}
              selected={worn}
              onClick={worn ? undefined : () => void wear(hat)}
              end={
                worn ? (
                  <Icon name="check" className="text-accent-text" />
                ) : changing === hat ? (
                  <Icon name="spinner" className="animate-spin" />
                ) : undefined
              }
            >
              {hatName(hat.kind)}
              {hat.schoolId === me.school?.id && ` · ${me.school.shortName}`}
            </ListRow>
          </li>
        );
      })}
    </ul>
  );
}
