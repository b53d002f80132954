"""Pinning: the class teacher, whoever leads the chat, the administrator; everybody in it hears which places are pinned."""

from parta.kernel.errors import NotFound
from parta.kernel.ids import RoomId, StreamId
from parta.policy.table import Action
from parta.realtime import journal
from parta.work import Work

from ..cards import author_of, message_of
from ..commands import place, standing_in
from ..errors import AlreadyDeleted
from ..queries import messages as message_queries
from ..shapes import History
from . import queries
from .places import tell_places


async def pin(work: Work, room: RoomId, position: int) -> None:
    """Pin a message that the actor can read; pinned again it stays where it is."""
    footing = await standing_in(work, room)
    work.require(Action.PIN_MESSAGE, place(work, footing))
    row = await message_queries.one_message(work.connection, work.school, room, position, lock=True)
    if row is None or not footing.reads(position):
        raise NotFound
    if row.deleted is not None:
        raise AlreadyDeleted
    # After the message, as an edit and a deletion do: the other way round two of them wait for each other.
    await journal.lock(work.connection, work.school, {StreamId(room): "room"})
    if await queries.pin(work.connection, work.school, room, position, work.person, work.now):
        await tell_places(work, room)
        work.note(Action.PIN_MESSAGE, room, position=position, pinned=True)


async def unpin(work: Work, room: RoomId, position: int) -> None:
    """Take a pin away; where there is none nothing happens."""
    footing = await standing_in(work, room)
    work.require(Action.PIN_MESSAGE, place(work, footing))
    await journal.lock(work.connection, work.school, {StreamId(room): "room"})
    if await queries.unpin(work.connection, work.school, room, position):
        await tell_places(work, room)
        work.note(Action.PIN_MESSAGE, room, position=position, pinned=False)


async def pinned(work: Work, room: RoomId) -> History:
    """The pinned messages, the latest pin first. Members who came later read these too: they are pinned for them (C4)."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    rows = await queries.messages(work.connection, work.school, room, work.person)
    authors = {row.author_id: author_of(row.author_id, row.badge) for row in rows}
    return History([message_of(row, hidden=row.hidden) for row in rows], list(authors.values()))
