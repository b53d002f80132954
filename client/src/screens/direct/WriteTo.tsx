/** «Написать» on somebody's card, once for each capacity in which he may be written to; nothing where he may not. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/app/session";
import { contactQuery } from "@/concepts/direct/direct";
import { Button } from "@/kit";
import { useBegin } from "./useBegin";

export function WriteTo({ personId }: { personId: string }) {
  const { t } = useLingui();
  const writes = useMe().abilities.includes("writeDirect");
  const { data } = useQuery({ ...contactQuery(personId), enabled: writes });
  const { busy, write } = useBegin();
  const contacts = data?.items ?? [];
  const capacities = { staff: t`Написать как сотруднику`, guardian: t`Написать как родителю`, pupil: t`Написать` };
  return (
    <>
      {contacts.map((one) => (
        <Button
          key={one.hat}
          weight="secondary"
          icon="edit"
          wide
          busy={busy === one.personId + one.hat}
          onClick={() => void write(one)}
        >
          {contacts.length > 1 ? capacities[one.hat] : <Trans>Написать</Trans>}
        </Button>
      ))}
    </>
  );
}
