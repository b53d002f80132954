/** «Пожаловаться» (E3) on a message or a person: hidden for the reporter at once; who sees it is said before sending. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Author, Message, RoomCard } from "@/contract/wire";
import { Banner, Button, Checkbox, Dialog, Field, RadioGroup, TextArea, toast } from "@/kit";
import { call } from "@/sync/http";
import { useDeed } from "./useDeed";

type Cause = "insult" | "danger" | "spam" | "life" | "other";
type About = { message: Message; person?: undefined } | { person: Pick<Author, "id" | "name">; message?: undefined };

export function ReportDialog({ card, onClose, ...about }: { card: RoomCard; onClose: () => void } & About) {
  const { t } = useLingui();
  const [cause, setCause] = useState<Cause | null>(null);
  const [words, setWords] = useState("");
  const [toClassTeacher, show] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { busy, run } = useDeed(onClose, setError);
  const causes: { value: Cause; label: string }[] = [
    { value: "insult", label: t`Оскорбляют или травят` },
    { value: "danger", label: t`Опасно для ребёнка` },
    { value: "spam", label: t`Реклама или обман` },
    { value: "life", label: t`Угроза жизни или здоровью` },
    { value: "other", label: t`Другое` },
  ];
  const { message, person } = about;
  const path = message ? `messages/${message.position}` : `members/${person?.id}`;
  async function report() {
    const label = causes.find((one) => one.value === cause)?.label;
    const reason = [label, words.trim()].filter(Boolean).join(". ");
    const body = { reason, urgent: cause === "life", toClassTeacher };
    await call("POST", `/api/rooms/${card.id}/${path}/report`, { body });
    toast(message ? t`Жалоба отправлена, сообщение скрыто` : t`Жалоба отправлена`);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={message ? t`Пожаловаться` : t`Пожаловаться: ${person?.name ?? ""}`}
      description={
        message
          ? t`Сообщение сразу скроется у вас. Разбирать его будут в школе: откроют это сообщение и по пять соседних.`
          : t`Последнее сообщение этого человека сразу скроется у вас. Разбирать жалобу будут в школе.`
      }
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
        {cause === "life" && (
          <Banner tone="warn" title={<Trans>Опасность прямо сейчас — звоните 112</Trans>}>
            <Trans>Школе придёт сигнал сразу, даже ночью. Чтобы помочь, она увидит, кто написал.</Trans>
          </Banner>
        )}
        <Field label={<Trans>Подробности</Trans>} error={error}>
          <TextArea value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
        </Field>
        {card.classId && (
          <Checkbox
            checked={toClassTeacher}
            onChecked={show}
            label={<Trans>Показать и классному руководителю</Trans>}
            hint={<Trans>Без отметки увидит только администратор школы</Trans>}
          />
        )}
      </div>
    </Dialog>
  );
}
