"""SQL of recoveries, and of what the operator sees of a school."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import recovery
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import claim, person, standing
from parta.school.tables import school

OPEN = ("waiting", "invited")
MOST_SCHOOLS = 200


async def insert_recovery(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Write a recovery; the keys are the table's columns."""
    await connection.execute(insert(recovery).values(row))


async def set_recovery(connection: AsyncConnection, school_id: SchoolId, one: UUID, values: dict[str, Any]) -> None:
    """Change a recovery; the keys are the table's columns."""
    await connection.execute(
        update(recovery).where(recovery.c.school_id == school_id, recovery.c.id == one).values(values)
    )


async def lock_school(connection: AsyncConnection, one: SchoolId) -> str | None:
    """The school's short name; whoever asks, stops or applies a recovery at the same time waits for this work."""
    found: str | None = await connection.scalar(
        select(school.c.short_name).where(school.c.id == one).with_for_update(key_share=True)
    )
    return found


def _columns() -> list[Any]:
    return [
        recovery.c.school_id,
        recovery.c.id,
        recovery.c.order,
        recovery.c.scan_id,
        recovery.c.person_id,
        recovery.c.newcomer,
        recovery.c.status,
        recovery.c.asked_at,
        recovery.c.due_at,
        recovery.c.ended_at,
        recovery.c.stopped_by,
        recovery.c.reason,
    ]


async def open_one(connection: AsyncConnection, school_id: SchoolId) -> Record | None:
    """The recovery of this school that is neither applied nor stopped."""
    return (
        await connection.execute(
            select(*_columns()).where(recovery.c.school_id == school_id, recovery.c.status.in_(OPEN))
        )
    ).first()


async def by_id(connection: AsyncConnection, one: UUID) -> Record | None:
    """A recovery by its id, of whichever school."""
    return (await connection.execute(select(*_columns()).where(recovery.c.id == one))).first()


async def of_school(connection: AsyncConnection, school_id: SchoolId) -> list[Record]:
    """The recoveries of a school, the newest first."""
    rows = await connection.execute(
        select(*_columns())
        .where(recovery.c.school_id == school_id)
        .order_by(recovery.c.asked_at.desc(), recovery.c.id)
        .limit(50)
    )
    return list(rows)


async def due(connection: AsyncConnection, now: datetime) -> list[tuple[SchoolId, UUID]]:
    """Recoveries whose wait is over, the oldest first."""
    rows = await connection.execute(
        select(recovery.c.school_id, recovery.c.id)
        .where(recovery.c.status == "waiting", recovery.c.due_at <= now)
        .order_by(recovery.c.due_at, recovery.c.id)
        .limit(100)
    )
    return [(SchoolId(row.school_id), row.id) for row in rows]


async def schools(connection: AsyncConnection, search: str) -> list[Record]:
    """Schools by name; those whose name or INN holds the words."""
    waits = exists().where(recovery.c.school_id == school.c.id, recovery.c.status.in_(OPEN))
    asked = select(school.c.id, school.c.short_name, school.c.inn, school.c.region, waits.label("recovering"))
    if search:
        asked = asked.where(
            school.c.short_name.icontains(search, autoescape=True)
            | school.c.full_name.icontains(search, autoescape=True)
            | school.c.inn.startswith(search, autoescape=True)
        )
    return list(await connection.execute(asked.order_by(school.c.short_name, school.c.id).limit(MOST_SCHOOLS)))


async def confirmed_staff(connection: AsyncConnection, school_id: SchoolId) -> list[Record]:
    """Confirmed members of staff who have joined, by name: person, account, whether an administrator."""
    kind = standing.alias("confirmed")
    office = standing.alias("office")
    of_person = (standing.c.school_id == person.c.school_id) & (standing.c.person_id == person.c.id)
    rows = await connection.execute(
        select(
            person.c.id,
            person.c.last_name,
            person.c.first_name,
            person.c.middle_name,
            person.c.job_title,
            claim.c.account_id,
            exists()
            .where(
                office.c.school_id == person.c.school_id,
                office.c.person_id == person.c.id,
                office.c.kind == "admin",
                office.c.active,
            )
            .label("administrator"),
        )
        .join(
            claim,
            (claim.c.school_id == person.c.school_id) & (claim.c.person_id == person.c.id) & claim.c.ended_at.is_(None),
        )
        .where(
            person.c.school_id == school_id,
            exists().where(of_person, standing.c.kind == "staff", standing.c.active),
            exists().where(
                kind.c.school_id == person.c.school_id,
                kind.c.person_id == person.c.id,
                kind.c.kind.in_(["teacher", "other_staff"]),
                kind.c.active,
            ),
        )
        .order_by(person.c.sort_key, person.c.id)
        .limit(2000)
    )
    return list(rows)


async def accounts_of(connection: AsyncConnection, school_id: SchoolId, people: list[PersonId]) -> list[AccountId]:
    """The accounts that act as these people."""
    rows = await connection.execute(
        select(claim.c.account_id).where(
            claim.c.school_id == school_id, claim.c.person_id.in_(people), claim.c.ended_at.is_(None)
        )
    )
    return [AccountId(row.account_id) for row in rows]


async def staff_accounts(connection: AsyncConnection, school_id: SchoolId) -> list[AccountId]:
    """The accounts of everybody on the staff, confirmed or not."""
    rows = await connection.execute(
        select(claim.c.account_id)
        .join(
            standing,
            (standing.c.school_id == claim.c.school_id)
            & (standing.c.person_id == claim.c.person_id)
            & (standing.c.kind == "staff")
            & standing.c.active,
        )
        .where(claim.c.school_id == school_id, claim.c.ended_at.is_(None))
        .distinct()
        .limit(5000)
    )
    return [AccountId(row.account_id) for row in rows]
