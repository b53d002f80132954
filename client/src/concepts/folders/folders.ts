/** One's own folders of chats: kept on the server for all devices, asked for once. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Chip, chip } from "@/concepts/rooms/selectors";
import type { RoomCard, RoomId } from "@/contract/wire";
import { call } from "@/sync/http";

export type Kind = Exclude<Chip, "all">;
export type Folder = { id: string; name: string; kinds: Kind[]; rooms: RoomId[] };
type Folders = { folders: Folder[] };

export const most = 10;
export const longestName = 20;
const key = ["folders"];

export function useFolders(): Folder[] {
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call<Folders>("GET", "/api/folders"),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  return data?.folders ?? [];
}

/** Keeps these folders instead of those that were. */
export function useSaveFolders(): (folders: Folder[]) => Promise<void> {
  const client = useQueryClient();
  return async (folders) => {
    client.setQueryData(key, await call<Folders>("PUT", "/api/folders", { body: { folders } }));
  };
}

export function holds(folder: Folder, card: RoomCard): boolean {
  return folder.rooms.includes(card.id) || folder.kinds.includes(chip(card));
}
