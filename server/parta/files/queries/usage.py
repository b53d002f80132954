"""SQL of how much place files take, and how fast somebody sends them."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name
from parta.people.tables import person

from ..shapes import OwnerUse
from ..tables import file

MOST_OWNERS = 50


async def used(connection: AsyncConnection, school: SchoolId) -> tuple[int, int]:
    """Bytes and number of everything that is kept, or on its way."""
    row = (
        await connection.execute(
            select(func.coalesce(func.sum(file.c.kept), 0), func.count()).where(
                file.c.school_id == school, file.c.state.in_(("uploading", "checking", "ready"))
            )
        )
    ).one()
    return int(row[0]), int(row[1])


async def sent_since(connection: AsyncConnection, school: SchoolId, owner: PersonId, since: datetime) -> int:
    """How many files this person has begun to send since then."""
    found = await connection.scalar(
        select(func.count()).where(file.c.school_id == school, file.c.owner_id == owner, file.c.created_at >= since)
    )
    return int(found or 0)


async def owners(connection: AsyncConnection, school: SchoolId) -> list[OwnerUse]:
    """Whose files take most, the largest first."""
    taken = func.sum(file.c.kept)
    rows = await connection.execute(
        select(person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name, func.count(), taken)
        .join(person, (person.c.school_id == file.c.school_id) & (person.c.id == file.c.owner_id))
        .where(file.c.school_id == school, file.c.state.in_(("uploading", "checking", "ready")))
        .group_by(person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name)
        .order_by(taken.desc(), person.c.id)
        .limit(MOST_OWNERS)
    )
    return [
        OwnerUse(one, full_name(last, first, middle), number, int(size))
        for one, last, first, middle, number, size in rows
    ]
