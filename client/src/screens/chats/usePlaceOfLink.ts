/** A link to a message (`?m=`): once the chat's messages are here, the list goes to it, and the address is the chat's again. */
import { useEffect } from "react";
import { useLocation, useSearch } from "wouter";
import { path, routes } from "@/app/routes";
import { useRoomWindow } from "@/concepts/rooms/hooks";
import type { RoomId } from "@/contract/wire";

export function usePlaceOfLink(roomId: RoomId, jump: (position: number) => void): void {
  const place = Number(new URLSearchParams(useSearch()).get("m"));
  const [, go] = useLocation();
  const here = useRoomWindow(roomId) !== undefined;
  useEffect(() => {
    if (!place || !here) return;
    go(path(routes.chat, { roomId }), { replace: true });
    jump(place);
  }, [place, here, roomId, go, jump]);
}
