/** The address of a message: it opens the chat at its place for whoever may read it, for nobody else. */
import { path, routes } from "@/app/routes";
import type { RoomId } from "@/contract/wire";

export function messagePath(roomId: RoomId, position: number): string {
  return `${path(routes.chat, { roomId })}?m=${position}`;
}
