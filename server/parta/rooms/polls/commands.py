"""Polls are made, answered, closed. The rights stand in policy/table.py; who answers for whom stands here (C9).

A child has one vote, whoever of his representatives gives it: the last one before the end counts, and each of them sees it.
"""

from datetime import timedelta
from uuid import UUID

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, PersonId, RoomId
from parta.kernel.text import one_line
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.work import Work

from ..commands import must_answer, must_write, place, standing_in
from ..errors import OnlyReading, RoomIsClosed
from ..post_group import Posted
from ..posting import Posting
from ..shapes import MessageDraft
from . import queries
from .errors import NotYourVote, PollIsClosed
from .shapes import LONGEST_CHOICE, LONGEST_QUESTION, NewPoll, NewVote
from .together import PollTallies

LONGEST_OPEN = timedelta(days=366)


async def make(work: Work, room: RoomId, new: NewPoll) -> UUID:
    """Lay a poll down; it is asked once the message that carries it stands in the chat."""
    footing = await standing_in(work, room)
    work.require(Action.MAKE_POLL, place(work, footing))
    await must_write(work, footing)
    question = one_line(new.question, pointer="/question", longest=LONGEST_QUESTION)
    choices = [one_line(one, pointer=f"/choices/{at}", longest=LONGEST_CHOICE) for at, one in enumerate(new.choices)]
    if len(choices) < 2 or len(set(choices)) < len(choices):
        raise invalid("/choices", "Нужно хотя бы два разных ответа")
    if new.closes_at is not None and not work.now < new.closes_at <= work.now + LONGEST_OPEN:
        raise invalid("/closesAt", "Укажите время в будущем, не дальше года")
    if new.per == "child" and footing.class_id is None:
        raise invalid("/per", "Голос от ребёнка бывает только в чатах класса или кружка")
    row = {
        "school_id": work.school, "id": work.new_id(), "room_id": room, "author_id": work.person,
        "client_id": new.client_id, "question": question, "choices": choices, "many": new.many,
        "anonymous": new.anonymous, "per": new.per, "shows": new.shows, "closes_at": new.closes_at,
        "made_at": work.now,
    }  # fmt: skip
    await queries.insert_poll(work.connection, row)
    known = await queries.by_client(work.connection, work.school, work.person, new.client_id)
    if known is None or known.room_id != room:
        raise NotFound
    return UUID(str(known.id))


async def ask(posting: Posting, actor: Actor, room: RoomId, new: NewPoll, which: UUID) -> Posted:
    """Post the message that carries the poll; the same id again is the same message."""
    draft = MessageDraft(client_id=new.client_id, text=one_line(new.question, pointer="/question", longest=300))
    return await posting.post(actor, room, draft, poll=which)


async def vote(work: Work, tallies: PollTallies, which: UUID, new: NewVote) -> None:
    """Choose, choose anew, or take the vote back, until the poll is closed."""
    row = await readable(work, which)
    work.require(Action.VOTE, place_of(work, row))
    await must_answer(work, await standing_in(work, RoomId(row.room_id)))
    chosen = sorted(set(new.choices))
    if any(one >= len(row.choices) for one in chosen) or (len(chosen) > 1 and not row.many):
        raise invalid("/choices", "Такого ответа в опросе нет" if row.many else "Выберите один ответ")
    whose = await _whose(work, row, new)
    if is_closed(work, await queries.locked(work.connection, work.school, which)):
        raise PollIsClosed
    if chosen:
        vote_row = {
            "school_id": work.school, "poll_id": which, "voter_id": whose, "choices": chosen,
            "by_id": work.person, "at": work.now,
        }  # fmt: skip
        await queries.put_vote(work.connection, vote_row)
    else:
        await queries.take_vote(work.connection, work.school, which, whose)
    tallies.after(work, which)


async def close(work: Work, tallies: PollTallies, which: UUID) -> None:
    """The author closes his poll before its time."""
    row = await readable(work, which)
    work.require(Action.CLOSE_POLL, place_of(work, row))
    await queries.locked(work.connection, work.school, which)
    await queries.close(work.connection, work.school, which, work.now)
    tallies.after(work, which)


async def readable(work: Work, which: UUID) -> Record:
    """A poll of a message that the actor may read at this moment; everything else is `NotFound`."""
    if work.actor.hat is None:
        raise NotFound
    row = await queries.readable(work.connection, work.school, which, work.person, work.actor.hat.value)
    if row is None:
        raise NotFound
    return row


def place_of(work: Work, row: Record) -> Place:
    """Where the poll stands, as the policy sees it."""
    classes = frozenset({ClassId(row.class_id)}) if row.class_id else frozenset()
    return Place(school=work.school, classes=classes, member=True, owner=PersonId(row.author_id))


def is_closed(work: Work, row: Record) -> bool:
    """Closed by the author, or its time is over."""
    return row.closed_at is not None or (row.closes_at is not None and row.closes_at <= work.now)


async def may_vote_for(work: Work, row: Record) -> list[PersonId]:
    """Himself; in a poll of children his children of this class, a pupil himself, and nobody else."""
    if row.per == "person":
        return [work.person]
    hat = work.actor.hat
    if hat is not None and hat.value == "pupil":
        return [work.person]
    if hat is None or hat.value != "guardian":
        return []
    return await queries.children_here(work.connection, work.school, [ClassId(row.class_id)], work.person)


async def may_vote(work: Work, row: Record) -> bool:
    """Would a vote of the actor be taken at this moment?"""
    if is_closed(work, row) or not work.may(Action.VOTE, place_of(work, row)):
        return False
    try:
        await must_answer(work, await standing_in(work, RoomId(row.room_id)))
    except (OnlyReading, RoomIsClosed):
        return False
    return True


async def _whose(work: Work, row: Record, new: NewVote) -> PersonId:
    possible = await may_vote_for(work, row)
    if not possible:
        raise NotYourVote
    if new.child_id is None and len(possible) == 1:
        return possible[0]
    wanted = [one for one in possible if one == new.child_id]
    if not wanted:
        raise invalid("/childId", "Выберите ребёнка, за которого голосуете")
    return wanted[0]
