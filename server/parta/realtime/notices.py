"""What another process changed (the command line, the worker), told to the server by the database, with the commit itself."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from itertools import islice
from typing import Any

import msgspec
import psycopg
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId, SessionId
from parta.parts.bus import Bus, BusMessage, Deaf, SessionsEnded, StructureChanged

CHANNEL = "parta"
IDS_AT_MOST = 150  # of one notice: PostgreSQL carries 8,000 bytes
AGAIN_AFTER = 0.5  # seconds

log = structlog.get_logger()
_NOTIFY = text("select pg_notify(:channel, :words)")
Connect = Callable[[], AbstractAsyncContextManager[psycopg.AsyncConnection[Any]]]


class Sessions(msgspec.Struct, frozen=True, tag="sessions"):
    """These sessions are over, or act as somebody else."""

    ids: list[SessionId]
    over: bool


class Structure(msgspec.Struct, frozen=True, tag="structure"):
    """Standings of this school changed."""

    school: SchoolId
    version: int


_decode = msgspec.json.Decoder(Sessions | Structure).decode
_encode = msgspec.json.Encoder().encode


async def tell(connection: AsyncConnection, messages: Sequence[BusMessage]) -> None:
    """Put what the server must hear into this transaction: it is told if and only if it commits."""
    for notice in _notices(messages):
        await connection.execute(_NOTIFY, {"channel": CHANNEL, "words": _encode(notice).decode()})


async def listen(connect: Connect, bus: Bus) -> None:
    """Hear what others tell for as long as the server lives; without a connection nothing in memory is trusted."""
    while True:
        try:
            async with connect() as connection:
                await connection.execute(f"listen {CHANNEL}")
                bus.publish([Deaf(False)])
                async for words in _heard(connection):
                    bus.publish([_message(_decode(words))])
        except (psycopg.Error, OSError) as error:
            log.warning("notices lost their database", error=str(error))
        bus.publish([Deaf(True)])
        await asyncio.sleep(AGAIN_AFTER)


async def _heard(connection: psycopg.AsyncConnection[Any]) -> AsyncIterator[bytes]:
    """The words of each notice. `connection.notifies()` would look ten times a second whether anything came."""
    loop, came, socket = asyncio.get_running_loop(), asyncio.Event(), connection.fileno()
    loop.add_reader(socket, came.set)
    try:
        while True:
            await came.wait()
            came.clear()
            connection.pgconn.consume_input()  # raises psycopg.OperationalError when the server is gone
            while (notice := connection.pgconn.notifies()) is not None:
                yield notice.extra
    finally:
        loop.remove_reader(socket)


def _notices(messages: Sequence[BusMessage]) -> list[Sessions | Structure]:
    found: list[Sessions | Structure] = []
    for message in messages:
        match message:
            case SessionsEnded(sessions=sessions, over=over):
                left = iter(sessions)
                while some := list(islice(left, IDS_AT_MOST)):
                    found.append(Sessions(some, over))
            case StructureChanged(school=school, version=version):
                found.append(Structure(school, version))
            case _:
                pass
    return found


def _message(notice: Sessions | Structure) -> BusMessage:
    match notice:
        case Sessions(ids=ids, over=over):
            return SessionsEnded(tuple(ids), over)
        case Structure(school=school, version=version):
            return StructureChanged(school, version, elsewhere=True)
