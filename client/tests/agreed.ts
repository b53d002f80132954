/** The wire written by hand says what the generated contract says. Nothing runs here: the compiler (`npm run check`) finds a difference. */
import type { components } from "@/contract/openapi";
import type {
  Author,
  ChatEvent,
  Me,
  Members,
  Message,
  MessagePage,
  Posted,
  ProblemBody,
  Readers,
  RoomCard,
  RoomKind,
  RoomMode,
} from "@/contract/wire";

type Told = components["schemas"];
type Fits<Given extends Wanted, Wanted> = [Given, Wanted];
/** Where the document says only "a string", our closed set stands. */
type Kinded<Card> = Omit<Card, "kind" | "mode"> & { kind: RoomKind; mode: RoomMode };

export type Agreed = [
  Fits<Told["Message"], Message>,
  Fits<Told["Author"], Author>,
  Fits<Told["History"], MessagePage>,
  Fits<Kinded<Told["RoomCard"]>, RoomCard>,
  Fits<Omit<Told["Member"], "hat">, Omit<Members["members"][number], "hat">>,
  Fits<Told["Readers"], Readers>,
  Fits<Told["Me"], Me>,
  Fits<Omit<Told["PostedFrame"], "t">, Posted>,
  Fits<Told["Problem"], ProblemBody>,
  Fits<ChatEvent["kind"], Told["Event"]["kind"]>,
];

/** Events of the chats that the server may tell and that have no case in `apply`: none, but for the desks'. */
export type Unheard = Exclude<Told["Event"]["kind"], ChatEvent["kind"] | "reportFiled" | "reportDecided">;

export const allHeard: [Unheard] extends [never] ? true : false = true;
