/** What can be done with the place of a message: its link, and whether it is pinned for everybody. */
import { useLingui } from "@lingui/react/macro";
import type { Message, RoomCard } from "@/contract/wire";
import { type MenuAct, toast } from "@/kit";
import { messagePath } from "@/screens/search/messagePath";
import { call, inWords } from "@/sync/http";

export function usePlaceActs(card: RoomCard): (message: Message) => MenuAct[] {
  const { t } = useLingui();
  async function copyLink(message: Message) {
    try {
      await navigator.clipboard.writeText(location.origin + messagePath(card.id, message.position));
      toast(t`Ссылка скопирована. Она откроется только участникам чата`);
    } catch {
      toast(t`Браузер не дал скопировать ссылку`, { tone: "error" });
    }
  }
  async function pin(message: Message, pinned: boolean) {
    try {
      await call(pinned ? "DELETE" : "PUT", `/api/rooms/${card.id}/pinned/${message.position}`);
      toast(pinned ? t`Сообщение откреплено` : t`Сообщение закреплено для всех в чате`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  return (message) => {
    const pinned = card.pinnedPositions.includes(message.position);
    const link: MenuAct = { icon: "link", label: t`Скопировать ссылку`, onAct: () => void copyLink(message) };
    if (!card.abilities.includes("pinMessage")) return [link];
    const label = pinned ? t`Открепить` : t`Закрепить`;
    return [link, { icon: "pin", label, onAct: () => void pin(message, pinned) }];
  };
}
