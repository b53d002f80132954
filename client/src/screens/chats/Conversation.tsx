/** One conversation: header, messages, composer, and the panel «Кто может читать этот чат». */
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { useChats, useLoading, usePhase, useRoom, useRoomWindow } from "@/concepts/rooms/hooks";
import { put } from "@/concepts/rooms/state";
import type { Message, RoomCard, RoomId } from "@/contract/wire";
import { EmptyState, ErrorState, SkeletonRows, toast, useMedia, wide } from "@/kit";
import { call, inWords } from "@/sync/http";
import { newClientId } from "@/sync/ids";
import type { OutFile } from "@/sync/outbox";
import { ClosedComposer, Composer, type ComposerHandle } from "./Composer";
import {
  Attaching,
  ChosenBar,
  DirectMark,
  MessageMenu,
  NotMine,
  Pinned,
  QuietStrip,
  RoomPanel,
  RoomSearch,
  WhyClosed,
} from "./later";
import { type ListHandle, MessageList } from "./MessageList";
import type { MenuTarget } from "./MessageMenu";
import type { RowActs } from "./MessageRow";
import { RoomHeader } from "./RoomHeader";
import { SkeletonMessages } from "./SkeletonMessages";
import { usePlaceOfLink } from "./usePlaceOfLink";

export function Conversation({ roomId }: { roomId: RoomId }) {
  const card = useRoom(roomId);
  const { phase } = usePhase();
  if (card) return <OpenRoom card={card} />;
  if (phase === "loading")
    return (
      <div className="flex-1">
        <h1 className="sr-only">
          <Trans>Чат</Trans>
        </h1>
        <SkeletonRows />
      </div>
    );
  return <NotMine />;
}

function OpenRoom({ card }: { card: RoomCard }) {
  const { t } = useLingui();
  const chats = useChats();
  const [, go] = useLocation();
  const isWide = useMedia(wide);
  const [panel, setPanel] = useState(false);
  const [searching, setSearching] = useState(false);
  const [menu, setMenu] = useState<MenuTarget | null>(null);
  const [editing, setEditing] = useState<Message | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Message> | null>(null);
  const list = useRef<ListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const room = card.id;

  useEffect(() => {
    void chats.history.open(room);
    return () => chats.history.close(room);
  }, [chats, room]);
  useEffect(() => {
    document.title = `${card.title} · Парта`;
  }, [card.title]);

  // The time of only reading ends by itself: then the server is asked what may be done now.
  useEffect(() => {
    if (!card.sanctionUntil) return;
    const left = Date.parse(card.sanctionUntil) - Date.now();
    if (left > 86_400_000) return;
    const timer = setTimeout(() => void chats.renew(), Math.max(1_000, left + 1_000));
    return () => clearTimeout(timer);
  }, [card.sanctionUntil, chats]);

  const reply = useCallback(
    (message: Message) => {
      setEditing(null);
      chats.drafts.save(room, { replyTo: message.position });
      composer.current?.focus();
    },
    [chats, room],
  );
  const jump = useCallback((position: number) => list.current?.jump(position), []);
  const search = useCallback(() => setSearching(true), []);
  usePlaceOfLink(room, jump);
  const canPost = card.abilities.includes("post");
  const sign = useSigning(room);
  const choose = useCallback(
    (message: Message) =>
      setChosen((known) =>
        put(known ?? new Map(), message.position, known?.has(message.position) ? undefined : message),
      ),
    [],
  );
  const usual = useRowActs(list, canPost ? reply : ignore, card.abilities.includes("react") ? sign : null, setMenu);
  // While messages are being chosen every act on one chooses it.
  const choosing = chosen !== null;
  const acts = useMemo(
    () => (choosing ? { ...usual, onReply: choose, onMenu: choose } : usual),
    [choosing, usual, choose],
  );

  async function edit(message: Message, text: string) {
    if (text === message.text) return;
    try {
      await call("PATCH", `/api/rooms/${room}/messages/${message.position}`, { body: { text } });
    } catch (error) {
      toast(inWords(error), {
        tone: "error",
        act: { label: t`Вернуть текст`, onAct: () => setEditing({ ...message, text }) },
      });
    }
  }
  function send(text: string, replyTo: number | null, files?: OutFile[]) {
    const writtenAt = new Date().toISOString();
    void chats.outbox.add({ clientId: newClientId(), room, text, replyTo, files, writtenAt, state: "waiting" });
    list.current?.toEnd();
  }
  function sendFiles(files: OutFile[], text: string) {
    send(text, editing ? null : chats.drafts.of(room).replyTo, files);
    if (!editing) chats.drafts.save(room, { replyTo: null });
  }
  function editLast() {
    const window = chats.state.windows.get(room);
    const last = window?.messages.findLast((message) => message.authorId === chats.state.me && !message.deleted);
    if (last) setEditing(last);
  }
  function stepBack() {
    if (panel) setPanel(false);
    else list.current?.toEnd();
  }

  return (
    <>
      <div className="flex h-full min-w-0 flex-1 flex-col">
        <RoomHeader card={card} onBack={() => go(routes.chats)} onPanel={() => setPanel(!panel)} onSearch={search} />
        {searching && <RoomSearch card={card} onJump={jump} onClose={() => setSearching(false)} />}
        {card.pinnedPositions?.length > 0 && <Pinned card={card} onJump={jump} />}
        {card.direct && <DirectMark card={card} />}
        <Messages card={card} acts={acts} chosen={chosen} list={list} />
        {canPost && <QuietStrip card={card} />}
        {chosen ? (
          <ChosenBar card={card} chosen={chosen} onClose={() => setChosen(null)} />
        ) : canPost ? (
          <Composer
            ref={composer}
            card={card}
            editing={editing}
            onEditing={setEditing}
            onSend={send}
            onEdit={(message, text) => void edit(message, text)}
            onEditLast={editLast}
            onEscape={stepBack}
            attaching={
              <span className="size-11 shrink-0">
                {card.abilities.includes("sendFile") && (
                  <Attaching card={card} onSend={sendFiles} onTaken={() => composer.current?.clear()} />
                )}
              </span>
            }
          />
        ) : (
          <ClosedComposer>
            <WhyClosed card={card} />
          </ClosedComposer>
        )}
      </div>
      {panel && <RoomPanel card={card} open beside={isWide} onClose={() => setPanel(false)} />}
      <MessageMenu
        card={card}
        target={menu}
        onClose={() => setMenu(null)}
        onReply={reply}
        onEdit={setEditing}
        onSign={sign}
        onChoose={choose}
        onClosed={() => composer.current?.focus()}
      />
    </>
  );
}

