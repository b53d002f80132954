"""SQL of the hours in which members of the staff are there."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.school.quiet import OfficeHours

from ..tables import office_hours


async def hours_of(connection: AsyncConnection, people: Collection[PersonId]) -> dict[PersonId, OfficeHours]:
    """The hours of those of these people who have said any."""
    c = office_hours.c
    rows = await connection.execute(
        select(c.person_id, c.weekdays, c.begins, c.ends).where(c.person_id.in_(list(people)))
    )
    return {PersonId(r.person_id): OfficeHours(frozenset(r.weekdays), r.begins, r.ends) for r in rows}


async def set_hours(connection: AsyncConnection, school: SchoolId, person: PersonId, hours: OfficeHours | None) -> None:
    """Write them down, or forget them."""
    c = office_hours.c
    if hours is None:
        await connection.execute(delete(office_hours).where(c.school_id == school, c.person_id == person))
        return
    values = {"weekdays": sorted(hours.weekdays), "begins": hours.begins, "ends": hours.ends}
    await connection.execute(
        insert(office_hours)
        .values(school_id=school, person_id=person, **values)
        .on_conflict_do_update(constraint=office_hours.primary_key, set_=values)
    )
