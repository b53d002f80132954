/** Chats: the list, and beside it (or over it, on a phone) one conversation. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useLocation, useParams } from "wouter";
import { path, routes } from "@/app/routes";
import { useRooms } from "@/concepts/rooms/hooks";
import { unread } from "@/concepts/rooms/selectors";
import { cx, EmptyState, prefetchDialog, prefetchMenu } from "@/kit";
import { Conversation } from "./Conversation";
import { RoomList } from "./RoomList";

export default function ChatsScreen() {
  const { t } = useLingui();
  const { roomId } = useParams<{ roomId?: string }>();
  useNeighbours(roomId);
  useEffect(() => {
    // Safari has no idle callback: a moment later is as good.
    const timer = setTimeout(() => {
      prefetchMenu();
      prefetchDialog();
    }, 2500);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!roomId) document.title = t`Чаты · Парта`;
  }, [roomId, t]);
  return (
    <main className="flex h-full min-w-0">
      <section
        aria-label={t`Список чатов`}
        className={cx(
          "h-full w-full shrink-0 flex-col border-line bg-surface desk:flex desk:w-[340px] desk:border-r",
          roomId ? "hidden" : "flex",
        )}
      >
        <RoomList open={roomId} />
      </section>
      <section className={cx("h-full min-w-0 flex-1 bg-canvas desk:flex", roomId ? "flex" : "hidden")}>
        {roomId ? (
          <Conversation key={roomId} roomId={roomId} />
        ) : (
          <EmptyState icon="chats" title={<Trans>Выберите чат</Trans>}>
            <Trans>Или нажмите Ctrl K, чтобы найти его по названию.</Trans>
          </EmptyState>
        )}
      </section>
    </main>
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
