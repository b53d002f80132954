/** Named exceptions of a chat (C4): a member of staff is kept in it whatever its rule says; everybody sees why. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RoomCard } from "@/contract/wire";
import { Button, Field, TextInput, toast } from "@/kit";
import { ChooseStaff } from "@/screens/classes/ChooseStaff";
import { call, inWords } from "@/sync/http";

export function AddByName({ card }: { card: RoomCard }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  if (!card.abilities.includes("pinMember")) return null;
  async function keep(personId: string) {
    setBusy(true);
    try {
      await call("POST", `/api/rooms/${card.id}/pins`, { body: { personId, reason: reason.trim() } });
      await client.invalidateQueries({ queryKey: ["members", card.id] });
      toast(t`Добавлен в чат`);
      setReason("");
      ask(false);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="px-4 pb-2">
      <Button weight="secondary" wide icon="userPlus" onClick={() => ask(true)}>
        <Trans>Добавить сотрудника</Trans>
      </Button>
      <ChooseStaff
        open={asking}
        onClose={() => ask(false)}
        title={t`Добавить сотрудника в чат`}
        description={t`Состав чата ведётся сам. Это исключение: его и причину увидят все участники.`}
        busy={busy}
        waits={reason.trim() ? undefined : <Trans>Сначала напишите причину.</Trans>}
        onChoose={(personId) => void keep(personId)}
      >
        <Field label={t`Причина`} hint={t`Например: ведёт проект класса`} required>
          <TextInput value={reason} maxLength={120} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </ChooseStaff>
    </div>
  );
}
