"""What is told about chats. Every event has an `apply` in the client and a fold fixture."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from parta.policy.table import Action

from .shapes import Author, InHours, Message, Reaction, RoomCard


class RoomEvent(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", omit_defaults=True):
    """Base of a room's events."""


class MessagePosted(RoomEvent, frozen=True, tag="messagePosted"):
    """A message stands at its position; the same position again means: it stands there like this now."""

    message: Message
    author: Author


class MessageEdited(RoomEvent, frozen=True, tag="messageEdited"):
    """A message says something else now."""

    message: Message
    author: Author


class MessageReworded(RoomEvent, frozen=True, tag="messageReworded"):
    """A message says something else now, but not every member may read it: who shows it asks for it."""

    position: int


class Reacted(msgspec.Struct, frozen=True, rename="camel"):
    """A sign of one person."""

    person_id: UUID
    sign: str


class MessageReacted(RoomEvent, frozen=True, tag="messageReacted", omit_defaults=False):
    """The signs under a message are these now: all of a moment in one event. Each finds himself among who put or took one."""

    position: int
    reactions: tuple[Reaction, ...]
    put: tuple[Reacted, ...]
    taken: tuple[Reacted, ...]


class MessageDeleted(RoomEvent, frozen=True, tag="messageDeleted"):
    """A message was deleted; its place stays."""

    position: int
    by: Literal["author", "moderator"]


class RoomChanged(RoomEvent, frozen=True, tag="roomChanged"):
    """The room's title or mode changed."""

    title: str
    mode: str


class HoursTurned(RoomEvent, frozen=True, tag="hoursTurned", omit_defaults=False):
    """The room's timetable makes it stricter now, or no longer (None); the same for everybody in it."""

    hours: InHours | None


class PinsChanged(RoomEvent, frozen=True, tag="pinsChanged"):
    """These places are pinned now, the latest first; their words are asked for."""

    positions: list[int]


class MembersChanged(RoomEvent, frozen=True, tag="membersChanged"):
    """The number of people who can read the room changed; who they are is asked for, never sent to all."""

    member_count: int


class BadgesChanged(RoomEvent, frozen=True, tag="badgesChanged"):
    """These members are shown with another name or badge now."""

    authors: tuple[Author, ...]


class RoomJoined(RoomEvent, frozen=True, tag="roomJoined"):
    """On the person's stream: a room is yours from now on."""

    room: RoomCard


class RoomLeft(RoomEvent, frozen=True, tag="roomLeft"):
    """On the person's stream: a room is no longer yours; forget it."""

    room_id: UUID


class AbilitiesChanged(RoomEvent, frozen=True, tag="abilitiesChanged"):
    """On the person's stream: what he may do in these rooms now, worked out by the policy; `leads`: those that he moderates."""

    rooms: dict[str, list[Action]]
    leads: list[UUID] = msgspec.field(default_factory=list)


class SeenUpTo(RoomEvent, frozen=True, tag="seen"):
    """On the person's stream: read up to here, on whichever device."""

    room_id: UUID
    position: int


class DraftSaved(RoomEvent, frozen=True, tag="draftSaved"):
    """On the person's stream: the draft in this room and what it answers; nothing of both = none."""

    room_id: UUID
    text: str
    reply_to: int | None = None


class NotificationsSet(RoomEvent, frozen=True, tag="notificationsSet", omit_defaults=False):
    """On the person's stream: the room is quiet until then; null = not muted. Or only mentions ring."""

    room_id: UUID
    muted_until: datetime | None
    only_mentions: bool


class MessageHidden(RoomEvent, frozen=True, tag="messageHidden"):
    """On the reporter's stream: what he reported is hidden from him at once (E3)."""

    room_id: UUID
    position: int


class Sanctioned(RoomEvent, frozen=True, tag="sanctioned", omit_defaults=False):
    """On the person's stream: may only read this room until then; null = may write again (E4)."""

    room_id: UUID
    until: datetime | None


class ReportFiled(RoomEvent, frozen=True, tag="reportFiled"):
    """On the desks: somebody reported a message; who is told to nobody."""

    report_id: UUID


class ReportDecided(RoomEvent, frozen=True, tag="reportDecided"):
    """On the desks: a report no longer waits."""

    report_id: UUID


class ScheduledRefused(RoomEvent, frozen=True, tag="scheduledRefused"):
    """On the author's stream: a message that he left for later could not go, and why."""

    room_id: UUID
    why: str


RoomEvents = (
    MessagePosted
    | MessageEdited
    | MessageReworded
    | MessageReacted
    | MessageDeleted
    | RoomChanged
    | HoursTurned
    | PinsChanged
    | MembersChanged
    | BadgesChanged
    | RoomJoined
    | RoomLeft
    | AbilitiesChanged
    | SeenUpTo
    | DraftSaved
    | NotificationsSet
    | MessageHidden
    | Sanctioned
    | ReportFiled
    | ReportDecided
    | ScheduledRefused
)
