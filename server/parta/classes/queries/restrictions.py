"""SQL of restrictions: who is barred from which child, by what decision, until when."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import guardianship, person, restriction
from parta.rooms.tables import pinned_member, room


async def insert_restriction(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Write a restriction; the keys are the table's columns."""
    await connection.execute(insert(restriction).values(row))


async def living(connection: AsyncConnection, school: SchoolId, which: UUID) -> Record | None:
    """A restriction that holds, locked."""
    asked = select(restriction).where(
        restriction.c.school_id == school, restriction.c.id == which, restriction.c.lifted_at.is_(None)
    )
    return (await connection.execute(asked.with_for_update())).first()


async def change(connection: AsyncConnection, school: SchoolId, which: UUID, values: dict[str, Any]) -> None:
    """Change a restriction; the keys are the table's columns."""
    await connection.execute(
        update(restriction).where(restriction.c.school_id == school, restriction.c.id == which).values(values)
    )


async def may_return(connection: AsyncConnection, school: SchoolId, row: Record) -> bool:
    """The child is still of the school, and nobody has ended the bond meanwhile."""
    bond = guardianship.c
    ended = select(bond.id).where(
        bond.school_id == school,
        bond.child_id == row.child_id,
        bond.guardian_id == row.guardian_id,
        bond.ended_at > row.made_at,
    )
    here = select(person.c.id).where(
        person.c.school_id == school, person.c.id == row.child_id, person.c.left_at.is_(None)
    )
    return bool(await connection.scalar(select(and_(here.exists(), ~ended.exists()))))


async def mark_reminded(connection: AsyncConnection, school: SchoolId, today: date, now: datetime) -> int:
    """Restrictions whose last day is over and of which nobody was told yet; returns how many."""
    rows = await connection.execute(
        update(restriction)
        .where(
            restriction.c.school_id == school,
            restriction.c.lifted_at.is_(None),
            restriction.c.reminded_at.is_(None),
            restriction.c.ends_on < today,
        )
        .values(reminded_at=now)
        .returning(restriction.c.id)
    )
    return len(rows.all())


async def unpin(connection: AsyncConnection, school: SchoolId, adult: PersonId, classes: Collection[ClassId]) -> None:
    """No exception holds a parent in the chats of these classes any more."""
    rooms = select(room.c.id).where(room.c.school_id == school, room.c.class_id.in_(list(classes)))
    await connection.execute(
        delete(pinned_member).where(
            pinned_member.c.school_id == school,
            pinned_member.c.person_id == adult,
            pinned_member.c.hat == "guardian",
            pinned_member.c.way == "add",
            pinned_member.c.room_id.in_(rooms),
        )
    )


async def listed(
    connection: AsyncConnection, school: SchoolId, of: PersonId | None, over_before: date | None
) -> list[Record]:
    """Restrictions that hold: of this child or adult, or of everybody; only those over before this day, where it is given."""
    child, adult, maker = person.alias("child"), person.alias("adult"), person.alias("maker")
    asked = (
        select(
            restriction,
            child.c.last_name.label("child_last"), child.c.first_name.label("child_first"),
            child.c.middle_name.label("child_middle"),
            adult.c.last_name.label("adult_last"), adult.c.first_name.label("adult_first"),
            adult.c.middle_name.label("adult_middle"),
            maker.c.last_name.label("maker_last"), maker.c.first_name.label("maker_first"),
            maker.c.middle_name.label("maker_middle"),
        )
        .join(child, and_(child.c.school_id == restriction.c.school_id, child.c.id == restriction.c.child_id))
        .join(adult, and_(adult.c.school_id == restriction.c.school_id, adult.c.id == restriction.c.guardian_id))
        .join(
            maker,
            and_(maker.c.school_id == restriction.c.school_id, maker.c.id == restriction.c.made_by),
            isouter=True,
        )
        .where(restriction.c.school_id == school, restriction.c.lifted_at.is_(None))
    )  # fmt: skip
    if of is not None:
        asked = asked.where(or_(restriction.c.child_id == of, restriction.c.guardian_id == of))
    if over_before is not None:
        asked = asked.where(restriction.c.ends_on < over_before)
    return list(await connection.execute(asked.order_by(restriction.c.ends_on, restriction.c.id).limit(200)))
