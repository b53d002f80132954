/** The list of chats: search, chips by kind, rows; with its loading, empty and failed states. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { HatAvatar } from "@/app/HatSwitcher";
import { useChats, usePhase, useRooms } from "@/concepts/rooms/hooks";
import { type Chip, chip, matches, unread } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { Button, Chips, EmptyState, ErrorState, SearchInput, SkeletonRows, UpdatingLine } from "@/kit";
import { inWords } from "@/sync/http";
import { ListTools } from "./later";
import { RoomRow } from "./RoomRow";

export function RoomList({ open }: { open?: string }) {
  const { t } = useLingui();
  const rooms = useRooms();
  const { phase, updating } = usePhase();
  const [query, setQuery] = useState("");
  const [chosen, choose] = useState<Chip>("all");
  const search = useSearchShortcut();
  useReadyMark(phase === "ready");
  // Beside an open chat its own title is the page's.
  const Heading = open ? "h2" : "h1";
  function reset() {
    setQuery("");
    choose("all");
  }
  const found = rooms.filter(
    (card) => (chosen === "all" || chip(card) === chosen) && (!query.trim() || matches(card, query)),
  );
  return (
    <>
      <header className="flex min-h-14 shrink-0 items-center gap-2 pt-safe pr-3 pl-4">
        <Heading className="flex-1 text-xl font-semibold">
          <Trans>Чаты</Trans>
        </Heading>
        <ListTools />
        <span className="desk:hidden">
          <HatAvatar />
        </span>
      </header>
      <div className="shrink-0 px-3 pb-1">
        <SearchInput
          ref={search}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t`Поиск`}
          aria-label={t`Найти чат`}
        />
      </div>
      <Kinds rooms={rooms} chosen={chosen} choose={choose} />
      {updating ? <UpdatingLine /> : <div className="h-0.5 shrink-0" />}
      <nav aria-label={t`Чаты`} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {phase === "loading" && <SkeletonRows rows={9} />}
        {phase === "failed" && <Failed />}
        {phase === "ready" && found.length === 0 && <Nothing query={query} anyRoom={rooms.length > 0} reset={reset} />}
        {phase === "ready" && found.map((card) => <RoomRow key={card.id} card={card} open={card.id === open} />)}
      </nav>
    </>
  );
}

function Kinds({ rooms, chosen, choose }: { rooms: RoomCard[]; chosen: Chip; choose: (chip: Chip) => void }) {
  const { t } = useLingui();
  const names: { value: Exclude<Chip, "all">; label: string }[] = [
    { value: "class", label: t`Класс` },
    { value: "staff", label: t`Учителя` },
    { value: "parents", label: t`Родители` },
    { value: "groups", label: t`Группы` },
  ];
  const here = names.filter((name) => rooms.some((card) => chip(card) === name.value));
  if (here.length < 2) return null;
  const counted = here.map((name) => ({
    ...name,
    count: rooms.filter((card) => chip(card) === name.value && unread(card) > 0).length,
  }));
  return (
    <Chips
      label={t`Какие чаты показать`}
      value={chosen}
      onValue={choose}
      choices={[{ value: "all", label: t`Все` }, ...counted]}
    />
  );
}

function Nothing({ query, anyRoom, reset }: { query: string; anyRoom: boolean; reset: () => void }) {
  if (anyRoom)
    return (
      <EmptyState
        icon="search"
        title={query ? <Trans>Чат «{query}» не нашёлся</Trans> : <Trans>Здесь пока пусто</Trans>}
        action={
          <Button weight="secondary" onClick={reset}>
            <Trans>Показать все чаты</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState icon="chats" title={<Trans>Чатов пока нет</Trans>}>
      <Trans>Они появятся сами, когда школа добавит вас в класс или назначит на должность.</Trans>
    </EmptyState>
  );
}

function Failed() {
  const chats = useChats();
  const { failure } = usePhase();
  return (
    <ErrorState title={<Trans>Не удалось загрузить чаты</Trans>} onRetry={() => void chats.renew()}>
      {inWords(failure)}
    </ErrorState>
  );
}

/** The moment the list was painted and can be used: the budget of the first load is measured at it. */
function useReadyMark(ready: boolean) {
  useEffect(() => {
    if (ready) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("shell-ready")));
  }, [ready]);
}

/** Ctrl+K: to the search of chats from anywhere. */
function useSearchShortcut() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function toSearch(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyK") return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    addEventListener("keydown", toSearch);
    return () => removeEventListener("keydown", toSearch);
  }, []);
  return input;
}
