/** The conversation's scroll: virtual, anchored to its end; it opens at the first unread and never jumps under the reader. */
import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useAuthors, useChats, useLoading, useRoomWindow, useUnsent } from "@/concepts/rooms/hooks";
import { estimateHeight, type Row, rowsOf } from "@/concepts/rooms/rows";
import { firstUnread } from "@/concepts/rooms/selectors";
import type { Message, RoomCard } from "@/contract/wire";
import { cx, dayName, toast } from "@/kit";
import { Announcer, JumpButtons } from "./later";
import { MessageRow, type RowActs } from "./MessageRow";
import { rowKeys, sentence } from "./rowKeys";
import { useLinkQuestion } from "./useLinkQuestion";
import { useMessageGestures } from "./useMessageGestures";
import { useStayAtEnd } from "./useStayAtEnd";

const nearEdge = 12;
const seenAfter = 350;

export type ListHandle = { toEnd: () => void; jump: (position: number) => void; focus: () => void };
type ListProps = { card: RoomCard; acts: RowActs; chosen?: ReadonlyMap<number, Message> | null; ref: Ref<ListHandle> };

export function MessageList({ card, acts, chosen, ref }: ListProps) {
  const { t } = useLingui();
  const chats = useChats();
  const { me } = chats.state;
  const window_ = useRoomWindow(card.id);
  const unsent = useUnsent(card.id);
  const authors = useAuthors(card.id);
  const { loading } = useLoading(card.id);
  // Where unread began when the chat was opened: the line stays there until it is left.
  const [unreadFrom] = useState(() => firstUnread(card));
  const messages = window_?.messages ?? none;
  const olderExist = !window_?.reachedStart;
  const rows = useMemo(
    () => rowsOf(messages, window_?.reachedEnd ? unsent : [], me, unreadFrom, olderExist),
    [messages, unsent, window_?.reachedEnd, me, unreadFrom, olderExist],
  );

  const scroll = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [day, setDay] = useState<string | null>(null);
  const [flash, setFlash] = useState<number | null>(null);
  const target = useRef<number | "end" | null>(null);
  const settled = useRef(false);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => estimateHeight(rows[index] as Row, scroll.current?.clientWidth ?? 360),
    getItemKey: (index) => (rows[index] as Row).key,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: 60,
    overscan: 10,
    paddingStart: 12,
    paddingEnd: 8,
    directDomUpdates: true,
  });
  useStayAtEnd(scroll);

  const goTo = useCallback(
    (position: number) => {
      const index = rows.findIndex((row) => row.message.position === position);
      if (index < 0) return false;
      virtualizer.scrollToIndex(index, { align: "center" });
      setFlash(position);
      return true;
    },
    [rows, virtualizer],
  );

  // First rows of this opening: to the line of unread, else to the end. Later: where a jump was asked for.
  useLayoutEffect(() => {
    if (rows.length === 0) return;
    if (!settled.current) {
      settled.current = true;
      const line = rows.findIndex((row) => row.unreadFrom);
      if (line > 0) virtualizer.scrollToIndex(line, { align: "start" });
      else if (line < 0) virtualizer.scrollToEnd();
    } else if (target.current === "end") {
      target.current = null;
      virtualizer.scrollToEnd();
    } else if (target.current !== null && goTo(target.current)) target.current = null;
  }, [rows, virtualizer, goTo]);

  useEffect(() => {
    if (flash === null) return;
    const timer = setTimeout(() => setFlash(null), 1300);
    return () => clearTimeout(timer);
  }, [flash]);

  // The place that was asked for last: a page of an earlier wish may come after it.
  const wish = useRef<{ position: number; jump: (position: number) => void }>({ position: 0, jump: ignore });
  const toEnd = useCallback(() => {
    wish.current.position = 0;
    if (chats.state.windows.get(card.id)?.reachedEnd) {
      target.current = null;
      // After the row of a message just written has been drawn.
      requestAnimationFrame(() => virtualizer.scrollToEnd());
      return;
    }
    target.current = "end";
    void chats.history.toEnd(card.id);
  }, [chats, card.id, virtualizer]);
  const jump = useCallback(
    (position: number) => {
      wish.current.position = position;
      target.current = null;
      if (goTo(position)) return;
      target.current = position;
      void chats.history.reach(card.id, position).then((found) => {
        const { position: last, jump } = wish.current;
        if (last && last !== position) jump(last);
        else if (last && !found) toast(t`Этого сообщения здесь нет`);
      });
    },
    [goTo, chats, card.id, t],
  );
  wish.current.jump = jump;
  useImperativeHandle(ref, () => ({ toEnd, jump, focus: () => scroll.current?.focus() }), [toEnd, jump]);

  // What the eyes have: loads near the edges, marks as read what stood on screen, names the day on top.
  const look = useCallback(() => {
    const element = scroll.current;
    if (!element || !settled.current) return;
    const end = element.scrollHeight - element.scrollTop - element.clientHeight;
    setAtEnd(end < 160);
    const items = virtualizer.getVirtualItems();
    const top = items.find((item) => item.end > element.scrollTop + 8);
    const bottom = items.findLast((item) => item.end <= element.scrollTop + element.clientHeight + 24);
    if (top && top.index <= nearEdge) void chats.history.older(card.id);
    if (bottom && bottom.index >= rows.length - nearEdge) void chats.history.newer(card.id);
    setDay(top && element.scrollTop > 20 ? dayName((rows[top.index] as Row).message.sentAt) : null);
    const last = bottom && rows.slice(0, bottom.index + 1).findLast((row) => !row.out);
    return last?.message.position;
  }, [virtualizer, rows, chats, card.id]);

  const seenTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const lookSoon = useCallback(() => {
    const position = look();
    clearTimeout(seenTimer.current);
    if (position === undefined) return;
    seenTimer.current = setTimeout(() => {
      if (document.visibilityState === "visible" && document.hasFocus()) chats.seen(card.id, position);
    }, seenAfter);
  }, [look, chats, card.id]);
  useEffect(() => {
    lookSoon();
    addEventListener("focus", lookSoon);
    document.addEventListener("visibilitychange", lookSoon);
    return () => {
      clearTimeout(seenTimer.current);
      removeEventListener("focus", lookSoon);
      document.removeEventListener("visibilitychange", lookSoon);
    };
  }, [lookSoon]);

  const moving = useMoving();
  const links = useLinkQuestion();
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroll}
        role="log"
        aria-label={t`Сообщения чата «${card.title}»`}
        aria-busy={loading.has("first")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        onKeyDown={(event) => rowKeys(event, rows, acts)}
        onScroll={lookSoon}
        onClickCapture={links.ask}
        onWheel={moving.touch}
        onTouchMove={moving.touch}
        className="flex h-full flex-col overflow-y-auto overscroll-none focus-visible:outline-offset-[-2px]"
      >
        <div ref={virtualizer.containerRef} className="relative mt-auto w-full shrink-0">
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index] as Row;
            return (
              <VirtualRow
                key={item.key as string}
                index={item.index}
                measure={virtualizer.measureElement}
                row={row}
                total={rows.length}
                flash={flash === row.message.position}
                label={sentence(row, authors.get(row.message.authorId)?.name, (id) => authors.get(id)?.name)}
                acts={acts}
                chosen={chosen?.has(row.message.position)}
              >
                <MessageRow
                  row={row}
                  me={me}
                  author={authors.get(row.message.authorId)}
                  authors={authors}
                  readUpTo={row.mine ? card.readUpTo : 0}
                  pair={card.kind === "direct"}
                  acts={acts}
                />
              </VirtualRow>
            );
          })}
        </div>
      </div>
      {day && (
        <div
          className={cx(
            "pointer-events-none absolute inset-x-0 top-2 flex justify-center transition-opacity duration-300",
            moving.now ? "opacity-100" : "opacity-0",
          )}
          aria-hidden="true"
        >
          <span className="rounded-full bg-surface/95 px-3 py-0.5 text-xs font-medium text-muted shadow-bubble">
            {day}
          </span>
        </div>
      )}
      <JumpButtons card={card} atEnd={atEnd && Boolean(window_?.reachedEnd)} onEnd={toEnd} onMention={jump} />
      <Announcer card={card} />
      {links.question}
    </div>
  );
}

