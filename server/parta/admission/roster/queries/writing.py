"""SQL: writing a plan into the roster set by set, and taking it back."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Uuid,
    all_,
    any_,
    bindparam,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import invitation
from parta.classes.tables import school_class
from parta.kernel.ids import SchoolId
from parta.parts.schema import Record
from parta.people.tables import claim, guardianship, person, standing
from parta.policy.standing import Kind
from parta.realtime.tables import stream
from parta.rooms.tables import room
from parta.school.tables import subject

PERSON_FIELDS = (
    "last_name", "first_name", "middle_name", "sort_key", "search_key", "born_on", "external_key", "phone", "email",
    "job_title", "missing_since",
)  # fmt: skip


def among(column: Column[Any], ids: Collection[UUID]) -> ColumnElement[bool]:
    """`column = any(ids)`: one parameter, however many people a file names."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))


def not_among(column: Column[Any], ids: Collection[UUID]) -> ColumnElement[bool]:
    """`column <> all(ids)`."""
    return column != all_(literal(list(ids), ARRAY(Uuid)))


async def persons(connection: AsyncConnection, school: SchoolId, ids: Collection[UUID]) -> Sequence[Record]:
    """What is written of these people now, to be put back by an undo."""
    columns = [person.c[name] for name in PERSON_FIELDS]
    rows = await connection.execute(
        select(person.c.id, *columns)
        .where(person.c.school_id == school, among(person.c.id, ids))
        .order_by(person.c.id)
        .limit(len(ids) or 1)
    )
    return rows.all()


async def update_persons(connection: AsyncConnection, school: SchoolId, rows: Sequence[dict[str, Any]]) -> None:
    """Write changed people; every row has `key` and the fields of a person."""
    if not rows:
        return
    await connection.execute(
        update(person)
        .where(person.c.school_id == school, person.c.id == bindparam("key"))
        .values({name: bindparam(name) for name in PERSON_FIELDS}),
        list(rows),
    )


async def mark_missing(
    connection: AsyncConnection, school: SchoolId, ids: Collection[UUID], now: datetime
) -> list[UUID]:
    """Mark those whom a complete list no longer names; gives those who were not marked yet."""
    rows = await connection.execute(
        update(person)
        .where(person.c.school_id == school, among(person.c.id, ids), person.c.missing_since.is_(None))
        .values(missing_since=now)
        .returning(person.c.id)
    )
    return [r.id for r in rows]


async def unmark_missing(connection: AsyncConnection, school: SchoolId, ids: Collection[UUID]) -> list[UUID]:
    """Whoever the list names again is not missing; gives those who were marked."""
    rows = await connection.execute(
        update(person)
        .where(person.c.school_id == school, among(person.c.id, ids), person.c.missing_since.is_not(None))
        .values(missing_since=None)
        .returning(person.c.id)
    )
    return [r.id for r in rows]


async def end_held(
    connection: AsyncConnection,
    school: SchoolId,
    now: datetime,
    today: date,
    *,
    kind: Kind,
    people: Collection[UUID] = (),
    targets: Collection[UUID] = (),
) -> Sequence[Record]:
    """End living standings of this kind, of these people or on these classes; gives id and person of each."""
    whose = [among(standing.c.person_id, people)] if people else []
    where = [among(standing.c.target_id, targets)] if targets else []
    if not whose and not where:
        return []
    rows = await connection.execute(
        update(standing)
        .where(
            standing.c.school_id == school,
            standing.c.kind == kind.value,
            standing.c.ended_at.is_(None),
            standing.c.active,
            *whose,
            *where,
        )
        .values(active=False, ended_at=now, valid_to=func.greatest(standing.c.valid_from, today))
        .returning(standing.c.id, standing.c.person_id)
    )
    return rows.all()


_END_BELONGINGS = text(
    """
    with moved as (
        select * from unnest(:people, :classes) as moved(person_id, class_id)
    )
    update standing set active = false, ended_at = :now,
                        valid_to = case kind when 'activist' then valid_to else greatest(valid_from, :today) end
     where school_id = :school and active and ended_at is null
       and (exists (select from moved
                     where moved.person_id = standing.person_id
                       and (kind = 'activist' and target_id = moved.class_id
                            or kind = 'member' and target_id in (
                               select id from school_class where school_id = :school and parent_id = moved.class_id)))
            or kind = 'activist'
               and exists (select from moved
                             join standing as bond on bond.school_id = :school and bond.active
                                  and bond.kind in ('guardian', 'trusted_adult') and bond.target_id = moved.person_id
                            where moved.class_id = standing.target_id and bond.person_id = standing.person_id)
               and not exists (select from standing as bond
                                 join standing as seat on seat.school_id = :school and seat.active and seat.kind = 'pupil'
                                      and seat.person_id = bond.target_id and seat.target_id = standing.target_id
                                where bond.school_id = :school and bond.active and bond.person_id = standing.person_id
                                  and bond.kind in ('guardian', 'trusted_adult')))
    returning id, person_id
    """
).bindparams(
    bindparam("school", type_=Uuid),
    bindparam("people", type_=ARRAY(Uuid)),
    bindparam("classes", type_=ARRAY(Uuid)),
    bindparam("today", type_=Date),
)


