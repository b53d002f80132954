/** Checked by `tsc` only: what the server's document says fits the wire that is written by hand. */
import type { components } from "@/contract/openapi";
import type * as wire from "@/contract/wire";

type Schemas = components["schemas"];
type Told = Schemas["Event"];

export function answersFit(
  card: Schemas["RoomCard"],
  list: Schemas["RoomList"],
  page: Schemas["History"],
  members: Schemas["Members"],
  readers: Schemas["Readers"],
): [wire.RoomList, wire.MessagePage, wire.Members, wire.Readers, Omit<wire.RoomCard, "kind">] {
  return [
    { ...list, rooms: list.rooms.map((one) => ({ ...one, kind: one.kind as wire.RoomKind })) },
    page,
    { ...members, members: members.members.map((one) => ({ ...one, hat: one.hat as wire.HatKind })) },
    readers,
    card,
  ];
}

/** Every event of the chats that the server may tell has its shape on the wire. */
export function eventsFit(
  event: Extract<Told, { kind: Exclude<wire.ChatEvent["kind"], "roomJoined" | "roomChanged"> }>,
): wire.ChatEvent {
  return event;
}

export function framesFit(frame: wire.ClientFrame): Schemas["ClientFrame"] {
  return frame;
}
