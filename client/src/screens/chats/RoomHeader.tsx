/** The head of a conversation: whose chat it is, how many can read it, who is writing now; mute and members. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useTypists } from "@/concepts/rooms/hooks";
import { isMuted } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { Avatar, Icon, IconButton, Menu, type MenuAct, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { ModeDialog } from "./later";

export function RoomHeader({ card, onBack, onPanel }: { card: RoomCard; onBack: () => void; onPanel: () => void }) {
  const { t } = useLingui();
  const [mode, askMode] = useState(false);
  return (
    <header className="z-10 flex min-h-14 shrink-0 items-center gap-1 border-b border-line bg-surface pt-safe pr-1.5 pl-1 desk:pl-3">
      <IconButton icon="back" label={t`К списку чатов`} onClick={onBack} className="desk:hidden" />
      <button
        type="button"
        onClick={onPanel}
        className="flex min-h-12 min-w-0 flex-1 items-center gap-3 rounded-xl px-1 text-left"
      >
        <Avatar name={card.title} seed={card.classId ? `${card.classId}${card.kind}` : card.id} size={40} />
        <span className="min-w-0">
          <span className="flex items-center gap-1.5">
            <h1 className="truncate text-base leading-5 font-semibold">{card.title}</h1>
            {isMuted(card) && <Icon name="mute" size={14} className="text-muted" />}
          </span>
          <Subtitle card={card} />
        </span>
      </button>
      <Menu
        trigger={<IconButton icon="dots" label={t`Меню чата`} />}
        acts={useRoomActs(card, onPanel, () => askMode(true))}
      />
      {mode && <ModeDialog card={card} onClose={() => askMode(false)} />}
    </header>
  );
}

function Subtitle({ card }: { card: RoomCard }) {
  const typists = useTypists(card.id);
  const [one, two] = typists;
  if (one)
    return (
      <span className="block truncate text-sm leading-5 text-accent-text">
        {typists.length > 2 ? (
          <Trans>Печатают несколько человек…</Trans>
        ) : two ? (
          <Trans>
            {one} и {two} печатают…
          </Trans>
        ) : (
          <Trans>{one} печатает…</Trans>
        )}
      </span>
    );
  const count = plural(card.memberCount, {
    one: "# участник",
    few: "# участника",
    many: "# участников",
    other: "# участника",
  });
  return <span className="block truncate text-sm leading-5 text-muted">{count}</span>;
}

function useRoomActs(card: RoomCard, onPanel: () => void, onMode: () => void): MenuAct[] {
  const { t } = useLingui();
  async function mute(mutedUntil: string | null) {
    try {
      await call("PUT", `/api/rooms/${card.id}/notifications`, { body: { mutedUntil } });
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  const common: MenuAct[] = [{ icon: "people", label: t`Кто может читать этот чат`, onAct: onPanel }];
  if (card.abilities.includes("setRoomMode") && card.mode !== "archived")
    common.push({ icon: "lock", label: t`Кто может писать…`, onAct: onMode });
  if (isMuted(card))
    return [...common, "line", { icon: "bell", label: t`Включить уведомления`, onAct: () => void mute(null) }];
  return [
    ...common,
    "line",
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
