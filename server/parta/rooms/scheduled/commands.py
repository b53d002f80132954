"""The rules of messages for later: who may leave one, how many, how far ahead."""

from datetime import datetime, timedelta
from uuid import UUID

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import RoomId
from parta.kernel.text import body_text
from parta.parts.schema import Record
from parta.policy.table import Action
from parta.work import Work

from ..commands import must_be_a_writer, place, standing_in
from ..errors import SameIdOtherText, ScheduledIsGoing, TooManyScheduled
from ..mentions import mentions_of
from . import queries
from .shapes import NewScheduled, Scheduled, ScheduledChange

FURTHEST = timedelta(days=366)
MOST = 50  # that wait, of one person


async def mine(work: Work, room: RoomId) -> list[Scheduled]:
    """What the actor left in this room."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    rows = await queries.of_author(work.connection, work.school, room, work.person, _hat(work))
    return [_shown(row) for row in rows]


async def schedule(work: Work, room: RoomId, new: NewScheduled) -> Scheduled:
    """Leave a message for later. Whoever may not write now may leave none; at its time it is looked at again."""
    text = await _checked(work, room, new.text, new.due_at)
    if await queries.waiting(work.connection, work.school, work.person) >= MOST:
        raise TooManyScheduled
    row = await queries.insert(
        work.connection,
        {
            "school_id": work.school, "id": work.new_id(), "room_id": room, "author_id": work.person,
            "author_hat": _hat(work), "client_id": new.client_id, "text": text, "silent": new.silent,
            "due_at": new.due_at, "next_at": new.due_at, "created_at": work.now,
        },
    )  # fmt: skip
    if row is None:
        row = await queries.by_client(work.connection, work.school, work.person, new.client_id)
        if row is None or row.room_id != room or row.text != text:
            raise SameIdOtherText
    await queries.wake(work.connection)
    return _shown(row)


async def change(work: Work, room: RoomId, one: UUID, new: ScheduledChange) -> Scheduled:
    """Other words or another time; what was refused is tried again."""
    text = await _checked(work, room, new.text, new.due_at)
    await _free(work, room, one)
    values = {
        "text": text, "silent": new.silent, "due_at": new.due_at, "next_at": new.due_at, "in_hand_until": None,
        "refused": None,
    }  # fmt: skip
    row = await queries.change(work.connection, work.school, one, values)
    await queries.wake(work.connection)
    return _shown(row)


async def cancel(work: Work, room: RoomId, one: UUID) -> None:
    """Take it back; possible also for whoever may not write any more."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    await _free(work, room, one)
    await queries.cancel(work.connection, work.school, one)


async def _free(work: Work, room: RoomId, one: UUID) -> None:
    """The actor's own, and nobody is sending it at this moment; it stays so until the commit."""
    row = await queries.own(work.connection, work.school, room, work.person, one)
    if row is None:
        raise NotFound
    if row.in_hand_until is not None and work.now < row.in_hand_until:
        raise ScheduledIsGoing


async def _checked(work: Work, room: RoomId, text: str, due: datetime) -> str:
    footing = await standing_in(work, room)
    at = place(work, footing)
    work.require(Action.POST, at)
    await must_be_a_writer(work, footing)  # by the hours of the moment at which it goes, not of this one
    if not work.now < due <= work.now + FURTHEST:
        raise invalid("/dueAt", "Укажите время в будущем, не дальше года")
    clean = body_text(text)
    _, everybody = mentions_of(clean)
    if everybody:
        work.require(Action.MENTION_ALL, at)
    return clean


def _shown(row: Record) -> Scheduled:
    return Scheduled(row.id, row.text, row.due_at, row.silent, row.refused)


def _hat(work: Work) -> str:
    if work.actor.hat is None:
        raise NotFound
    return work.actor.hat.value
