"""The door of history: a page of a chat, the question that everybody asks at 8:25. Past SQLAlchemy, on connections of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
import psycopg

from parta.kernel.errors import NotFound
from parta.kernel.ids import RoomId
from parta.policy.decide import Place, demand
from parta.policy.standing import Actor
from parta.policy.table import Action

from .queries import history as queries
from .queries.history import Line
from .shapes import Reaction

CONNECTIONS = 4  # each waits for the database only; more would not make it faster
REMEMBERED_BADGES = 4096
LAST = 2**62  # before every position there can be
Connection = psycopg.AsyncConnection[Any]
Connect = Callable[[], AbstractAsyncContextManager[Connection]]


class WireQuote(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """`shapes.Quote` with ids as words."""

    position: int
    author_id: str
    text: str | None
    attached: str | None = None


class WireMessage(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """`shapes.Message` with ids as words: the same JSON, without fifty times three objects for the ids."""

    id: str
    client_id: str
    position: int
    author_id: str
    text: str
    sent_at: datetime
    edited_at: datetime | None = None
    deleted: str | None = None
    hidden: bool = False
    reply_to: WireQuote | None = None
    mentions: list[str] = []
    mentions_all: bool = False
    attachments: msgspec.Raw | None = None
    reactions: Sequence[Reaction] = ()
    forwarded: msgspec.Raw | None = None
    silent: bool = False
    poll: str | None = None


class WireAuthor(msgspec.Struct, frozen=True):
    """`shapes.Author` likewise."""

    id: str
    name: str
    badge: str
    verified: bool


class WireHistory(msgspec.Struct, frozen=True):
    """`shapes.History` likewise."""

    messages: list[WireMessage]
    authors: list[WireAuthor]


class Badge(msgspec.Struct, frozen=True):
    """How a membership says that its person is shown."""

    name: str
    text: str = ""
    verified: bool = False


_badge = lru_cache(REMEMBERED_BADGES)(msgspec.json.Decoder(Badge).decode)
_counted = msgspec.json.Decoder(list[Reaction]).decode
_encode = msgspec.json.Encoder().encode
FORMER = Badge("Бывший участник")


class Histories:
    """Reads pages of chats on a handful of connections, as JSON that goes out as it is."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._free: asyncio.LifoQueue[Connection | None] = asyncio.LifoQueue()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Histories"]:
        """Connections are made at the start, and again after the database was away."""
        async with AsyncExitStack() as self._stack:
            for _ in range(CONNECTIONS):
                self._free.put_nowait(await self._stack.enter_async_context(self._connect()))
            yield self

    async def page(
        self, actor: Actor, room: RoomId, *, before: int | None, after: int | None, around: int | None, limit: int
    ) -> bytes:
        """The last messages, or those before, after or around a position. Raises `NotFound` for a room that is not one's own."""
        if actor.school is None or actor.person is None or actor.hat is None:
            raise NotFound
        demand(actor, Action.SEE_ROOM, Place(school=actor.school, member=True))
        reader = (actor.school, actor.person, actor.hat.value)
        async with self._borrow() as connection:
            lines: list[Line] = []
            for at, forward, part in _parts(before, after, around, limit):
                lines += await queries.page(connection, reader, room, at=at, limit=part, forward=forward)
            member = lines[0].member if lines else await queries.is_member(connection, reader, room)
        if not member:
            raise NotFound
        return _encode(WireHistory([_message(line) for line in lines], list(_authors(lines))))

    def reader(self, actor: Actor) -> "Reader":
        """The same for this actor."""
        return Reader(self, actor)

    @asynccontextmanager
    async def _borrow(self) -> AsyncIterator[Connection]:
        connection = await self._free.get()
        try:
            if connection is None or connection.closed:
                connection = None
                connection = await self._stack.enter_async_context(self._connect())
            yield connection
        finally:
            self._free.put_nowait(connection)


class Reader(msgspec.Struct, frozen=True):
    """Who asks for a page, and what reads it: one thing, since a door that asks for two pays for a group of tasks."""

    histories: Histories
    actor: Actor

    async def page(
        self, room: RoomId, *, before: int | None, after: int | None, around: int | None, limit: int
    ) -> bytes:
        """A page of a chat as JSON; see `Histories.page`."""
        return await self.histories.page(self.actor, room, before=before, after=after, around=around, limit=limit)


def _parts(before: int | None, after: int | None, around: int | None, limit: int) -> Sequence[tuple[int, bool, int]]:
    """What to ask for: from which position, forward or not, how many."""
    if around is not None:
        half = max(1, limit // 2)
        return [(around, False, half), (around - 1, True, limit - half)]
    if after is not None:
        return [(after, True, limit)]
    return [(before if before is not None else LAST, False, limit)]


def _message(line: Line) -> WireMessage:
    blank = line.deleted is not None or line.hidden
    quote = None
    if line.reply_to is not None and line.quoted_author is not None and not blank:
        quote = WireQuote(line.reply_to, line.quoted_author, line.quoted_text, line.quoted_attached)
    return WireMessage(
        line.id,
        line.client_id,
        line.position,
        line.author_id,
        "" if blank else line.text,
        line.sent_at,
        line.edited_at,
        line.deleted,
        line.hidden,
        quote,
        [] if blank or line.mentions is None else line.mentions,
        line.mentions_all and not blank,
        None if blank or line.attachments is None else msgspec.Raw(line.attachments.encode()),
        () if blank or line.reactions is None else _reactions(line.reactions, line.own_signs or ()),
        None if blank or line.forwarded is None else msgspec.Raw(line.forwarded.encode()),
        line.silent,
        None if blank else line.poll,
    )


def _reactions(counted: str, own: Sequence[str]) -> list[Reaction]:
    """The signs under a message, the reader's own marked."""
    return [Reaction(one.sign, one.count, one.sign in own) for one in _counted(counted)]


def _authors(lines: Iterable[Line]) -> Iterable[WireAuthor]:
    """Each author once, as he is (or last was) shown in this room."""
    seen: set[str] = set()
    for line in lines:
        if line.author_id not in seen:
            seen.add(line.author_id)
            badge = _badge(line.author_badge) if line.author_badge else FORMER
            yield WireAuthor(line.author_id, badge.name, badge.text, badge.verified)
