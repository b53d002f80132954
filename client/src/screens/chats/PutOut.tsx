/** Who was put out of this chat (E4): for those who may take them in again; and the question before somebody is put out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { components } from "@/contract/openapi";
import type { Author, RoomCard } from "@/contract/wire";
import { Avatar, Button, Dialog, Field, TextInput, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { useDeed } from "./useDeed";

type Gone = components["schemas"]["PutOut"];

export function PutOutList({ card }: { card: RoomCard }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [busy, setBusy] = useState("");
  const { data } = useQuery({
    queryKey: ["removals", card.id],
    queryFn: () => call<Gone[]>("GET", `/api/rooms/${card.id}/removals`),
    enabled: card.abilities.includes("sanctionMember"),
  });
  if (!data?.length) return null;
  async function takeIn(one: Gone) {
    setBusy(one.personId);
    try {
      await call("DELETE", `/api/rooms/${card.id}/removals/${one.personId}`);
      toast(t`${one.name}: снова в чате`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy("");
    await client.invalidateQueries({ queryKey: ["removals", card.id] });
    await client.invalidateQueries({ queryKey: ["members", card.id] });
  }
  return (
    <section>
      <h3 className="px-4 pt-3 pb-1 text-sm font-semibold text-muted">
        <Trans>Удалены из чата</Trans>
      </h3>
      <ul>
        {data.map((one) => (
          <li key={one.personId} className="flex min-h-13 items-center gap-3 py-1 pr-3 pl-4">
            <Avatar name={one.name} seed={one.personId} size={38} />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{one.name}</p>
              <p className="text-sm wrap-anywhere text-muted">{one.reason}</p>
            </div>
            <Button small weight="secondary" busy={busy === one.personId} onClick={() => void takeIn(one)}>
              <Trans>Вернуть</Trans>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Whom = { card: RoomCard; person: Pick<Author, "id" | "name">; onClose: () => void };

export function PutOutDialog({ card, person, onClose }: Whom) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { busy, run } = useDeed(onClose, setError);
  async function putOut() {
    await call("POST", `/api/rooms/${card.id}/removals`, { body: { personId: person.id, reason } });
    await client.invalidateQueries({ queryKey: ["members", card.id] });
    await client.invalidateQueries({ queryKey: ["removals", card.id] });
    toast(t`${person.name}: больше не в чате`);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Удалить из чата?`}
      description={t`${person.name}. Чат пропадёт у этого человека, объявления останутся. Вернуть можно в списке участников.`}
      cancels
      actions={
        <Button weight="danger" busy={busy} disabled={!reason.trim()} onClick={() => void run(putOut)}>
          <Trans>Удалить из чата</Trans>
        </Button>
      }
    >
      <Field label={<Trans>Причина</Trans>} hint={<Trans>Увидят те, кто разбирает жалобы</Trans>} error={error}>
        <TextInput value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  );
}
