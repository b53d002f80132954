"""SQL of the school itself."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.errors import NotFound
from parta.kernel.ids import SchoolId

from ..quiet import QuietTimes
from ..shapes import BellSchedule, Building, Holiday, Lesson, Profile, SchoolCard
from ..tables import academic_year, bell_schedule, building, school, subject


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
                school.c.logo_id,
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


async def help_desks(connection: AsyncConnection) -> list[tuple[str, str, str, UUID | None]]:
    """Short name, help phone, its hours and the sign: of the school when there is one, of two when there are several."""
    rows = await connection.execute(
        select(school.c.short_name, school.c.help_phone, school.c.help_hours, school.c.logo_id)
        .order_by(school.c.id)
        .limit(2)
    )
    return [(r.short_name, r.help_phone, r.help_hours, r.logo_id) for r in rows]


async def profile(connection: AsyncConnection, one: SchoolId, *, lock: bool = False) -> Profile:
    """Everything that is kept about a school; raises `NotFound`."""
    columns = [school.c[field] for field in Profile.__struct_fields__]
    asked = select(*columns).where(school.c.id == one)
    row = (await connection.execute(asked.with_for_update() if lock else asked)).first()
    if row is None:
        raise NotFound
    return Profile(**(dict(row._mapping) | {"holidays": msgspec.convert(row.holidays, list[Holiday])}))


async def update_school(connection: AsyncConnection, one: SchoolId, values: dict[str, Any]) -> None:
    """Change a school; the keys are the table's columns."""
    await connection.execute(update(school).where(school.c.id == one).values(values))


async def quiet_times(connection: AsyncConnection, schools: Collection[SchoolId]) -> dict[SchoolId, QuietTimes]:
    """When these schools are quiet."""
    c = school.c
    rows = await connection.execute(
        select(c.id, c.time_zone, c.quiet_from, c.quiet_to, c.quiet_weekdays, c.holidays).where(c.id.in_(list(schools)))
    )
    return {
        SchoolId(r.id): QuietTimes(
            r.time_zone,
            r.quiet_from,
            r.quiet_to,
            frozenset(r.quiet_weekdays),
            tuple((one.begins, one.ends) for one in msgspec.convert(r.holidays, list[Holiday])),
        )
        for r in rows
    }


async def name_by_inn(connection: AsyncConnection, inn: str) -> str | None:
    """A school that has this INN."""
    found: str | None = await connection.scalar(
        select(school.c.short_name).where(school.c.inn == inn).order_by(school.c.created_at, school.c.id).limit(1)
    )
    return found


async def buildings(connection: AsyncConnection, one: SchoolId) -> list[Building]:
    """Buildings and branches by name."""
    rows = await connection.execute(
        select(building.c.id, building.c.name, building.c.address)
        .where(building.c.school_id == one)
        .order_by(building.c.name, building.c.id)
        .limit(200)
    )
    return [Building(r.id, r.name, r.address) for r in rows]


async def save_building(connection: AsyncConnection, one: SchoolId, row: Building) -> bool:
    """Write a building, new or changed; False when another has this name."""
    taken = await connection.scalar(
        select(building.c.id).where(building.c.school_id == one, building.c.name == row.name, building.c.id != row.id)
    )
    if taken is not None:
        return False
    values = {"name": row.name, "address": row.address}
    await connection.execute(
        upsert(building)
        .values(school_id=one, id=row.id, **values)
        .on_conflict_do_update(constraint=building.primary_key, set_=values)
    )
    return True


async def delete_building(connection: AsyncConnection, one: SchoolId, which: UUID) -> None:
    """Forget a building that no class stands in."""
    await connection.execute(delete(building).where(building.c.school_id == one, building.c.id == which))


async def bell_schedules(connection: AsyncConnection, one: SchoolId) -> list[BellSchedule]:
    """Bell schedules by name."""
    columns = [bell_schedule.c[field] for field in BellSchedule.__struct_fields__]
    rows = await connection.execute(
        select(*columns)
        .where(bell_schedule.c.school_id == one)
        .order_by(bell_schedule.c.name, bell_schedule.c.id)
        .limit(200)
    )
    return [BellSchedule(**{**r._mapping, "lessons": msgspec.convert(r.lessons, list[Lesson])}) for r in rows]


async def save_bell_schedule(connection: AsyncConnection, one: SchoolId, row: BellSchedule) -> None:
    """Write a bell schedule, new or changed."""
    values = msgspec.structs.asdict(row) | {"lessons": msgspec.to_builtins(row.lessons)}
    await connection.execute(
        upsert(bell_schedule)
        .values(school_id=one, **values)
        .on_conflict_do_update(constraint=bell_schedule.primary_key, set_=values)
    )


async def delete_bell_schedule(connection: AsyncConnection, one: SchoolId, which: UUID) -> bool:
    """Forget a bell schedule; False when there is none such."""
    gone = await connection.execute(
        delete(bell_schedule)
        .where(bell_schedule.c.school_id == one, bell_schedule.c.id == which)
        .returning(bell_schedule.c.id)
    )
    return gone.first() is not None


async def subjects(connection: AsyncConnection, one: SchoolId) -> list[str]:
    """The school's subjects by name."""
    rows = await connection.execute(
        select(subject.c.name).where(subject.c.school_id == one).order_by(func.lower(subject.c.name)).limit(300)
    )
    return [r.name for r in rows]


async def know_subjects(connection: AsyncConnection, one: SchoolId, rows: Sequence[tuple[UUID, str]]) -> None:
    """Remember subjects by name; those known already stay as they are."""
    if rows:
        await connection.execute(
            upsert(subject)
            .values([{"school_id": one, "id": key, "name": name} for key, name in rows])
            .on_conflict_do_nothing()
        )
