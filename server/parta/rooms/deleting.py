"""A deletion for all: the place stays, the words go, wherever they stand — table, journal, what the hub remembers."""

from typing import Literal

from parta.files import taking_back
from parta.kernel.ids import PersonId, RoomId, StreamId
from parta.realtime import journal
from parta.work import Work

from .cards import author_of, message_of
from .events import MessageDeleted, MessagePosted
from .pinned import places
from .queries import messages as queries


async def delete_for_all(work: Work, room: RoomId, position: int, *, by: Literal["author", "moderator"]) -> None:
    """Blank a message that is still there; the caller has made sure that the actor may, and holds its row."""
    stream = StreamId(room)
    await journal.lock(work.connection, work.school, {stream: "room"})
    row = await queries.blank(work.connection, work.school, room, position, by=by, now=work.now)
    author = author_of(
        row.author_id, await queries.badge_of(work.connection, work.school, room, PersonId(row.author_id))
    )
    body = journal.encode(MessagePosted(message=message_of(row, hidden=False), author=author))
    await journal.blank(work.connection, stream, position, body)
    work.redacted(stream, position, body)
    await taking_back.of_message(work, room, position)
    work.tell(stream, "room", MessageDeleted(position=position, by=by))
    await places.forget(work, room, position)
