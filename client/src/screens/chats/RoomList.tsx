/** The list of chats: search, chips by kind, rows; with its loading, empty and failed states. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import { HatAvatar } from "@/app/HatSwitcher";
import { useChats, usePhase, useRooms } from "@/concepts/rooms/hooks";
import { matches } from "@/concepts/rooms/selectors";
import { cx, ErrorState, SearchInput, SkeletonRows, UpdatingLine } from "@/kit";
import { inWords } from "@/sync/http";
import type { Lets } from "./Folders";
import { Announcements, Folders, ListTools, NoChats, Results } from "./later";
import { RoomRow } from "./RoomRow";

export function RoomList({ open }: { open?: string }) {
  const { t } = useLingui();
  const rooms = useRooms();
  const { phase, updating } = usePhase();
  const [query, setQuery] = useState("");
  const [chosen, choose] = useState("all");
  const [lets, show] = useState<{ one: Lets } | null>(null);
  const onShow = useCallback((one: Lets | null) => show(one && { one }), []);
  const search = useSearchShortcut();
  useReadyMark(phase === "ready");
  // Beside an open chat its own title is the page's.
  const Heading = open ? "h2" : "h1";
  const asked = query.trim();
  const found = rooms.filter((card) => (asked ? matches(card, query) : !lets || lets.one(card)));
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
          aria-label={t`Найти чат, сообщение, человека`}
        />
      </div>
      <div className={cx("shrink-0", asked ? "hidden" : rooms.length > 3 && "min-h-11")}>
        <Folders rooms={rooms} open={open} chosen={chosen} choose={choose} onShow={onShow} />
      </div>
      {updating ? <UpdatingLine /> : <div className="h-0.5 shrink-0" />}
      <nav aria-label={t`Чаты`} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {!asked && (
          <div className="min-h-14">
            <Announcements />
          </div>
        )}
        {phase === "loading" && <SkeletonRows rows={9} />}
        {phase === "failed" && <Failed />}
        {phase === "ready" && found.length === 0 && !asked && (
          <NoChats anyRoom={rooms.length > 0} reset={() => choose("all")} />
        )}
        {phase === "ready" && found.map((card) => <RoomRow key={card.id} card={card} open={card.id === open} />)}
        {asked && <Results query={query} />}
      </nav>
    </>
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