const none: readonly Message[] = [];
const ignore = () => {};

function VirtualRow(props: {
  index: number;
  measure: (element: HTMLElement | null) => void;
  row: Row;
  total: number;
  flash: boolean;
  label: string;
  acts: RowActs;
  /** Set while messages are being chosen: then a press chooses. */
  chosen?: boolean;
  children: React.ReactNode;
}) {
  const { row, index } = props;
  const alive = !row.out && !row.message.deleted && !row.message.hidden;
  const gestures = useMessageGestures(row.message, props.acts, alive);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a log carry their place in it
    <div
      ref={props.measure}
      data-index={index}
      role="article"
      aria-setsize={props.total}
      aria-posinset={index + 1}
      aria-label={props.chosen ? `✓ ${props.label}` : props.label}
      onClickCapture={
        props.chosen === undefined
          ? undefined
          : (event) => {
              event.preventDefault();
              event.stopPropagation();
              if (alive) props.acts.onReply(row.message);
            }
      }
      tabIndex={-1}
      className={cx(
        "absolute top-0 left-0 w-full touch-pan-y",
        props.flash && "animate-flash",
        props.chosen && "bg-accent/20",
        "focus-visible:outline-offset-[-2px]",
      )}
    >
      <div {...gestures}>{props.children}</div>
    </div>
  );
}

/** The date shows while the list moves and steps aside afterwards. */
function useMoving() {
  const [now, set] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const touch = useCallback(() => {
    set(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(false), 1200);
  }, []);
  return { now, touch };
}
