/** Keys that work anywhere among the chats, the sheet that names them (Ctrl+/), and news of what could not be sent later. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { path, routes } from "@/app/routes";
import { useChats, useRooms } from "@/concepts/rooms/hooks";
import { unread } from "@/concepts/rooms/selectors";
import { Dialog, toast } from "@/kit";

export function ChatKeys({ open }: { open?: string }) {
  const [asked, ask] = useState(false);
  useNeighbours(open);
  useRefusals();
  useEffect(() => {
    function help(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.code !== "Slash") return;
      event.preventDefault();
      ask(true);
    }
    addEventListener("keydown", help);
    return () => removeEventListener("keydown", help);
  }, []);
  return asked ? <Help onClose={() => ask(false)} /> : null;
}

function Help({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const keys: [string, ReactNode][] = [
    ["Ctrl K", <Trans key="k">Найти чат</Trans>],
    ["Ctrl F", <Trans key="f">Искать в открытом чате</Trans>],
    ["Alt ↑ · Alt ↓", <Trans key="alt">Соседний чат</Trans>],
    ["Alt Shift ↓", <Trans key="next">Следующий чат с непрочитанным</Trans>],
    ["↑", <Trans key="up">В пустом поле: изменить своё последнее</Trans>],
    ["Enter", <Trans key="enter">Отправить</Trans>],
    ["Shift Enter", <Trans key="line">Новая строка</Trans>],
    ["Ctrl B · Ctrl I", <Trans key="bold">Жирный, курсив</Trans>],
    ["@", <Trans key="at">Позвать участника</Trans>],
    ["R", <Trans key="r">Ответить на выбранное стрелками сообщение</Trans>],
    ["Enter · Shift F10", <Trans key="menu">Меню выбранного сообщения</Trans>],
    ["Esc", <Trans key="esc">Закрыть, отменить, к последним</Trans>],
    ["Ctrl /", <Trans key="help">Эта подсказка</Trans>],
  ];
  return (
    <Dialog open onClose={onClose} title={t`Клавиши`}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-md bg-sunken px-2 py-0.5 text-sm whitespace-nowrap">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** A message for later that could not go: its author is told wherever he is. */
function useRefusals() {
  const { t } = useLingui();
  const chats = useChats();
  useEffect(
    () =>
      chats.listen(({ event }) => {
        if (event.kind !== "scheduledRefused" || !("why" in event)) return;
        const title = chats.state.rooms.get(String(event.roomId))?.title ?? "";
        const why = String(event.why);
        toast(t`Отложенное сообщение в «${title}» не отправлено: ${why}`, { tone: "error" });
      }),
    [chats, t],
  );
}

/** Alt+↑ and Alt+↓: the chat above and below; with Shift the next one with something unread. */
function useNeighbours(open: string | undefined) {
  const rooms = useRooms();
  const [, go] = useLocation();
  useEffect(() => {
    function step(event: KeyboardEvent) {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      const at = rooms.findIndex((room) => room.id === open);
      const ahead = rooms.slice(at + 1);
      const next = event.shiftKey
        ? (ahead.find((room) => unread(room) > 0) ?? rooms.find((room) => unread(room) > 0))
        : rooms[event.key === "ArrowDown" ? at + 1 : Math.max(0, at - 1)];
      if (next) go(path(routes.chat, { roomId: next.id }));
    }
    addEventListener("keydown", step);
    return () => removeEventListener("keydown", step);
  }, [rooms, open, go]);
}
