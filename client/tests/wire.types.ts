/** Checked by `tsc` only: what the server's document says fits the wire that is written by hand. */

import type { Sign } from "@/concepts/rooms/signs";
import type { components, operations } from "@/contract/openapi";
import type * as wire from "@/contract/wire";

type Schemas = components["schemas"];
type Told = Schemas["Event"];
/** By its door, as two slices may call an answer alike. */
type Members = operations["listMembers"]["responses"][200]["content"]["application/json"];

export function answersFit(
  card: Schemas["RoomCard"],
  list: Schemas["RoomList"],
  page: Schemas["History"],
  members: Members,
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

/** The client offers exactly the signs that the server takes. */
export function signsFit(ours: Sign, theirs: Schemas["OwnSign"]["sign"]): [Schemas["OwnSign"]["sign"], Sign] {
  return [ours, theirs];
}

export function framesFit(frame: wire.ClientFrame): Schemas["ClientFrame"] {
  return frame.t === "post" ? { ...frame, files: frame.files ?? [], silent: frame.silent ?? false } : frame;
}

export function sessionFits(
  me: Schemas["Me"],
  posted: Omit<Schemas["PostedFrame"], "t">,
  problem: Schemas["Problem"],
): [wire.Me, wire.Posted, wire.ProblemBody] {
  return [me, posted, problem];
}
