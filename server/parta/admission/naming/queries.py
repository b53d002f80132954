"""SQL of named administrators."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import named_administrator
from parta.parts.schema import Record
from parta.people.tables import person
from parta.school.tables import school


async def insert_named(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Keep whom a document names; the keys are the table's columns."""
    await connection.execute(insert(named_administrator).values(row))


async def by_secret(connection: AsyncConnection, secret: str, *, lock: bool = False) -> Record | None:
    """Whom this link is for, with school and name; recalled ones are not there."""
    asked = (
        select(
            named_administrator.c.id,
            named_administrator.c.school_id,
            named_administrator.c.person_id,
            named_administrator.c.email,
            named_administrator.c.mobile,
            named_administrator.c.recovery_id,
            named_administrator.c.taken_at,
            school.c.short_name,
            person.c.first_name,
            person.c.middle_name,
            person.c.last_name,
        )
        .join(school, school.c.id == named_administrator.c.school_id)
        .join(
            person,
            (person.c.school_id == named_administrator.c.school_id) & (person.c.id == named_administrator.c.person_id),
        )
        .where(named_administrator.c.secret == secret, named_administrator.c.recalled_at.is_(None))
    )
    return (await connection.execute(asked.with_for_update(of=named_administrator) if lock else asked)).first()


async def take(connection: AsyncConnection, school_id: UUID, one: UUID, now: datetime) -> None:
    """The named administrator has signed up."""
    await connection.execute(
        update(named_administrator)
        .where(named_administrator.c.school_id == school_id, named_administrator.c.id == one)
        .values(taken_at=now)
    )


async def recall(connection: AsyncConnection, school_id: UUID, recovery_id: UUID, now: datetime) -> None:
    """The link of this recovery is dead."""
    await connection.execute(
        update(named_administrator)
        .where(named_administrator.c.school_id == school_id, named_administrator.c.recovery_id == recovery_id)
        .values(recalled_at=now)
    )
