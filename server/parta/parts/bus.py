"""The bus: what one node has committed, told to the nodes that listen. Alone on a machine it is a function call."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, SessionId, StreamId


class Announcement(msgspec.Struct, frozen=True):
    """A committed event: `frame` goes to the listeners of `stream` as it is."""

    stream: StreamId
    number: int
    frame: bytes
    joins: tuple[tuple[PersonId, Hat], ...] = ()
    leaves: tuple[tuple[PersonId, Hat], ...] = ()
    position: int | None = None  # of the message whose text the frame holds


class Passing(msgspec.Struct, frozen=True):
    """Something that is worth telling only now (typing, somebody has read); it has no number and is not kept."""

    stream: StreamId
    frame: bytes
    but_not: PersonId | None = None
    only: PersonId | None = None


class SessionsEnded(msgspec.Struct, frozen=True):
    """These sessions are over (or act as somebody else now): their sockets close, what is remembered is forgotten."""

    sessions: tuple[SessionId, ...]
    over: bool = True


class StructureChanged(msgspec.Struct, frozen=True):
    """Standings of these people changed: what is remembered of them is forgotten.

    `elsewhere`: another process did it (the command line), nobody here knows whose: all of the school come back.
    """

    school: SchoolId
    version: int
    people: frozenset[PersonId] = frozenset()
    elsewhere: bool = False


class Redacted(msgspec.Struct, frozen=True):
    """A message was deleted: frames in memory that still hold its text take this body instead."""

    stream: StreamId
    position: int
    body: bytes


class DesksChanged(msgspec.Struct, frozen=True):
    """This person's standing changed: these are the desks he hears from now on, each with its head; no others."""

    person: PersonId
    hat: Hat
    desks: tuple[tuple[StreamId, int], ...]


class Deaf(msgspec.Struct, frozen=True):
    """Whether this process may miss what others change: nothing in memory is to be trusted until it hears again."""

    deaf: bool


BusMessage = Announcement | Passing | SessionsEnded | StructureChanged | Redacted | DesksChanged | Deaf
Listener = Callable[[BusMessage], None]


class Bus(Protocol):
    """Carries messages to every node, this one included, in the order they were published here."""

    def publish(self, messages: Sequence[BusMessage]) -> None:
        """Tell; never blocks."""
        ...

    def listen(self, listener: Listener) -> None:
        """Hear everything from now on; the listener must not block."""
        ...


class InProcessBus:
    """One node: publishing calls the listeners."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator["InProcessBus"]:
        yield self

    def publish(self, messages: Sequence[BusMessage]) -> None:
        for message in messages:
            for listener in self._listeners:
                listener(message)

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)
