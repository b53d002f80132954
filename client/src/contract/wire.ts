/** The wire of chats and the socket, written by hand; generated types stand beside it in `openapi.ts` and win where both speak. */

export type PersonId = string;
export type RoomId = string;
export type StreamId = string;
/** RFC 3339, UTC. */
export type Instant = string;

export type HatKind = "staff" | "guardian" | "pupil";
/** One person of the account in one of his hats; `admitted`: his consent and rules are done, the chats are open. */
export type Hat = { personId: PersonId; schoolId: string; kind: HatKind; name: string; admitted: boolean };
export type SchoolCard = {
  id: string;
  shortName: string;
  fullName: string;
  timeZone: string;
  helpPhone: string;
  helpHours: string;
  quietFrom: number;
  quietTo: number;
  /** The sign: `/api/logos/{logoId}`. */
  logoId: string | null;
};
export type Me = {
  accountId: string;
  login: string | null;
  operator: boolean;
  current: Hat | null;
  hats: Hat[];
  /** What must be done before the chats open. */
  pending: string[];
  abilities: string[];
  /** Classes whose class teacher this person is. */
  ownClasses: string[];
  /** Classes in which this person learns. */
  learnsIn: string[];
  school: SchoolCard | null;
  personStream: StreamId | null;
  sharedComputer: boolean;
};

export type RoomKind =
  | "class"
  | "parents"
  | "teachers"
  | "announcements"
  | "staffroom"
  | "activists"
  | "management"
  | "subject"
  | "group"
  | "direct";
export type RoomMode = "discussion" | "announcements" | "readOnly" | "archived";

/** What is answered. A frame of a room names only its place: whoever may read it finds it, or asks for it. */
export type Quote = {
  position: number;
  authorId?: PersonId | null;
  text?: string | null;
  /** What its first file is. */
  attached?: FileKind | null;
};
export type FileKind = "photo" | "document" | "audio" | "video" | "file";
/** A file of a message; its bytes are at `/api/files/{id}/full`, `screen` (photos) and `thumb` (`preview`). */
export type Attachment = {
  id: string;
  kind: FileKind;
  name: string;
  type: string;
  bytes: number;
  width?: number;
  height?: number;
  preview?: boolean;
};
/** How far a file of one's own has come. */
export type Upload = {
  id: string;
  state: "uploading" | "checking" | "ready" | "refused";
  bytes: number;
  received: number;
  piece: number;
  attachment: Attachment | null;
  refusal: string | null;
};
/** A sign under a message; `mine` is left out when the reader did not put it. */
export type Reaction = { sign: string; count: number; mine?: boolean };
/** Fields with `?` are left out on the wire when they say nothing. */
export type Message = {
  id: string;
  clientId: string;
  position: number;
  authorId: PersonId;
  text: string;
  sentAt: Instant;
  editedAt?: Instant | null;
  deleted?: "author" | "moderator" | null;
  /** The reader reported it: only for him it is gone. */
  hidden?: boolean;
  replyTo?: Quote | null;
  mentions?: PersonId[];
  mentionsAll?: boolean;
  attachments?: Attachment[];
  reactions?: Reaction[];
  /** Whose words these are, as he was shown where he said them. */
  forwarded?: { name: string; badge: string; verified: boolean } | null;
  /** No phone was told of it. */
  silent?: boolean;
  /** The poll that it carries; its text is the question. */
  poll?: string | null;
};
/** How somebody is shown in one room; the badge differs from room to room. */
export type Author = { id: PersonId; name: string; badge: string; verified: boolean };

/** A chat of two, as one of them sees it; the room's title is the other's name. */
export type DirectCard = {
  personId: PersonId;
  hat: HatKind;
  state: "open" | "asksMe" | "asked" | "ended" | "blockedByMe" | "blocked";
  mark: "none" | "seen" | "confidential";
};

export type RoomCard = {
  id: RoomId;
  kind: RoomKind;
  title: string;
  classId: string | null;
  mode: RoomMode;
  /** While these stand, abilities rest: see `inHours`. */
  hours?: InHours | null;
  leads?: boolean;
  lastPosition: number;
  firstPosition: number;
  readPosition: number;
  readUpTo: number;
  memberCount: number;
  mutedUntil: Instant | null;
  sanctionUntil: Instant | null;
  draft: string;
  draftReplyTo: number | null;
  lastMessage: Message | null;
  lastAuthor: Author | null;
  /** One's own messages after `readPosition`: they are not unread. */
  ownPositions: number[];
  mentionPositions: number[];
  /** The latest pin first; the words are asked for. */
  pinnedPositions: number[];
  abilities: string[];
  /** Only what calls the reader by name rings. */
  onlyMentions?: boolean;
  direct?: DirectCard | null;
};

