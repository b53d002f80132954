/** Why nobody writes in this chat of two now, and what can be done: let, refuse, take a block back. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { answer, block } from "@/concepts/direct/direct";
import type { DirectCard, RoomCard } from "@/contract/wire";
import { Button, toast } from "@/kit";
import { inWords } from "@/sync/http";

export function DirectClosed({ card, direct }: { card: RoomCard; direct: DirectCard }) {
  const [busy, setBusy] = useState(false);
  async function act(does: () => Promise<unknown>) {
    setBusy(true);
    try {
      await does();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  switch (direct.state) {
    case "asksMe":
      return (
        <span className="flex flex-col items-center gap-2 pb-2">
          <Trans>{card.title} просит разрешения писать вам лично.</Trans>
          <span className="flex flex-wrap justify-center gap-2">
            <Button small busy={busy} onClick={() => void act(() => answer(card.id, true))}>
              <Trans>Разрешить</Trans>
            </Button>
            <Button small weight="secondary" busy={busy} onClick={() => void act(() => answer(card.id, false))}>
              <Trans>Отклонить</Trans>
            </Button>
            <Button small weight="quiet" busy={busy} onClick={() => void act(() => block(card.id, true))}>
              <Trans>Заблокировать</Trans>
            </Button>
          </span>
        </span>
      );
    case "asked":
      return <Trans>Просьба отправлена. Писать можно будет, когда собеседник разрешит.</Trans>;
    case "blockedByMe":
      return (
        <span className="flex flex-col items-center gap-2 pb-2">
          <Trans>Вы заблокировали эту переписку: никто из двоих не может писать.</Trans>
          <span>
            <Button small weight="secondary" busy={busy} onClick={() => void act(() => block(card.id, false))}>
              <Trans>Разблокировать</Trans>
            </Button>
          </span>
        </span>
      );
    case "ended":
      return (
        <Trans>Переписка закончилась: по правилам школы вы больше не пишете друг другу. Прочитать её можно.</Trans>
      );
    default:
      return <Trans>Сейчас писать сюда нельзя. Прочитать переписку можно.</Trans>;
  }
}
