"""Chats as the wire shows them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.files.shapes import MOST_IN_MESSAGE, Attachment
from parta.files.shapes import Kind as FileKind
from parta.kernel.ids import StreamId
from parta.policy.table import Action

from .direct.shapes import DirectCard

LONGEST = 4000  # characters of a message
QUOTE = 160  # characters of a quoted message

# A number that a database's column of positions can hold: one larger would fail everybody's group of posts.
Position = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
Files = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=MOST_IN_MESSAGE)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]  # with its offset: one without can't be compared with now

Mode = Literal["discussion", "announcements", "readOnly", "archived"]


class Quote(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The message that is answered, shortened. A frame of a room names its place only: not every member may read it.

    `attached`: what its first file is, for «Фото» or «Файл».
    """

    position: int
    author_id: UUID | None = None
    text: str | None = None
    attached: FileKind | None = None


class Reaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sign under a message, how many people put it, and whether the reader is one of them."""

    sign: str
    count: int
    mine: bool = False


class Forwarded(msgspec.Struct, frozen=True):
    """Whose words these are, as he was shown where he said them; never where that was."""

    name: str
    badge: str
    verified: bool


class Message(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A message at its place in a room."""

    id: UUID
    client_id: UUID
    position: int
    author_id: UUID
    text: str
    sent_at: datetime
    edited_at: datetime | None = None
    deleted: Literal["author", "moderator"] | None = None
    hidden: bool = False  # the reader reported it
    reply_to: Quote | None = None
    mentions: tuple[UUID, ...] = ()
    mentions_all: bool = False
    attachments: tuple[Attachment, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    forwarded: Forwarded | None = None
    silent: bool = False  # sent without sound: no phone was told
    poll: UUID | None = None


class Author(msgspec.Struct, frozen=True, rename="camel"):
    """How somebody is shown in this room: name and badge are given by the system (E14)."""

    id: UUID
    name: str
    badge: str
    verified: bool


class InHours(msgspec.Struct, frozen=True, rename="camel"):
    """A timetable makes the chat stricter now, until then: `announcements` lets its leaders write, `readOnly` nobody."""

    mode: Literal["announcements", "readOnly"]
    why: Literal["lessons", "hours"]
    until: datetime


class RoomCard(msgspec.Struct, frozen=True, rename="camel"):
    """A room in its reader's list. `first_position`: where his history begins.

    `abilities` are those of the chat's mode; while `hours` stand they rest as that says. `leads`: moderates it.
    Unread is what stands after max(read, first − 1), without `own_positions`. `last_message` comes without its quote.
    """

    id: UUID
    kind: str
    title: str
    class_id: UUID | None
    mode: Mode
    last_position: int
    first_position: int
    read_position: int
    read_up_to: int
    member_count: int
    muted_until: datetime | None
    sanction_until: datetime | None
    draft: str
    draft_reply_to: int | None
    last_message: Message | None
    last_author: Author | None
    own_positions: list[int]
    mention_positions: list[int]
    pinned_positions: list[int]
    abilities: list[Action]
    only_mentions: bool = False  # of what is written here only what calls the reader by name rings
    hours: InHours | None = None
    leads: bool = False
    direct: DirectCard | None = None  # a chat of two: its title is the other's name


class RoomList(msgspec.Struct, frozen=True, rename="camel"):
    """All rooms of a reader, and the heads of the streams from which the socket goes on."""

    rooms: list[RoomCard]
    streams: Mapping[StreamId, int]


class History(msgspec.Struct, frozen=True, rename="camel"):
    """A stretch of a room's messages, oldest first."""

    messages: list[Message]
    authors: list[Author]


class MessageDraft(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A message to be posted; the same `client_id` again is the same message. With `files` the text may be empty.

    `silent`: no phone is told of it.
    """

    client_id: UUID
    text: str
    reply_to: Position | None = None
    files: Files = ()
    silent: bool = False


class NewText(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a message says from now on."""

    text: str


class DraftText(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a draft says from now on, and which message it answers."""

    text: str
    reply_to: Position | None = None


class Readers(msgspec.Struct, frozen=True, rename="camel"):
    """Who has read a message: a number for everybody, names for staff."""

    read_count: int
    total: int
    read: list[Author] | None
    unread: list[Author] | None


class Member(msgspec.Struct, frozen=True, rename="camel"):
    """One person who can read the room, and why (E7)."""

    id: UUID
    hat: str
    name: str
    badge: str
    verified: bool
    because: str
    moderates: bool
    sanction_until: datetime | None
    pinned: str | None  # kept by a named exception, and why (C4)
    looks_like: str | None  # somebody verified here whose name his own looks like (E14)


class Members(msgspec.Struct, frozen=True, rename="camel"):
    """Everybody who can read the room now: exact and complete."""

    members: list[Member]
    opens_history: bool


class MutedUntil(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """No notifications until then; null = as usual. `only_mentions`: only what calls one by name rings; stays as it is."""

    muted_until: Moment | None
    only_mentions: bool | msgspec.UnsetType = msgspec.UNSET


class NewSanction(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Only reading until then (E4)."""

    person_id: UUID
    until: Moment
    reason: str = ""


class NewRemoval(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Out of the chat, and why; the person is not told the reason here."""

    person_id: UUID
    reason: str


class PutOut(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody who was put out of a chat and may be taken in again."""

    person_id: UUID
    name: str
    reason: str
    at: datetime
