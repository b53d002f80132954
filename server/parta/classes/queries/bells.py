"""SQL of which bells ring for which class."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, SchoolId

from ..tables import class_bells, school_class


async def rung_for(connection: AsyncConnection, school: SchoolId, schedule: UUID) -> dict[ClassId, str]:
    """The classes that follow this bell schedule, with their titles."""
    rows = await connection.execute(
        select(school_class.c.id, school_class.c.title)
        .join(
            class_bells,
            and_(class_bells.c.school_id == school_class.c.school_id, class_bells.c.class_id == school_class.c.id),
        )
        .where(school_class.c.school_id == school, class_bells.c.schedule_id == schedule)
        .order_by(school_class.c.sort_key, school_class.c.id)
        .limit(1000)
    )
    return {ClassId(r.id): r.title for r in rows}


async def others_of(
    connection: AsyncConnection, school: SchoolId, classes: Collection[ClassId], but: UUID
) -> list[tuple[str, UUID]]:
    """The title of each of these classes with every other schedule that it follows."""
    rows = await connection.execute(
        select(school_class.c.title, class_bells.c.schedule_id)
        .join(
            class_bells,
            and_(class_bells.c.school_id == school_class.c.school_id, class_bells.c.class_id == school_class.c.id),
        )
        .where(
            school_class.c.school_id == school,
            school_class.c.id.in_(list(classes)),
            class_bells.c.schedule_id != but,
        )
        .order_by(school_class.c.sort_key, school_class.c.id, class_bells.c.schedule_id)
        .limit(5000)
    )
    return [(r.title, r.schedule_id) for r in rows]


async def ring_for(connection: AsyncConnection, school: SchoolId, schedule: UUID, classes: Collection[ClassId]) -> None:
    """From now on this schedule rings for these classes and no others."""
    await connection.execute(
        delete(class_bells).where(class_bells.c.school_id == school, class_bells.c.schedule_id == schedule)
    )
    if classes:
        rows = [{"school_id": school, "class_id": one, "schedule_id": schedule} for one in sorted(classes)]
        await connection.execute(insert(class_bells), rows)


async def bells_of(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[UUID]:
    """The schedules that a class follows."""
    rows = await connection.execute(
        select(class_bells.c.schedule_id)
        .where(class_bells.c.school_id == school, class_bells.c.class_id == one)
        .order_by(class_bells.c.schedule_id)
        .limit(50)
    )
    return [r.schedule_id for r in rows]
