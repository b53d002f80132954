/** «Пожаловаться» (E3): the message hides for the reporter at once; who sees the complaint is said before sending. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Message, RoomCard } from "@/contract/wire";
import { Button, Dialog, Field, RadioGroup, TextArea, toast } from "@/kit";
import { call } from "@/sync/http";
import { useDeed } from "./useDeed";

type Cause = "insult" | "danger" | "spam" | "other";

export function ReportDialog({ card, message, onClose }: { card: RoomCard; message: Message; onClose: () => void }) {
  const { t } = useLingui();
  const [cause, setCause] = useState<Cause | null>(null);
  const [words, setWords] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { busy, run } = useDeed(onClose, setError);
  const causes: { value: Cause; label: string }[] = [
    { value: "insult", label: t`Оскорбляют или травят` },
    { value: "danger", label: t`Опасно для ребёнка` },
    { value: "spam", label: t`Реклама или обман` },
    { value: "other", label: t`Другое` },
  ];
  async function report() {
    const label = causes.find((one) => one.value === cause)?.label;
    const reason = [label, words.trim()].filter(Boolean).join(". ");
    await call("POST", `/api/rooms/${card.id}/messages/${message.position}/report`, { body: { reason } });
    toast(t`Жалоба отправлена, сообщение скрыто`);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Пожаловаться`}
      description={t`Сообщение сразу скроется у вас. Разбирать его будут в школе: откроют это сообщение и по пять соседних.`}
      cancels
      actions={
        <Button
          busy={busy}
          disabled={cause === null || (cause === "other" && !words.trim())}
          onClick={() => void run(report)}
        >
          <Trans>Отправить жалобу</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <RadioGroup
          name="cause"
          legend={<Trans>Что случилось</Trans>}
          value={cause}
          onValue={setCause}
          options={causes}
        />
        <Field label={<Trans>Подробности</Trans>} error={error}>
          <TextArea value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
