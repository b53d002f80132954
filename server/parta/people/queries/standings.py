"""SQL of standings: who is what, to which class or child, from when to when."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.policy.standing import Held, Kind

from ..tables import claim, person, standing


class NewStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A standing to be given."""

    id: UUID
    person: PersonId
    kind: Kind
    target: UUID | None = None
    detail: str = ""
    basis: str = ""
    valid_from: date
    valid_to: date | None = None
    active: bool = True


async def insert_standings(connection: AsyncConnection, school: SchoolId, rows: Sequence[NewStanding]) -> None:
    """Give standings, any number in one statement."""
    if not rows:
        return
    await connection.execute(
        insert(standing),
        [
            {
                "school_id": school,
                "id": one.id,
                "person_id": one.person,
                "kind": one.kind.value,
                "target_id": one.target,
                "detail": one.detail,
                "basis": one.basis,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "active": one.active,
            }
            for one in rows
        ],
    )


async def end_standings(
    connection: AsyncConnection,
    school: SchoolId,
    now: datetime,
    today: date,
    *,
    people: Collection[PersonId],
    kinds: Collection[Kind] | None = None,
    target: UUID | None = None,
    detail: str | None = None,
) -> list[tuple[PersonId, Kind, UUID | None]]:
    """End standings of these people at once (all kinds, or the named ones, or those on one target); returns what ended."""
    condition = [
        standing.c.school_id == school,
        standing.c.person_id.in_(list(people)),
        standing.c.ended_at.is_(None),
        or_(standing.c.active, standing.c.valid_from >= today),
    ]
    if kinds is not None:
        condition.append(standing.c.kind.in_([kind.value for kind in kinds]))
    if target is not None:
        condition.append(standing.c.target_id == target)
    if detail is not None:
        condition.append(standing.c.detail == detail)
    rows = await connection.execute(
        update(standing)
        .where(*condition)
        .values(active=False, ended_at=now, valid_to=func.greatest(standing.c.valid_from, today))
        .returning(standing.c.person_id, standing.c.kind, standing.c.target_id)
    )
    return [(PersonId(r.person_id), Kind(r.kind), r.target_id) for r in rows]


async def holders(
    connection: AsyncConnection, school: SchoolId, kind: Kind, target: UUID | None = None
) -> list[PersonId]:
    """Who holds this standing now, in a stable order."""
    condition = [standing.c.school_id == school, standing.c.kind == kind.value, standing.c.active]
    if target is not None:
        condition.append(standing.c.target_id == target)
    rows = await connection.execute(
        select(standing.c.person_id).where(*condition).order_by(standing.c.valid_from, standing.c.id).limit(5000)
    )
    return [PersonId(r.person_id) for r in rows]


async def bound(
    connection: AsyncConnection, school: SchoolId, kind: Kind, target: UUID, today: date
) -> list[tuple[PersonId, date]]:
    """Who holds this standing now or is to hold it, with the first day, the earliest first."""
    rows = await connection.execute(
        select(standing.c.person_id, standing.c.valid_from)
        .where(
            standing.c.school_id == school,
            standing.c.kind == kind.value,
            standing.c.target_id == target,
            standing.c.ended_at.is_(None),
            or_(standing.c.active, standing.c.valid_from > today),
        )
        .order_by(standing.c.valid_from, standing.c.id)
        .limit(100)
    )
    return [(PersonId(r.person_id), r.valid_from) for r in rows]


async def open_again(connection: AsyncConnection, school: SchoolId, kind: Kind, target: UUID, last_day: date) -> None:
    """What was to end with this day goes on with no end in sight."""
    await connection.execute(
        update(standing)
        .where(
            standing.c.school_id == school,
            standing.c.kind == kind.value,
            standing.c.target_id == target,
            standing.c.ended_at.is_(None),
            standing.c.valid_to == last_day,
        )
        .values(valid_to=None)
    )


async def lasting_holders(connection: AsyncConnection, school: SchoolId, kind: Kind) -> list[PersonId]:
    """Who holds this standing with no end in sight, can act in it (somebody has claimed the person), and is not leaving."""
    staff = standing.alias("staff")
    leaves = select(staff.c.id).where(
        staff.c.school_id == school,
        staff.c.person_id == standing.c.person_id,
        staff.c.kind == Kind.STAFF.value,
        staff.c.active,
        staff.c.valid_to.is_not(None),
    )
    rows = await connection.execute(
        select(standing.c.person_id)
        .join(
            claim,
            and_(
                claim.c.school_id == standing.c.school_id,
                claim.c.person_id == standing.c.person_id,
                claim.c.ended_at.is_(None),
            ),
        )
        .where(
            standing.c.school_id == school,
            standing.c.kind == kind.value,
            standing.c.active,
            standing.c.valid_to.is_(None),
            ~leaves.exists(),
        )
        .order_by(standing.c.person_id)
        .limit(1000)
    )
    return [PersonId(r.person_id) for r in rows]


