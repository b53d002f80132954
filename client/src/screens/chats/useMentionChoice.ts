/** What «@» asks for in the composer: who is meant, by the beginnings of names, with arrows and Enter. */
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import { mentionBeforeCaret } from "@/concepts/rooms/mentions";
import { searchable } from "@/concepts/rooms/selectors";
import type { Author, RoomCard } from "@/contract/wire";
import { membersQuery } from "./members";

const shownAtMost = 6;
export type Named = Pick<Author, "id" | "name" | "badge">;

export function useMentionChoice(card: RoomCard, shown: string, field: RefObject<HTMLTextAreaElement | null>) {
  const { t } = useLingui();
  const { me } = useChats().state;
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closed, close] = useState<number | null>(null);
  const found = useMemo(() => mentionBeforeCaret(shown, caret), [shown, caret]);
  const asked = found !== null && found.from !== closed && card.kind !== "direct";
  const { data } = useQuery({ ...membersQuery(card.id), enabled: asked });
  const people = useMemo<Named[]>(() => {
    if (!asked || !found) return [];
    const words = searchable(found.query).split(" ");
    const everybody: Named[] = card.abilities.includes("mentionAll")
      ? [{ id: "all", name: "все", badge: t`Участников: ${card.memberCount}` }]
      : [];
    return [...everybody, ...(data?.members ?? [])]
      .filter((one) => one.id !== me)
      .filter((one) =>
        words.every((word) =>
          searchable(one.name)
            .split(" ")
            .some((part) => part.startsWith(word)),
        ),
      )
      .slice(0, shownAtMost);
  }, [asked, found, data, me, card.abilities, card.memberCount, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at the top again
  useEffect(() => setAt(0), [found?.query]);

  function keys(event: KeyboardEvent, choose: (one: Named) => void): boolean {
    if (people.length === 0) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setAt((now) => (now + (event.key === "ArrowDown" ? 1 : people.length - 1)) % people.length);
    } else if (event.key === "Enter" || event.key === "Tab") choose(people[at] as Named);
    else if (event.key === "Escape") close(found?.from ?? null);
    else return false;
    event.preventDefault();
    return true;
  }
  const moved = () => setCaret(field.current?.selectionStart ?? 0);
  return { found, people, at, keys, moved };
}
