/** Sending what stands in the field another way: without sound, or later; and what waits already. */
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { useChats, useDraftText } from "@/concepts/rooms/hooks";
import type { RoomCard } from "@/contract/wire";
import type { MenuAct } from "@/kit";
import { newClientId } from "@/sync/ids";
import { LaterDialog } from "./LaterDialog";
import { ScheduledDialog } from "./ScheduledDialog";

export function useOtherSending(card: RoomCard, onTaken: () => void): { acts: MenuAct[]; dialog: ReactNode } {
  const { t } = useLingui();
  const chats = useChats();
  const text = useDraftText(card.id).trim();
  const [question, ask] = useState<"later" | "waiting" | null>(null);
  const close = () => ask(null);
  function taken() {
    chats.drafts.save(card.id, { text: "", replyTo: null });
    onTaken();
  }
  function silently() {
    const { replyTo } = chats.drafts.of(card.id);
    const writtenAt = new Date().toISOString();
    const item = { clientId: newClientId(), room: card.id, text, replyTo, silent: true, writtenAt };
    void chats.outbox.add({ ...item, state: "waiting" });
    taken();
  }
  const acts: MenuAct[] = [
    "line",
    { label: t`Отправить без звука`, icon: "volumeOff", disabled: !text, onAct: silently },
    { label: t`Отправить позже…`, icon: "clock", disabled: !text, onAct: () => ask("later") },
    { label: t`Отложенные сообщения`, icon: "calendar", onAct: () => ask("waiting") },
  ];
  const dialog =
    question === "later" ? (
      <LaterDialog card={card} text={text} onClose={close} onDone={taken} />
    ) : question === "waiting" ? (
      <ScheduledDialog card={card} onClose={close} />
    ) : null;
  return { acts, dialog };
}