/** A timetable makes the chat stricter now, until then (C5). */
export type InHours = { mode: "announcements" | "readOnly"; why: "lessons" | "hours"; until: Instant };
export type RoomList = { rooms: RoomCard[]; streams: Record<StreamId, number> };
export type MessagePage = { messages: Message[]; authors: Author[] };
export type MessageDraft = {
  clientId: string;
  text: string;
  replyTo?: number | null;
  files?: string[];
  silent?: boolean;
};
export type Readers = { readCount: number; total: number; read: Author[] | null; unread: Author[] | null };
export type Member = Author & {
  hat: HatKind;
  because: string;
  moderates: boolean;
  sanctionUntil: Instant | null;
  /** Why he is kept here whatever the rule says. */
  pinned?: string | null;
  /** Somebody verified in this chat whose name his own looks like. */
  looksLike?: string | null;
};
export type Members = { members: Member[]; opensHistory: boolean };

/** Everything the chats' streams may tell; a kind without its case in `apply` does not compile. */
export type ChatEvent =
  | { kind: "messagePosted"; message: Message; author: Author }
  | { kind: "messageEdited"; message: Message; author: Author }
  | { kind: "messageReworded"; position: number }
  | {
      kind: "messageReacted";
      position: number;
      reactions: Reaction[];
      put: { personId: PersonId; sign: string }[];
      taken: { personId: PersonId; sign: string }[];
    }
  | { kind: "messageDeleted"; position: number; by: "author" | "moderator" }
  | { kind: "roomChanged"; title: string; mode: RoomMode }
  | { kind: "pinsChanged"; positions: number[] }
  | { kind: "membersChanged"; memberCount: number }
  | { kind: "badgesChanged"; authors: Author[] }
  | { kind: "hoursTurned"; hours: InHours | null }
  | { kind: "roomJoined"; room: RoomCard }
  | { kind: "roomLeft"; roomId: RoomId }
  | { kind: "abilitiesChanged"; rooms: Record<RoomId, string[]>; leads?: RoomId[] }
  | { kind: "seen"; roomId: RoomId; position: number }
  | { kind: "draftSaved"; roomId: RoomId; text: string; replyTo?: number | null }
  | { kind: "notificationsSet"; roomId: RoomId; mutedUntil: Instant | null; onlyMentions: boolean }
  | { kind: "messageHidden"; roomId: RoomId; position: number }
  | { kind: "sanctioned"; roomId: RoomId; until: Instant | null };
/** Events of other slices (desks, school) arrive on the same socket; their concepts know their kinds. */
export type OtherEvent = { kind: string; [field: string]: unknown };

export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  pointers?: { pointer: string; detail: string }[] | null;
};

export type Posted = { clientId: string; room: RoomId; position: number; id: string; sentAt: Instant; number: number };
export type ServerFrame =
  | { t: "welcome"; streams: Record<StreamId, number> }
  | { t: "resync"; streams: StreamId[] }
  | { t: "event"; stream: StreamId; number: number; event: ChatEvent | OtherEvent }
  | ({ t: "posted" } & Posted)
  | { t: "refused"; clientId: string; room: RoomId; problem: ProblemBody }
  | { t: "typing"; room: RoomId; person: PersonId; name: string }
  | { t: "read"; room: RoomId; position: number }
  | { t: "pong" }
  | { t: "dropped"; stream: StreamId };
export type ClientFrame =
  | { t: "resume"; streams: Record<StreamId, number> }
  | {
      t: "post";
      room: RoomId;
      clientId: string;
      text: string;
      replyTo: number | null;
      files?: string[];
      silent?: boolean;
    }
  | { t: "typing"; room: RoomId }
  | { t: "seen"; room: RoomId; position: number }
  | { t: "ping" };
/** The server's one writer joins what is queued: a message of the socket is a frame or an array of frames. */
export type SocketMessage = ServerFrame | ServerFrame[];
export type EventFrame = Extract<ServerFrame, { t: "event" }>;
