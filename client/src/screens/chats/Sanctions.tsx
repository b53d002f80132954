/** What may be done with a member: reported (E3), let only read for a while, put out (E4), an exception ended (C4). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { Author, Member, RoomCard } from "@/contract/wire";
import { Button, Dialog, Field, IconButton, Menu, type MenuAct, RadioGroup, TextInput, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { PutOutDialog } from "./PutOut";
import { ReportDialog } from "./ReportDialog";
import { useDeed } from "./useDeed";

type Question = "sanction" | "putOut" | "report";

export function MemberActs({ card, member }: { card: RoomCard; member: Member }) {
  const { t } = useLingui();
  const { me } = useChats().state;
  const client = useQueryClient();
  const [asking, ask] = useState<Question | null>(null);
  const close = () => ask(null);
  const sanctions = card.abilities.includes("sanctionMember") && member.hat !== "staff" && member.id !== me;
  const muted = member.sanctionUntil && Date.parse(member.sanctionUntil) > Date.now();
  async function take(what: "sanctions" | "pins") {
    try {
      await call("DELETE", `/api/rooms/${card.id}/${what}/${member.id}`);
      await client.invalidateQueries({ queryKey: ["members", card.id] });
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  const acts: MenuAct[] = [];
  if (sanctions)
    acts.push(
      muted
        ? { icon: "edit", label: t`Снова разрешить писать`, onAct: () => void take("sanctions") }
        : { icon: "mute", label: t`Разрешить только читать…`, onAct: () => ask("sanction") },
    );
  if (sanctions && card.kind !== "announcements")
    acts.push({ icon: "logout", label: t`Удалить из чата…`, onAct: () => ask("putOut") });
  if (member.pinned && card.abilities.includes("pinMember"))
    acts.push({ icon: "userMinus", label: t`Снять исключение`, onAct: () => void take("pins") });
  if (member.id !== me && card.abilities.includes("reportMessage"))
    acts.push({ icon: "report", label: t`Пожаловаться…`, onAct: () => ask("report") });
  if (acts.length === 0) return null;
  return (
    <>
      <Menu trigger={<IconButton icon="dots" label={t`Действия: ${member.name}`} />} acts={acts} />
      {asking === "sanction" && <SanctionDialog card={card} person={member} onClose={close} />}
      {asking === "putOut" && <PutOutDialog card={card} person={member} onClose={close} />}
      {asking === "report" && <ReportDialog card={card} person={member} onClose={close} />}
    </>
  );
}

type Length = "hour" | "day" | "week";
const hours: Record<Length, number> = { hour: 1, day: 24, week: 168 };

export function SanctionDialog({
  card,
  person,
  onClose,
}: {
  card: RoomCard;
  person: Pick<Author, "id" | "name">;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [length, setLength] = useState<Length>("hour");
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { busy, run } = useDeed(onClose, setError);
  async function forbid() {
    const until = new Date(Date.now() + hours[length] * 3_600_000).toISOString();
    await call("POST", `/api/rooms/${card.id}/sanctions`, { body: { personId: person.id, until, reason } });
    await client.invalidateQueries({ queryKey: ["members", card.id] });
    toast(t`${person.name}: теперь только чтение`);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Разрешить только читать`}
      description={t`${person.name}. Чат останется виден, писать в него будет нельзя. Человек увидит, до какого времени.`}
      cancels
      actions={
        <Button weight="danger" busy={busy} onClick={() => void run(forbid)}>
          <Trans>Разрешить только читать</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <RadioGroup<Length>
          name="length"
          legend={<Trans>На сколько</Trans>}
          value={length}
          onValue={setLength}
          options={[
            { value: "hour", label: t`На час` },
            { value: "day", label: t`На сутки` },
            { value: "week", label: t`На неделю` },
          ]}
        />
        <Field label={<Trans>Причина</Trans>} hint={<Trans>Останется в истории действий</Trans>} error={error}>
          <TextInput value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
