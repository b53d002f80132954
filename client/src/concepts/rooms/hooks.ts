/** What screens read of the chats: each hook redraws only when its own part changed. */
import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { Author, PersonId, RoomCard, RoomId } from "@/contract/wire";
import type { OutItem } from "@/sync/outbox";
import { inHours } from "./rights";
import { sortedRooms, unreadTotal } from "./selectors";
import type { RoomWindow } from "./state";
import type { Chats } from "./store";

export const ChatsHere = createContext<Chats | null>(null);

export function useChats(): Chats {
  const chats = useContext(ChatsHere);
  if (!chats) throw new Error("useChats outside of a session");
  return chats;
}

/** `pick` must give the same thing for the same state. */
function usePart<Part>(pick: (chats: Chats) => Part): Part {
  const chats = useChats();
  return useSyncExternalStore(chats.subscribe, () => pick(chats));
}

const silence = () => () => {};

/** Zero for an operator without a school: he has no chats. */
export function useUnreadTotal(): number {
  const chats = useContext(ChatsHere);
  return useSyncExternalStore(chats?.subscribe ?? silence, () => (chats ? unreadTotal(chats.state) : 0));
}

export function useRooms(): RoomCard[] {
  const chats = useChats();
  const rooms = usePart((one) => one.state.rooms);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order depends on the rooms alone
  return useMemo(() => sortedRooms(chats.state).map(inHours), [rooms]);
}

export function usePhase() {
  return {
    phase: usePart((chats) => chats.phase),
    updating: usePart((chats) => chats.updating),
    failure: usePart((chats) => chats.failure),
  };
}

export function useRoom(room: RoomId): RoomCard | undefined {
  return usePart((chats) => {
    const card = chats.state.rooms.get(room);
    return card && inHours(card);
  });
}

export function useRoomWindow(room: RoomId): RoomWindow | undefined {
  return usePart((chats) => chats.state.windows.get(room));
}

const nobody: ReadonlyMap<PersonId, Author> = new Map();

export function useAuthors(room: RoomId): ReadonlyMap<PersonId, Author> {
  return usePart((chats) => chats.state.authors.get(room) ?? nobody);
}

const nothing: readonly OutItem[] = [];

export function useUnsent(room: RoomId): readonly OutItem[] {
  return usePart((chats) => chats.outbox?.of(room) ?? nothing);
}

export function useTypists(room: RoomId): readonly string[] {
  return usePart((chats) => chats.typists.in(room));
}

export function useLoading(room: RoomId) {
  return usePart((chats) => chats.history.status(room));
}

export function useDraftText(room: RoomId): string {
  return usePart((chats) => chats.drafts.of(room).text);
}

/** The place of the message that the draft answers. */
export function useDraftReply(room: RoomId): number | null {
  return usePart((chats) => chats.drafts.of(room).replyTo);
}
