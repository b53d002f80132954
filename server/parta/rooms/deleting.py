"""A deletion for all: the place stays, the words go, wherever they stand — table, journal, what the hub remembers."""

from typing import Literal

from parta.kernel.ids import PersonId, RoomId, StreamId
from parta.realtime import journal
from parta.work import Work

from .cards import author_of
from .events import MessageDeleted, MessagePosted
from .queries import messages as queries
from .shapes import Message


async def delete_for_all(work: Work, room: RoomId, position: int, *, by: Literal["author", "moderator"]) -> None:
    """Blank a message that is still there; the caller has made sure that the actor may, and holds its row."""
    stream = StreamId(room)
    await journal.lock(work.connection, work.school, {stream: "room"})
    old = await queries.blank(work.connection, work.school, room, position, by=by, now=work.now)
    message = Message(
        id=old.id,
        client_id=old.client_id,
        position=position,
        author_id=old.author_id,
        text="",
        sent_at=old.sent_at,
        edited_at=old.edited_at,
        deleted=by,
    )
    badge = await queries.badge_of(work.connection, work.school, room, PersonId(old.author_id))
    body = journal.encode(MessagePosted(message=message, author=author_of(old.author_id, badge)))
    await journal.blank(work.connection, stream, position, body)
    work.redacted(stream, position, body)
    work.tell(stream, "room", MessageDeleted(position=position, by=by))
