"""A poll as its reader sees it: results as soon as they are shown, names only where they may be known (C9).

Peers read the names that the chat shows; surnames and patronymics are for whoever may read the class list (2.3).
"""

from uuid import UUID

from parta.kernel.ids import ClassId, PersonId, RoomId
from parta.kernel.text import full_name, pupil_name
from parta.parts.schema import Record
from parta.people import queries as people
from parta.policy.table import Action
from parta.work import Work

from ..cards import author_of
from ..queries import messages
from . import queries
from .commands import is_closed, may_vote, may_vote_for, place_of, readable
from .shapes import Ballot, Poll, Voter, Voters


async def poll(work: Work, which: UUID) -> Poll:
    """The poll with the votes that the reader may give."""
    row = await readable(work, which)
    place = place_of(work, row)
    closed = is_closed(work, row)
    voted, times = (await queries.tallies(work.connection, work.school, [which])).get(which, (0, {}))
    shown = closed or row.shows == "atOnce"
    ballots = await _ballots(work, row) if work.may(Action.VOTE, place) else []
    return Poll(
        id=which,
        question=row.question,
        choices=list(row.choices),
        many=row.many,
        anonymous=row.anonymous,
        per=row.per,
        shows=row.shows,
        closes_at=row.closes_at,
        closed=closed,
        author=author_of(
            row.author_id, await messages.badge_of(work.connection, work.school, RoomId(row.room_id), row.author_id)
        ),
        counts=[times.get(at, 0) for at in range(len(row.choices))] if shown else None,
        voted=voted,
        ballots=ballots,
        may_vote=bool(ballots) and await may_vote(work, row),
        leaders_see_names=row.anonymous and row.class_id is not None,
        may_close=not closed and work.may(Action.CLOSE_POLL, place),
        may_see_voters=_sees_names(work, row) and shown,
    )


async def voters(work: Work, which: UUID) -> Voters:
    """Who chose what, and who has not answered: in a named poll for every reader, else for who leads the class alone."""
    row = await readable(work, which)
    if row.anonymous:
        work.require(Action.SEE_VOTERS, place_of(work, row))
    if not is_closed(work, row) and row.shows != "atOnce":
        return Voters([], [])
    rows = await queries.votes(work.connection, work.school, which)
    known = {one.voter_id for one in rows}
    place = place_of(work, row)
    in_full = work.may(Action.SEE_VOTERS, place) or work.may(Action.SEE_ROSTER, place)
    return Voters([_voter(row, one, in_full=in_full) for one in rows], await _silent(work, row, known))


def _voter(row: Record, vote: Record, *, in_full: bool) -> Voter:
    """One vote by name: as the class list has it, or as the chat shows it."""
    by = ""
    if vote.by_id != vote.voter_id:
        by = full_name(vote.by_last, vote.by_first, None) if in_full else author_of(vote.by_id, vote.giver_badge).name
    if row.per == "child":
        return Voter(pupil_name(vote.last_name, vote.first_name), by, list(vote.choices))
    shown = author_of(vote.voter_id, vote.voter_badge).name
    name = full_name(vote.last_name, vote.first_name, vote.middle_name) if in_full else shown
    return Voter(name, by, list(vote.choices))


def _sees_names(work: Work, row: Record) -> bool:
    return not row.anonymous or work.may(Action.SEE_VOTERS, place_of(work, row))


async def _silent(work: Work, row: Record, known: set[UUID]) -> list[str]:
    if row.per == "child":
        children = await queries.children_of(work.connection, work.school, ClassId(row.class_id))
        return [pupil_name(one.last_name, one.first_name) for one in children if one.id not in known]
    members = await queries.members_of(work.connection, work.school, RoomId(row.room_id))
    return sorted(one.badge["name"] for one in members if one.person_id not in known)


async def _ballots(work: Work, row: Record) -> list[Ballot]:
    own = await may_vote_for(work, row)
    given = await queries.votes_of(work.connection, work.school, row.id, own)
    names = await people.names(work.connection, work.school, own)
    return [await _ballot(work, row, one, given.get(one), names[one].of_pupil) for one in own]


async def _ballot(work: Work, row: Record, whose: PersonId, vote: Record | None, name: str) -> Ballot:
    by = ""
    if vote is not None and vote.by_id not in (work.person, whose):
        badge = await messages.badge_of(work.connection, work.school, RoomId(row.room_id), vote.by_id)
        by = author_of(vote.by_id, badge).name
    child = None if whose == work.person else whose
    return Ballot(child, name, list(vote.choices) if vote is not None else [], by)
