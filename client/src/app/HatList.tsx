/** The hats of a person, the worn one marked; another one is put on by a press. */
import { useState } from "react";
import type { Hat } from "@/contract/wire";
import { Avatar, Icon, ListRow, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { useHatName } from "./HatSwitcher";
import { useMe, wearHat } from "./session";

export default function HatList() {
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
