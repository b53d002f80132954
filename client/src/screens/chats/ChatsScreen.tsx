/** Chats: the list, and beside it (or over it, on a phone) one conversation. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useParams } from "wouter";
import { cx, EmptyState, prefetchDialog, prefetchMenu } from "@/kit";
import { Conversation } from "./Conversation";
import { ChatKeys } from "./later";
import { RoomList } from "./RoomList";

export default function ChatsScreen() {
  const { t } = useLingui();
  const { roomId } = useParams<{ roomId?: string }>();
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
      <ChatKeys open={roomId} />
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
