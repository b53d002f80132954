"""The rules of signs: who may put one, how many, and who may know whose they are."""

from datetime import datetime

from parta.kernel.errors import NotFound
from parta.kernel.ids import RoomId
from parta.policy.table import Action
from parta.work import Work

from ..cards import author_of
from ..commands import must_answer, place, standing_in
from ..shapes import Author
from . import queries

MOST_OF_ONE = 3  # signs that a person puts under one message
MOST_KINDS = 20  # different signs under one message


async def must_react(work: Work, room: RoomId) -> None:
    """The right, and what takes it away for a time: a closed room (C5), a sanction (E4)."""
    footing = await standing_in(work, room)
    work.require(Action.REACT, place(work, footing))
    await must_answer(work, footing)


async def who_reacted(work: Work, room: RoomId, position: int) -> list[tuple[Author, str, datetime]]:
    """Every sign under a message that the actor can read, by sign and time."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    if not await queries.readable(work.connection, work.school, room, position, work.person, work.actor.hat):
        raise NotFound
    rows = await queries.who(work.connection, work.school, room, position)
    return [(author_of(row.person_id, row.badge), row.sign, row.at) for row in rows]
