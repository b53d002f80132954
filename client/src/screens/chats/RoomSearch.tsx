/** Search inside a chat: a bar under its head, up and down through what was found, and to a day. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { placeOfDay, shortest, useMessageSearch } from "@/concepts/search/search";
import { useLater } from "@/concepts/search/useLater";
import type { RoomCard } from "@/contract/wire";
import { IconButton, SearchInput, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { ToDay } from "../search/ToDay";

type SearchProps = { card: RoomCard; onJump: (position: number) => void; onClose: () => void };

export function RoomSearch({ card, onJump, onClose }: SearchProps) {
  const { t } = useLingui();
  const [typed, type] = useState("");
  const [at, move] = useState(0);
  const [asking, ask] = useState(false);
  const query = useLater(typed.trim());
  const found = useMessageSearch({ query, room: card.id });
  const { hits, hasNextPage, isFetching, fetchNextPage } = found;
  const input = useRef<HTMLInputElement>(null);
  const position = hits[at]?.position;

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (query) move(0);
  }, [query]);
  // The newest of them at once, the others by the arrows.
  useEffect(() => {
    if (position !== undefined) onJump(position);
  }, [position, onJump]);
  useEffect(() => {
    if (hasNextPage && !isFetching && at >= hits.length - 3) void fetchNextPage();
  }, [hasNextPage, isFetching, at, hits.length, fetchNextPage]);

  const older = () => move((now) => Math.min(now + 1, Math.max(0, hits.length - 1)));
  const newer = () => move((now) => Math.max(0, now - 1));
  function keys(event: KeyboardEvent) {
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowUp" || (event.key === "Enter" && !event.shiftKey)) older();
    else if (event.key === "ArrowDown" || event.key === "Enter") newer();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  async function toDay(day: string) {
    ask(false);
    try {
      const place = await placeOfDay(card.id, day);
      if (place === null) toast(t`С этого дня здесь никто не писал`);
      else onJump(place);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  return (
    <search className="z-10 flex shrink-0 flex-wrap items-center gap-x-1 border-b border-line bg-surface px-2 py-1.5">
      <SearchInput
        ref={input}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={keys}
        placeholder={t`Поиск`}
        aria-label={t`Искать в чате`}
        className="min-w-40 flex-1"
      />
      <span className="flex shrink-0 items-center">
        <IconButton icon="up" label={t`К более раннему`} disabled={at >= hits.length - 1} onClick={older} />
        <IconButton icon="down" label={t`К более позднему`} disabled={at === 0} onClick={newer} />
        <IconButton icon="calendar" label={t`К дате`} onClick={() => ask(true)} />
        <IconButton icon="close" label={t`Закрыть поиск`} onClick={onClose} />
      </span>
      <p role="status" className="w-full px-1 text-sm text-muted empty:hidden">
        {query.length >= shortest && <Told found={found} at={at} />}
      </p>
      {asking && <ToDay onClose={() => ask(false)} onDay={(day) => void toDay(day)} />}
    </search>
  );
}

function Told({ found, at }: { found: ReturnType<typeof useMessageSearch>; at: number }) {
  const { hits, hasNextPage, isFetching, error, similar, kept } = found;
  if (error) return inWords(error);
  if (hits.length === 0) return isFetching ? <Trans>Ищем…</Trans> : <Trans>Ничего не нашлось</Trans>;
  const now = at + 1;
  const all = hasNextPage ? `${hits.length}+` : hits.length;
  if (kept)
    return (
      <Trans>
        Нет сети, из сохранённого: {now} из {all}
      </Trans>
    );
  return similar ? (
    <Trans>
      Похожее: {now} из {all}
    </Trans>
  ) : (
    <Trans>
      {now} из {all}
    </Trans>
  );
}