const ignore = () => {};

/** The sign stands once the server tells of it, a moment later, as it stands for everybody. */
function useSigning(room: RoomId) {
  return useCallback(
    async (message: Message, sign: string, on: boolean) => {
      try {
        await call("PUT", `/api/rooms/${room}/messages/${message.position}/reactions`, { body: { sign, on } });
      } catch (error) {
        toast(inWords(error), { tone: "error" });
      }
    },
    [room],
  );
}

function useRowActs(
  list: React.RefObject<ListHandle | null>,
  onReply: (message: Message) => void,
  onSign: RowActs["onSign"],
  setMenu: (target: MenuTarget) => void,
): RowActs {
  const chats = useChats();
  return useMemo(
    () => ({
      onReply,
      onSign,
      onQuote: (position) => list.current?.jump(position),
      onMenu: (message, at) => setMenu({ message, at }),
      onRetry: (clientId) => void chats.outbox.retry(clientId),
      onDiscard: (clientId) => void chats.outbox.remove(clientId),
    }),
    [chats, list, onReply, onSign, setMenu],
  );
}

function Messages({
  card,
  acts,
  chosen,
  list,
}: {
  card: RoomCard;
  acts: RowActs;
  chosen: ReadonlyMap<number, Message> | null;
  list: React.RefObject<ListHandle | null>;
}) {
  const chats = useChats();
  const window = useRoomWindow(card.id);
  const { failure } = useLoading(card.id);
  if (!window && failure)
    return (
      <div className="flex min-h-0 flex-1">
        <ErrorState
          title={<Trans>Не удалось загрузить сообщения</Trans>}
          onRetry={() => void chats.history.retry(card.id)}
        >
          {inWords(failure)}
        </ErrorState>
      </div>
    );
  if (!window) return <SkeletonMessages />;
  if (window.messages.length === 0 && window.reachedEnd && chats.outbox.of(card.id).length === 0)
    return (
      <div className="flex min-h-0 flex-1">
        <EmptyState icon="chat" title={<Trans>Пока тихо</Trans>}>
          {card.abilities.includes("post") ? (
            <Trans>Напишите первое сообщение.</Trans>
          ) : (
            <Trans>Здесь появятся сообщения.</Trans>
          )}
        </EmptyState>
      </div>
    );
  return <MessageList ref={list} card={card} acts={acts} chosen={chosen} />;
}
