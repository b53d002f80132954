/** What the head of a conversation offers: search in it (Ctrl+F too), who reads and writes, quiet. Its code comes a moment later. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { isMuted } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { IconButton, Menu, type MenuAct, prefetch, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { ModeDialog, TimetableDialog } from "./later";

type ToolsProps = { card: RoomCard; onPanel: () => void; onSearch: () => void };

export function RoomTools({ card, onPanel, onSearch }: ToolsProps) {
  const { t } = useLingui();
  const [mode, askMode] = useState(false);
  const [timetable, askTimetable] = useState(false);
  useEffect(() => {
    prefetch(() => import("./RoomSearch")); // whoever presses Ctrl+F types at once
  }, []);
  useEffect(() => {
    function find(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyF") return;
      event.preventDefault();
      onSearch();
    }
    addEventListener("keydown", find);
    return () => removeEventListener("keydown", find);
  }, [onSearch]);
  return (
    <>
      <IconButton icon="search" label={t`Искать в чате`} onClick={onSearch} />
      <Menu
        trigger={<IconButton icon="dots" label={t`Меню чата`} />}
        acts={useRoomActs(
          card,
          onPanel,
          () => askMode(true),
          () => askTimetable(true),
        )}
      />
      {mode && <ModeDialog card={card} onClose={() => askMode(false)} />}
      {timetable && <TimetableDialog card={card} onClose={() => askTimetable(false)} />}
    </>
  );
}

function useRoomActs(card: RoomCard, onPanel: () => void, onMode: () => void, onTimetable: () => void): MenuAct[] {
  const { t } = useLingui();
  async function mute(mutedUntil: string | null, onlyMentions?: boolean) {
    try {
      await call("PUT", `/api/rooms/${card.id}/notifications`, { body: { mutedUntil, onlyMentions } });
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  const common: MenuAct[] = [{ icon: "people", label: t`Кто может читать этот чат`, onAct: onPanel }];
  if (card.abilities.includes("setRoomMode") && card.mode !== "archived")
    common.push(
      { icon: "lock", label: t`Кто может писать…`, onAct: onMode },
      { icon: "clock", label: t`Когда можно писать…`, onAct: onTimetable },
    );
  if (isMuted(card))
    return [...common, "line", { icon: "bell", label: t`Включить уведомления`, onAct: () => void mute(null) }];
  return [
    ...common,
    "line",
    card.onlyMentions
      ? { icon: "bell", label: t`Уведомлять обо всех сообщениях`, onAct: () => void mute(null, false) }
      : { icon: "at", label: t`Уведомлять, только если обращаются ко мне`, onAct: () => void mute(null, true) },
    { icon: "mute", label: t`Без звука на час`, onAct: () => void mute(inAnHour()) },
    { icon: "moon", label: t`Без звука до утра`, onAct: () => void mute(tillMorning()) },
    { icon: "volumeOff", label: t`Без звука всегда`, onAct: () => void mute("2100-01-01T00:00:00Z") },
  ];
}

function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString();
}

/** Seven in the morning, the end of the quiet hours. */
function tillMorning(): string {
  const morning = new Date();
  if (morning.getHours() >= 7) morning.setDate(morning.getDate() + 1);
  morning.setHours(7, 0, 0, 0);
  return morning.toISOString();
}
