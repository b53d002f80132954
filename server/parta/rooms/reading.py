"""Reading chats: the list, history, who has read, who can read (E7)."""

from typing import Any

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId, RoomId, StreamId, class_desk, hat_stream, school_desk
from parta.kernel.lookalikes import skeleton
from parta.people import queries as people
from parta.policy.decide import Place, allowed
from parta.policy.standing import Actor, Column
from parta.policy.table import Action
from parta.realtime import journal
from parta.work import Work

from .cards import author_of, cards_of, message_of
from .queries import history as history_queries
from .queries import members as member_queries
from .queries import messages as message_queries
from .queries import rooms as queries
from .queries.rooms import Footing
from .shapes import Author, Member, Members, Message, Quote, Readers, RoomList


async def my_list(work: Work) -> RoomList:
    """All rooms of the actor, and the heads of the streams that he hears."""
    hat = work.actor.hat
    if hat is None:
        return RoomList([], {})
    rooms = await queries.my_rooms(work.connection, work.school, work.person, hat)
    heads = await journal.heads(
        work.connection, streams_of(work, rooms)
    )  # before the state: replay overlaps, never misses
    cards = await cards_of(work, [(room, work.actor) for room in rooms])
    return RoomList([card for card, _ in cards], heads)


def streams_of(work: Work, rooms: list[RoomId]) -> list[StreamId]:
    """The streams that the actor may hear: his rooms, himself, the school, and the desks that his standing opens."""
    return [*map(StreamId, rooms), *own_streams(work.actor), *desks_of(work.actor)]


def own_streams(actor: Actor) -> tuple[StreamId, StreamId]:
    """The streams of the person in this hat, and of the school."""
    assert actor.school is not None
    assert actor.person is not None
    assert actor.hat is not None
    return hat_stream(actor.person, actor.hat.value), StreamId(actor.school)


def desks_of(actor: Actor) -> list[StreamId]:
    """The desks that the actor's standing opens: the school's, and those of the classes that he leads."""
    assert actor.school is not None
    desks = (
        [school_desk(actor.school)] if allowed(actor, Action.DECIDE_STAFF_REQUEST, Place(school=actor.school)) else []
    )
    targets = actor.columns().get(Column.CLASS_TEACHER, frozenset())
    return desks + [class_desk(ClassId(target)) for target in sorted(targets)]


async def one(work: Work, footing: Footing, position: int) -> tuple[Message, Author]:
    """One message as everybody in the room sees it, with its author."""
    hat = work.actor.hat
    assert hat is not None
    rows = await history_queries.stretch(
        work.connection, work.school, footing.room, work.person, hat, at=position - 1, limit=1, forward=True
    )
    if not rows or rows[0].position != position:
        raise NotFound
    return to_message(rows[0], for_all=True), author_of(rows[0].author_id, rows[0].author_badge)


async def readers(work: Work, footing: Footing, position: int, *, names: bool) -> Readers:
    """«Прочитали 14 из 28»; names only where the regulation gives them."""
    rows = await message_queries.readers(work.connection, work.school, footing.room, position)
    message = await message_queries.one_message(work.connection, work.school, footing.room, position)
    if message is None or not footing.reads(position):
        raise NotFound
    others = [row for row in rows if row.person_id != message.author_id]
    read = [author_of(row.person_id, row.badge) for row in others if row.has_read]
    unread = [author_of(row.person_id, row.badge) for row in others if not row.has_read]
    return Readers(len(read), len(others), read if names else None, unread if names else None)


async def members(work: Work, footing: Footing) -> Members:
    """Everybody who can read the room now, exact and complete (E7)."""
    rows = await member_queries.members(work.connection, work.school, footing.room, work.now)
    names = await people.names(work.connection, work.school, {PersonId(row.person_id) for row in rows})
    drawn = {person: skeleton(name.last + name.first) for person, name in names.items()}
    verified = {drawn.get(row.person_id): row for row in rows if row.badge.get("verified")}
    return Members([_member(row, verified.get(drawn.get(row.person_id))) for row in rows], footing.opens_history)


def to_message(row: Any, *, for_all: bool = False) -> Message:
    """A row of history on the wire; `for_all` leaves out what only this reader has hidden."""
    quote = (
        None
        if row.quoted_author is None
        else Quote(row.reply_to, row.quoted_author, row.quoted_text, row.quoted_attached)
    )
    return message_of(row, hidden=bool(row.hidden) and not for_all, quote=quote)


def _member(row: Any, namesake: Any) -> Member:
    imitates = namesake is not None and namesake.person_id != row.person_id and not row.badge.get("verified")
    author = author_of(PersonId(row.person_id), row.badge)
    return Member(
        id=author.id,
        hat=row.hat,
        name=author.name,
        badge=author.badge,
        verified=author.verified,
        because=row.because,
        moderates=row.moderates,
        sanction_until=row.until,
        pinned=row.pinned,
        looks_like=namesake.badge["name"] if imitates else None,
    )
