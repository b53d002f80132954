"""Frames of the socket: what may come in, what goes out. Each is encoded once, never per listener."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from parta.kernel.ids import StreamId

# What a column of the database can hold: a larger number would spoil the statement that writes many people's marks.
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class ClientFrame(msgspec.Struct, frozen=True, rename="camel", tag_field="t", forbid_unknown_fields=True):
    """Base of what a client may say on the socket."""


class Resume(ClientFrame, frozen=True, tag="resume"):
    """The first frame: the last event number that the client has of each stream; an empty map asks for no replay."""

    streams: dict[UUID, Number]


class Post(ClientFrame, frozen=True, tag="post"):
    """Post a message; the same command and the same answer as by HTTP."""

    room: UUID
    client_id: UUID
    text: str
    reply_to: Number | None = None
    files: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=10)] = ()
    silent: bool = False


class Typing(ClientFrame, frozen=True, tag="typing"):
    """The person is writing in this room."""

    room: UUID


class Seen(ClientFrame, frozen=True, tag="seen"):
    """The person has read this room up to this position."""

    room: UUID
    position: Number


class Ping(ClientFrame, frozen=True, tag="ping"):
    """Is anybody there?"""


ClientFrames = Resume | Post | Typing | Seen | Ping


class ServerFrame(msgspec.Struct, frozen=True, rename="camel", tag_field="t", omit_defaults=True):
    """Base of what the server says beside events."""


class Welcome(ServerFrame, frozen=True, tag="welcome"):
    """After `resume`: the streams that are heard now, each with its head."""

    streams: dict[StreamId, int]


class Resync(ServerFrame, frozen=True, tag="resync"):
    """These streams can't be replayed: fetch their state anew."""

    streams: list[StreamId]


class Dropped(ServerFrame, frozen=True, tag="dropped"):
    """The right to this stream is lost: forget what it held."""

    stream: UUID


class Posted(ServerFrame, frozen=True, tag="posted"):
    """To the author: the message is durable, and stands here; `number` is its event's (0: it stood there already)."""

    client_id: UUID
    room: UUID
    position: int
    id: UUID
    sent_at: datetime
    number: int


class TypingSeen(ServerFrame, frozen=True, tag="typing"):
    """Somebody is writing."""

    room: UUID
    person: UUID
    name: str


class ReadUpTo(ServerFrame, frozen=True, tag="read"):
    """Somebody has read the room up to this position; at most one a second and room."""

    room: UUID
    position: int


class Pong(ServerFrame, frozen=True, tag="pong"):
    """Yes."""


ServerFrames = Welcome | Resync | Dropped | Posted | TypingSeen | ReadUpTo | Pong

decode = msgspec.json.Decoder(ClientFrames).decode
# A frame as the bytes that go on the wire.
encode = msgspec.json.Encoder().encode


def event_frame(stream: StreamId, number: int, body: bytes) -> bytes:
    """The frame of an event whose JSON is already known (from the commit, or from the journal)."""
    return b'{"t":"event","stream":"%b","number":%d,"event":%b}' % (str(stream).encode(), number, body)
