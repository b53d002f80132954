/** What the reader may do in a room, as its mode, a sanction and the policy's word change it. */
import type { RoomCard, RoomId } from "@/contract/wire";
import { type RoomsState, withCard } from "./state";

/** The policy's word replaces what stood there, also what a sanction withheld. */
export function permitted(state: RoomsState, room: RoomId, abilities: string[], leads: boolean): RoomsState {
  const withheld = new Set(state.withheld);
  withheld.delete(room);
  return withCard({ ...state, withheld }, room, { abilities, leads });
}

export function changed(state: RoomsState, room: RoomId, title: string, mode: RoomCard["mode"]): RoomsState {
  return ruled(withCard(state, room, { title, mode }), room);
}

export function sanctioned(state: RoomsState, room: RoomId, until: string | null): RoomsState {
  return ruled(withCard(state, room, { sanctionUntil: until }), room);
}

/** What goes together: whoever may post may send a file and ask the chat (policy/table.py). */
const WRITING = ["post", "sendFile", "makePoll"];

/** A sanction or the room's mode takes the right to write away, and gives back what it took; rights are otherwise the server's word. */
function ruled(state: RoomsState, room: RoomId): RoomsState {
  const card = state.rooms.get(room);
  if (!card) return state;
  const moderates = card.abilities.includes("setRoomMode");
  const closed =
    card.sanctionUntil !== null ||
    card.mode === "readOnly" ||
    card.mode === "archived" ||
    (card.mode === "announcements" && !moderates);
  const had = card.abilities.includes("post") || state.withheld.has(room);
  const others = card.abilities.filter((ability) => !WRITING.includes(ability));
  const withheld = new Set(state.withheld);
  if (closed && had) withheld.add(room);
  else withheld.delete(room);
  // Signs may be put under an announcement too, and are taken away and given back with words elsewhere.
  const mute = card.sanctionUntil !== null || card.mode === "readOnly" || card.mode === "archived";
  const reacts = !mute && (had || others.includes("react"));
  const kept = others.filter((ability) => ability !== "react");
  const rest = reacts ? ["react", ...kept] : kept;
  return withCard({ ...state, withheld }, room, { abilities: had && !closed ? [...WRITING, ...rest] : rest });
}

const kept = new WeakMap<RoomCard, RoomCard>();

/** The card as it holds now: what a timetable closes rests, except for the chat's leaders while it is for announcements (C5). */
export function inHours(card: RoomCard): RoomCard {
  if (!card.hours || (card.leads && card.hours.mode === "announcements")) return card;
  let made = kept.get(card);
  if (!made) {
    const rests = [...WRITING, "mentionAll", ...(card.hours.mode === "readOnly" ? ["react"] : [])];
    made = { ...card, abilities: card.abilities.filter((ability) => !rests.includes(ability)) };
    kept.set(card, made);
  }
  return made;
}
