"""What another process changed (the command line, the worker), told to the server by the database, with the commit itself."""

from collections.abc import Sequence
from itertools import islice

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId, SessionId
from parta.parts import listening
from parta.parts.bus import Bus, BusMessage, Deaf, SessionsEnded, StructureChanged
from parta.parts.listening import Connect

CHANNEL = "parta"
IDS_AT_MOST = 150  # of one notice: PostgreSQL carries 8,000 bytes
_NOTIFY = text("select pg_notify(:channel, :words)")


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
    await listening.listen(
        connect,
        CHANNEL,
        hear=lambda words: bus.publish([_message(_decode(words))]),
        deaf=lambda deaf: bus.publish([Deaf(deaf)]),
    )


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