async def end_belongings(
    connection: AsyncConnection, school: SchoolId, now: datetime, today: date, left: Sequence[tuple[UUID, UUID]]
) -> Sequence[Record]:
    """Who left a class (person, class) leaves its subgroups and committees too, and so do parents with no child there."""
    if not left:
        return []
    names = {"people": [one for one, _ in left], "classes": [one for _, one in left]}
    rows = await connection.execute(_END_BELONGINGS, {"school": school, "now": now, "today": today, **names})
    return rows.all()


async def add_subjects(connection: AsyncConnection, school: SchoolId, rows: Sequence[dict[str, Any]]) -> None:
    """Add subjects that the school has not got yet."""
    if rows:
        values = [{"school_id": school, **row} for row in rows]
        await connection.execute(upsert(subject).on_conflict_do_nothing(), values)


async def lock_slips(connection: AsyncConnection, school: SchoolId, people: Collection[UUID]) -> None:
    """Whoever joins by a slip of these people was before us, or waits until it is gone with them."""
    await connection.execute(
        select(invitation.c.id)
        .where(
            invitation.c.school_id == school,
            or_(among(invitation.c.person_id, people), among(invitation.c.child_id, people)),
        )
        .order_by(invitation.c.id)
        .with_for_update()
    )


async def joined(connection: AsyncConnection, school: SchoolId, people: Collection[UUID]) -> int:
    """How many of these people have or had an account."""
    query = select(func.count()).where(claim.c.school_id == school, among(claim.c.person_id, people))
    return int(await connection.scalar(query) or 0)


async def leaned_on(
    connection: AsyncConnection,
    school: SchoolId,
    *,
    made: Collection[UUID],
    own_standings: Collection[UUID],
    own_bonds: Collection[UUID],
) -> int:
    """How many standings and bonds of others rest on people and classes that an undo would take away."""
    others = select(func.count()).where(
        standing.c.school_id == school,
        not_among(standing.c.id, own_standings),
        or_(among(standing.c.person_id, made), among(standing.c.target_id, made)),
    )
    bonds = select(func.count()).where(
        guardianship.c.school_id == school,
        not_among(guardianship.c.id, own_bonds),
        or_(among(guardianship.c.child_id, made), among(guardianship.c.guardian_id, made)),
    )
    over = select(func.count()).where(
        standing.c.school_id == school, among(standing.c.id, own_standings), standing.c.ended_at.is_not(None)
    )
    counts = [int(await connection.scalar(query) or 0) for query in (others, bonds, over)]
    return sum(counts)


async def messages_in(connection: AsyncConnection, school: SchoolId, classes: Collection[UUID]) -> int:
    """How many messages the chats of these classes hold."""
    found = await connection.scalar(
        text(
            "select count(*) from message join room on room.school_id = message.school_id and room.id = message.room_id "
            "where room.school_id = :school and room.class_id = any(:classes)"
        ),
        {"school": school, "classes": list(classes)},
    )
    return int(found or 0)


async def take_back(
    connection: AsyncConnection,
    school: SchoolId,
    *,
    people: Collection[UUID],
    standings: Collection[UUID],
    bonds: Collection[UUID],
    classes: Collection[UUID],
) -> None:
    """Delete what the import made: nobody has joined, so nothing of anybody's is lost."""
    for table, ids in ((guardianship, bonds), (standing, standings), (person, people)):
        await connection.execute(delete(table).where(table.c.school_id == school, among(table.c.id, ids)))
    rooms = select(room.c.id).where(room.c.school_id == school, among(room.c.class_id, classes))
    await connection.execute(delete(stream).where(stream.c.id.in_(rooms)))
    await connection.execute(delete(room).where(room.c.school_id == school, among(room.c.class_id, classes)))
    await connection.execute(
        delete(school_class).where(school_class.c.school_id == school, among(school_class.c.id, classes))
    )


async def revive(connection: AsyncConnection, school: SchoolId, standings: Collection[UUID]) -> None:
    """Standings that the import ended hold again."""
    await connection.execute(
        update(standing)
        .where(standing.c.school_id == school, among(standing.c.id, standings))
        .values(
            active=True,
            ended_at=None,
            valid_to=case((standing.c.kind == Kind.ACTIVIST.value, standing.c.valid_to), else_=None),
        )
    )
