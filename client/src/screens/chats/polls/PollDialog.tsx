/** A poll is made: a question, two to ten answers, who counts, who sees what, until when (C9). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { NewPoll } from "@/concepts/polls/polls";
import type { RoomCard } from "@/contract/wire";
import {
  Button,
  Checkbox,
  DateField,
  Dialog,
  Field,
  IconButton,
  RadioGroup,
  Switch,
  TextInput,
  TimeField,
  toast,
  toIsoDate,
  toMinutes,
} from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { newClientId } from "@/sync/ids";

const most = 10;

export function PollDialog({ card, onClose }: { card: RoomCard; onClose: () => void }) {
  const { t } = useLingui();
  const [clientId] = useState(newClientId);
  const [question, setQuestion] = useState("");
  const [choices, setChoices] = useState(["", ""]);
  const [many, setMany] = useState(false);
  const [anonymous, setAnonymous] = useState(true);
  const [per, setPer] = useState<NonNullable<NewPoll["per"]>>("person");
  const [later, setLater] = useState(false);
  const [day, setDay] = useState("");
  const [time, setTime] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<Problem | null>(null);
  const said = choices.map((one) => one.trim()).filter(Boolean);
  const closesAt = moment(day, time);
  const halfTyped = Boolean(day || time) && !closesAt;

  async function make() {
    setBusy(true);
    refuse(null);
    const body = {
      clientId,
      question: question.trim(),
      choices: said,
      many,
      anonymous,
      per,
      shows: later ? "afterClosing" : "atOnce",
      closesAt,
    };
    try {
      await call("POST", `/api/rooms/${card.id}/polls`, { body });
      onClose();
    } catch (error) {
      if (error instanceof Problem) refuse(error);
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Опрос`}
      description={card.title}
      actions={
        <Button busy={busy} disabled={!question.trim() || said.length < 2 || halfTyped} onClick={() => void make()}>
          <Trans>Спросить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t`Вопрос`} error={refused?.field("question")}>
          <TextInput value={question} maxLength={300} onChange={(event) => setQuestion(event.target.value)} />
        </Field>
        <Choices choices={choices} onChoices={setChoices} error={refused?.field("choices")} />
        {card.classId && (
          <RadioGroup
            name="per"
            legend={t`Чей голос`}
            value={per}
            onValue={setPer}
            options={[
              { value: "person", label: t`Каждый за себя` },
              {
                value: "child",
                label: t`Один голос за ребёнка`,
                hint: t`Голосуют родители; второй родитель видит ответ и может его изменить`,
              },
            ]}
          />
        )}
        <Checkbox checked={many} onChecked={setMany} label={<Trans>Можно выбрать несколько ответов</Trans>} />
        <Switch
          checked={anonymous}
          onChecked={setAnonymous}
          label={<Trans>Без имён</Trans>}
          hint={
            card.classId ? (
              <Trans>Кто как ответил, видит только классный руководитель</Trans>
            ) : (
              <Trans>Кто как ответил, не видит никто</Trans>
            )
          }
        />
        <Switch checked={later} onChecked={setLater} label={<Trans>Итог после закрытия</Trans>} />
        <div className="flex flex-wrap gap-3">
          <Field label={t`До какого дня`} hint={t`Можно без срока`} error={refused?.field("closesAt")}>
            <DateField value={day} onValue={setDay} />
          </Field>
          <Field label={t`Время`}>
            <TimeField value={time} onValue={setTime} />
          </Field>
        </div>
      </div>
    </Dialog>
  );
}

type ChoicesProps = { choices: string[]; onChoices: (choices: string[]) => void; error: string | undefined };

function Choices({ choices, onChoices, error }: ChoicesProps) {
  const { t } = useLingui();
  const change = (at: number, words: string) => onChoices(choices.map((one, place) => (place === at ? words : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-sm font-medium">
        <Trans>Ответы</Trans>
      </legend>
      {choices.map((words, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other name than its number
        <div key={at} className="flex gap-1">
          <TextInput
            value={words}
            maxLength={100}
            aria-label={t`Ответ ${at + 1}`}
            onChange={(event) => change(at, event.target.value)}
          />
          {choices.length > 2 && (
            <IconButton
              icon="close"
              label={t`Убрать ответ ${at + 1}`}
              onClick={() => onChoices(choices.filter((_, place) => place !== at))}
            />
          )}
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm text-danger-text">
          {error}
        </p>
      )}
      {choices.length < most && (
        <Button weight="quiet" small icon="plus" onClick={() => onChoices([...choices, ""])}>
          <Trans>Ещё ответ</Trans>
        </Button>
      )}
    </fieldset>
  );
}

/** A day and a time of this device's clock; a day alone lasts until its end. */
function moment(day: string, time: string): string | null {
  const date = toIsoDate(day);
  const minutes = time ? toMinutes(time) : 23 * 60 + 59;
  if (!date || minutes === null) return null;
  const [year, month, of] = date.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, of, 0, minutes).toISOString();
}
