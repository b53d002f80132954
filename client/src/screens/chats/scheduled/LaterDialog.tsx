/** When a message goes: a time at hand, or a day and an hour; for a new one and for one that waits. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RoomCard } from "@/contract/wire";
import {
  Button,
  DateField,
  Dialog,
  Field,
  fromIsoDate,
  Switch,
  TextArea,
  TimeField,
  toIsoDate,
  toMinutes,
} from "@/kit";
import { call } from "@/sync/http";
import { newClientId } from "@/sync/ids";
import { useDeed } from "../useDeed";
import type { Scheduled } from "./ScheduledDialog";

type LaterProps = { card: RoomCard; text: string; waiting?: Scheduled; onClose: () => void; onDone?: () => void };

export function LaterDialog({ card, text, waiting, onClose, onDone }: LaterProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [said, say] = useState(text);
  const first = waiting ? new Date(waiting.dueAt) : tomorrowMorning();
  const [day, setDay] = useState(fromIsoDate(isoDay(first)));
  const [time, setTime] = useState(hours(first));
  const [silent, setSilent] = useState(waiting?.silent ?? false);
  // A second try is the same message.
  const [clientId] = useState(newClientId);
  const { busy, run } = useDeed(() => {
    onClose();
    onDone?.();
    void queries.invalidateQueries({ queryKey: ["scheduled", card.id] });
  });
  const due = moment(day, time);
  const ready = due !== null && due.getTime() > Date.now() && said.trim() !== "";
  const save = () =>
    run(() => {
      const body = { text: said, dueAt: due?.toISOString(), silent };
      return waiting
        ? call("PUT", `/api/rooms/${card.id}/scheduled/${waiting.id}`, { body })
        : call("POST", `/api/rooms/${card.id}/scheduled`, { body: { ...body, clientId } });
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={waiting ? t`Отложенное сообщение` : t`Отправить позже`}
      description={t`Отправит сервер, даже если приложение закрыто. Право писать проверяется в момент отправки.`}
      cancels
      actions={
        <Button busy={busy} disabled={!ready} onClick={() => void save()}>
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {waiting && (
          <Field label={t`Текст`}>
            <TextArea value={said} rows={3} onChange={(event) => say(event.target.value)} />
          </Field>
        )}
        <div className="flex flex-wrap gap-3">
          <Field label={t`День`}>
            <DateField value={day} onValue={setDay} />
          </Field>
          <Field label={t`Время`} error={due && due.getTime() <= Date.now() ? t`Это время уже прошло` : undefined}>
            <TimeField value={time} onValue={setTime} />
          </Field>
        </div>
        <Switch checked={silent} onChecked={setSilent} label={t`Без звука`} />
      </div>
    </Dialog>
  );
}

function tomorrowMorning(): Date {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(8, 0, 0, 0);
  return at;
}

function isoDay(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function hours(at: Date): string {
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

function moment(day: string, time: string): Date | null {
  const iso = toIsoDate(day);
  const minutes = toMinutes(time);
  if (!iso || minutes === null) return null;
  const [year, month, date] = iso.split("-").map(Number);
  return new Date(Number(year), Number(month) - 1, Number(date), Math.floor(minutes / 60), minutes % 60);
}