async def lasting_leaders(connection: AsyncConnection, school: SchoolId, target: UUID) -> list[PersonId]:
    """Who answers for this class with no end in sight, now or from a later day on."""
    rows = await connection.execute(
        select(standing.c.person_id)
        .where(
            standing.c.school_id == school,
            standing.c.target_id == target,
            standing.c.kind.in_([Kind.CLASS_TEACHER.value, Kind.DEPUTY.value]),
            standing.c.ended_at.is_(None),
            standing.c.valid_to.is_(None),
        )
        .order_by(standing.c.person_id)
        .limit(100)
    )
    return [PersonId(r.person_id) for r in rows]


async def leaves_on(connection: AsyncConnection, school: SchoolId, one: PersonId) -> date | None:
    """The last day of a member of staff who is leaving."""
    last: date | None = await connection.scalar(
        select(func.max(standing.c.valid_to)).where(
            standing.c.school_id == school,
            standing.c.person_id == one,
            standing.c.kind == Kind.STAFF.value,
            standing.c.active,
        )
    )
    return last


async def limit_standings(
    connection: AsyncConnection,
    school: SchoolId,
    last_day: date,
    *,
    people: Collection[PersonId],
    kinds: Collection[Kind],
    target: UUID | None = None,
) -> list[PersonId]:
    """Let standings end with this day; what would only begin later never does. Returns whose were touched."""
    condition = [
        standing.c.school_id == school,
        standing.c.person_id.in_(list(people)),
        standing.c.kind.in_([kind.value for kind in kinds]),
        standing.c.ended_at.is_(None),
        or_(standing.c.valid_to.is_(None), standing.c.valid_to > last_day),
    ]
    if target is not None:
        condition.append(standing.c.target_id == target)
    rows = await connection.execute(
        update(standing).where(*condition).values(valid_to=last_day).returning(standing.c.person_id)
    )
    return [PersonId(r.person_id) for r in rows]


async def standings_of(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]
) -> dict[PersonId, list[Held]]:
    """Living standings by person."""
    rows = await connection.execute(
        select(standing.c.person_id, standing.c.kind, standing.c.target_id, standing.c.detail)
        .where(standing.c.school_id == school, standing.c.active, standing.c.person_id.in_(list(people)))
        .order_by(standing.c.person_id, standing.c.id)
    )
    held: dict[PersonId, list[Held]] = {}
    for r in rows:
        held.setdefault(PersonId(r.person_id), []).append(Held(Kind(r.kind), r.target_id, r.detail))
    return held


async def due_standings(connection: AsyncConnection, school: SchoolId, today: date) -> list[PersonId]:
    """Apply the dates: set in force what has begun, end what is over; returns whose standings changed."""
    begun = await connection.execute(
        update(standing)
        .where(
            standing.c.school_id == school,
            ~standing.c.active,
            standing.c.ended_at.is_(None),
            standing.c.valid_from <= today,
            or_(standing.c.valid_to.is_(None), standing.c.valid_to >= today),
        )
        .values(active=True)
        .returning(standing.c.person_id)
    )
    over = await connection.execute(
        update(standing)
        .where(standing.c.school_id == school, standing.c.active, standing.c.valid_to < today)
        .values(active=False)
        .returning(standing.c.person_id)
    )
    return [PersonId(r.person_id) for r in [*begun, *over]]


async def without_standing(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId], today: date
) -> list[PersonId]:
    """Those of these people who hold nothing in the school, and are to hold nothing later."""
    holds = select(standing.c.id).where(
        standing.c.school_id == school,
        standing.c.person_id == person.c.id,
        standing.c.ended_at.is_(None),
        or_(
            standing.c.active,
            and_(
                standing.c.valid_from > today,
                or_(standing.c.valid_to.is_(None), standing.c.valid_to >= standing.c.valid_from),
            ),
        ),
    )
    rows = await connection.execute(
        select(person.c.id)
        .where(person.c.school_id == school, person.c.id.in_(list(people)), ~holds.exists())
        .order_by(person.c.id)
    )
    return [PersonId(r.id) for r in rows]


async def guardians_of(connection: AsyncConnection, school: SchoolId, children: Collection[PersonId]) -> list[PersonId]:
    """The guardians and trusted adults of these children."""
    rows = await connection.execute(
        select(standing.c.person_id)
        .where(
            standing.c.school_id == school,
            standing.c.active,
            standing.c.kind.in_([Kind.GUARDIAN.value, Kind.TRUSTED_ADULT.value]),
            standing.c.target_id.in_(list(children)),
        )
        .distinct()
    )
    return [PersonId(r.person_id) for r in rows]
