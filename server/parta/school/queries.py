"""SQL of the school itself."""

from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.errors import NotFound
from parta.kernel.ids import SchoolId

from .shapes import SchoolCard
from .tables import academic_year, school


async def card(connection: AsyncConnection, one: SchoolId) -> SchoolCard:
    """What every member may know of his school; raises `NotFound`."""
    row = (
        await connection.execute(
            select(
                school.c.id,
                school.c.short_name,
                school.c.full_name,
                school.c.time_zone,
                school.c.help_phone,
                school.c.help_hours,
                school.c.quiet_from,
                school.c.quiet_to,
            ).where(school.c.id == one)
        )
    ).first()
    if row is None:
        raise NotFound
    return SchoolCard(*row)


async def insert_school(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Make a school; the keys are the table's columns."""
    await connection.execute(insert(school).values(row))


async def insert_year(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Write down a school year; the keys are the table's columns."""
    await connection.execute(insert(academic_year).values(row))


async def time_zone(connection: AsyncConnection, one: SchoolId) -> str:
    """The school's time zone; raises `NotFound`."""
    found = await connection.scalar(select(school.c.time_zone).where(school.c.id == one))
    if found is None:
        raise NotFound
    return str(found)


async def time_zones(connection: AsyncConnection) -> dict[SchoolId, str]:
    """The time zone of every school of the installation."""
    rows = await connection.execute(select(school.c.id, school.c.time_zone).order_by(school.c.id).limit(10_000))
    return {SchoolId(r.id): r.time_zone for r in rows}


async def year_at(connection: AsyncConnection, one: SchoolId, day: date) -> tuple[date, date] | None:
    """First and last day of the school year that this day falls into."""
    row = (
        await connection.execute(
            select(academic_year.c.starts, academic_year.c.ends)
            .where(academic_year.c.school_id == one, academic_year.c.starts <= day, academic_year.c.ends >= day)
            .order_by(academic_year.c.starts.desc())
            .limit(1)
        )
    ).first()
    return (row.starts, row.ends) if row else None


async def help_desks(connection: AsyncConnection) -> list[tuple[str, str, str]]:
    """Short name, help phone and its hours: of the school when there is one, of two when there are several."""
    rows = await connection.execute(
        select(school.c.short_name, school.c.help_phone, school.c.help_hours).order_by(school.c.id).limit(2)
    )
    return [(r.short_name, r.help_phone, r.help_hours) for r in rows]
