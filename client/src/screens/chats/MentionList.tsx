/** The list of names that «@» opens above the composer: by name and badge, with arrows and Enter. */
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import { mentionBeforeCaret } from "@/concepts/rooms/mentions";
import { searchable } from "@/concepts/rooms/selectors";
import type { Author, RoomCard } from "@/contract/wire";
import { Avatar, cx } from "@/kit";
import { membersQuery } from "./members";

const shownAtMost = 6;
type Named = Pick<Author, "id" | "name" | "badge">;

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

type ListProps = { id: string; choice: ReturnType<typeof useMentionChoice>; onChoose: (one: Named) => void };

export function MentionList({ id, choice, onChoose }: ListProps) {
  const { t } = useLingui();
  if (choice.people.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t`Кого упомянуть`}
      className="absolute bottom-full left-2 mb-2 w-[min(24rem,calc(100%-1rem))] overflow-hidden rounded-2xl bg-surface p-1.5 shadow-float desk:left-4"
    >
      {choice.people.map((one, place) => (
        <div
          key={one.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === choice.at}
          tabIndex={-1}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(one);
          }}
          className={cx(
            "flex min-h-11 cursor-pointer items-center gap-2.5 rounded-xl px-2 py-1",
            place === choice.at && "bg-hover",
          )}
        >
          <Avatar name={one.name} seed={one.id} size={32} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{one.name}</span>
            <span className="block truncate text-xs text-muted">{one.badge}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
