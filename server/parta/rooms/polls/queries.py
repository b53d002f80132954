"""SQL of polls: one row a poll, one row a vote; a vote is of a person or of a child, never two."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, RoomId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import person, standing

from ..tables import membership, message, poll, poll_vote


async def insert_poll(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Write a poll; the same author and client id again change nothing."""
    await connection.execute(upsert(poll).values(row).on_conflict_do_nothing())


async def by_client(connection: AsyncConnection, school: SchoolId, author: PersonId, client: UUID) -> Record | None:
    """The poll that this author made under this id."""
    asked = select(poll).where(poll.c.school_id == school, poll.c.author_id == author, poll.c.client_id == client)
    return (await connection.execute(asked)).first()


# The same rule as history's: a member now, within his spans, not deleted, not reported by himself.
_READABLE = text(
    """
    select poll.*, room.class_id, room.kind as room_kind
      from poll
      join room on room.school_id = poll.school_id and room.id = poll.room_id
      join message on message.author_id = poll.author_id and message.client_id = poll.client_id
                  and message.room_id = poll.room_id and message.deleted is null
     where poll.school_id = :school and poll.id = :poll
       and exists (select from membership as now
                    where now.school_id = :school and now.room_id = poll.room_id and now.person_id = :person
                      and now.hat = :hat and now.to_position is null)
       and exists (select from membership as span
                    where span.school_id = :school and span.room_id = poll.room_id and span.person_id = :person
                      and span.hat = :hat and message.position >= span.from_position
                      and (span.to_position is null or message.position <= span.to_position))
       and not exists (select from report where report.room_id = poll.room_id and report.position = message.position
                          and report.reporter_id = :person)
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("poll", type_=Uuid), bindparam("person", type_=Uuid))


async def readable(
    connection: AsyncConnection, school: SchoolId, which: UUID, reader: PersonId, hat: str
) -> Record | None:
    """The poll, if this reader may read the message that carries it now."""
    arguments = {"school": school, "poll": which, "person": reader, "hat": hat}
    return (await connection.execute(_READABLE, arguments)).first()


async def never_asked(connection: AsyncConnection, before: datetime) -> None:
    """Delete the polls made before then that no message carries, of every school."""
    carries = select(message.c.id).where(
        message.c.school_id == poll.c.school_id, message.c.room_id == poll.c.room_id,
        message.c.author_id == poll.c.author_id, message.c.client_id == poll.c.client_id,
    )  # fmt: skip
    await connection.execute(delete(poll).where(poll.c.made_at < before, ~carries.exists()))


async def locked(connection: AsyncConnection, school: SchoolId, which: UUID) -> Record:
    """The poll's row: votes wait for each other and for its closing."""
    asked = select(poll).where(poll.c.school_id == school, poll.c.id == which).with_for_update()
    return (await connection.execute(asked)).one()


async def close(connection: AsyncConnection, school: SchoolId, which: UUID, now: datetime) -> None:
    """Nobody votes any more."""
    await connection.execute(
        update(poll)
        .where(poll.c.school_id == school, poll.c.id == which, poll.c.closed_at.is_(None))
        .values(closed_at=now)
    )


async def put_vote(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """The vote of a person or child is this one now."""
    changed = {key: row[key] for key in ("choices", "by_id", "at")}
    await connection.execute(
        upsert(poll_vote).values(row).on_conflict_do_update(index_elements=list(poll_vote.primary_key), set_=changed)
    )


async def take_vote(connection: AsyncConnection, school: SchoolId, which: UUID, whose: PersonId) -> None:
    """As if this vote had never been given."""
    await connection.execute(
        delete(poll_vote).where(
            poll_vote.c.school_id == school, poll_vote.c.poll_id == which, poll_vote.c.voter_id == whose
        )
    )


async def tallies(
    connection: AsyncConnection, school: SchoolId, polls: Collection[UUID]
) -> dict[UUID, tuple[int, dict[int, int]]]:
    """How many have voted in each poll, and how often each choice was chosen."""
    chosen = select(poll_vote.c.poll_id, poll_vote.c.voter_id, func.unnest(poll_vote.c.choices).label("choice")).where(
        poll_vote.c.school_id == school, poll_vote.c.poll_id.in_(list(polls))
    )
    each = chosen.subquery()
    rows = await connection.execute(
        select(each.c.poll_id, each.c.choice, func.count().label("times"))
        .group_by(each.c.poll_id, each.c.choice)
        .order_by(each.c.poll_id, each.c.choice)
    )
    voted = await connection.execute(
        select(poll_vote.c.poll_id, func.count().label("voted"))
        .where(poll_vote.c.school_id == school, poll_vote.c.poll_id.in_(list(polls)))
        .group_by(poll_vote.c.poll_id)
        .order_by(poll_vote.c.poll_id)
    )
    found: dict[UUID, tuple[int, dict[int, int]]] = {r.poll_id: (r.voted, {}) for r in voted}
    for r in rows:
        if r.poll_id in found:  # the only vote may have been taken back between the two statements
            found[r.poll_id][1][r.choice] = r.times
    return found


async def several(connection: AsyncConnection, school: SchoolId, polls: Collection[UUID]) -> Sequence[Record]:
    """These polls."""
    asked = select(poll).where(poll.c.school_id == school, poll.c.id.in_(list(polls))).order_by(poll.c.id)
    return (await connection.execute(asked)).all()


async def votes_of(
    connection: AsyncConnection, school: SchoolId, which: UUID, voters: Collection[PersonId]
) -> dict[PersonId, Record]:
    """What these persons or children chose, and whose hand it was."""
    rows = await connection.execute(
        select(poll_vote)
        .where(poll_vote.c.school_id == school, poll_vote.c.poll_id == which, poll_vote.c.voter_id.in_(list(voters)))
        .order_by(poll_vote.c.voter_id)
    )
    return {PersonId(r.voter_id): r for r in rows}


async def children_here(
    connection: AsyncConnection, school: SchoolId, classes: Collection[ClassId], adult: PersonId
) -> list[PersonId]:
    """The children of these classes whose legal representative this is; a trusted adult answers for none."""
    bond, seat = standing.alias("bond"), standing.alias("seat")
    rows = await connection.execute(
        select(seat.c.person_id)
        .join(
            bond,
            and_(
                bond.c.school_id == seat.c.school_id,
                bond.c.active,
                bond.c.kind == "guardian",
                bond.c.target_id == seat.c.person_id,
                bond.c.person_id == adult,
            ),
        )
        .where(
            seat.c.school_id == school,
            seat.c.active,
            seat.c.kind.in_(["pupil", "member"]),
            seat.c.target_id.in_(list(classes)),
        )
        .distinct()
        .order_by(seat.c.person_id)
        .limit(30)
    )
    return [PersonId(r.person_id) for r in rows]


_CHILDREN_OF_CLASS = (
    select(person.c.id, person.c.last_name, person.c.first_name)
    .join(standing, and_(standing.c.school_id == person.c.school_id, standing.c.person_id == person.c.id))
    .distinct()
)


async def children_of(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[Record]:
    """Everybody for whom a vote can be given in a chat of this class."""
    rows = await connection.execute(
        _CHILDREN_OF_CLASS.where(
            standing.c.school_id == school,
            standing.c.active,
            standing.c.kind.in_(["pupil", "member"]),
            standing.c.target_id == one,
        )
        .order_by(person.c.last_name, person.c.first_name, person.c.id)
        .limit(500)
    )
    return list(rows)


async def members_of(connection: AsyncConnection, school: SchoolId, room: RoomId) -> list[Record]:
    """Everybody who can vote for himself: who can read the room, each once, as the room shows him."""
    rows = await connection.execute(
        select(membership.c.person_id, membership.c.badge)
        .distinct(membership.c.person_id)
        .where(membership.c.school_id == school, membership.c.room_id == room, membership.c.to_position.is_(None))
        .order_by(membership.c.person_id, membership.c.joined_at)
        .limit(2000)
    )
    return list(rows)


# `voter`, `giver`: how the room shows, or last showed, the one and the other; nothing of a child of a parents' chat.
_VOTES = text(
    """
    select vote.voter_id, vote.by_id, vote.choices, voter.last_name, voter.first_name, voter.middle_name,
           giver.last_name as by_last, giver.first_name as by_first,
           voter_shown.badge as voter_badge, giver_shown.badge as giver_badge
      from poll_vote as vote
      join poll on poll.school_id = vote.school_id and poll.id = vote.poll_id
      join person as voter on voter.school_id = vote.school_id and voter.id = vote.voter_id
      join person as giver on giver.school_id = vote.school_id and giver.id = vote.by_id
      left join lateral (
            select badge from membership as seat
             where seat.school_id = vote.school_id and seat.room_id = poll.room_id and seat.person_id = vote.voter_id
             order by seat.joined_at desc limit 1) as voter_shown on true
      left join lateral (
            select badge from membership as seat
             where seat.school_id = vote.school_id and seat.room_id = poll.room_id and seat.person_id = vote.by_id
             order by seat.joined_at desc limit 1) as giver_shown on true
     where vote.school_id = :school and vote.poll_id = :poll
     order by voter.sort_key, voter.id
     limit 2000
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("poll", type_=Uuid))


async def votes(connection: AsyncConnection, school: SchoolId, which: UUID) -> list[Record]:
    """All votes by name."""
    return list(await connection.execute(_VOTES, {"school": school, "poll": which}))
