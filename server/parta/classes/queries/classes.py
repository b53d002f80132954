"""SQL of classes and groups."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import and_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, SchoolId
from parta.parts.schema import Record

from ..tables import school_class


class NewClass(msgspec.Struct, frozen=True, kw_only=True):
    """A class or group to be made."""

    id: ClassId
    kind: str  # class | set | club | subgroup
    title: str
    sort_key: str
    grade: int | None = None
    second_grade: int | None = None
    building: UUID | None = None
    parent: ClassId | None = None


async def insert_classes(
    connection: AsyncConnection, school: SchoolId, classes: Sequence[NewClass], now: datetime
) -> set[ClassId]:
    """Make classes; a title that is taken in its building is left as it is. Returns those that were made."""
    if not classes:
        return set()
    rows = [
        {
            "school_id": school,
            "id": one.id,
            "kind": one.kind,
            "title": one.title,
            "sort_key": one.sort_key,
            "grade": one.grade,
            "second_grade": one.second_grade,
            "building_id": one.building,
            "parent_id": one.parent,
            "created_at": now,
        }
        for one in classes
    ]
    made = await connection.execute(
        upsert(school_class).values(rows).on_conflict_do_nothing().returning(school_class.c.id)
    )
    return {ClassId(r.id) for r in made}


async def one_class(connection: AsyncConnection, school: SchoolId, one: ClassId) -> Record:
    """A class that is open, its row locked for the act; raises `NotFound`."""
    row = (
        await connection.execute(
            select(school_class)
            .where(and_(school_class.c.school_id == school, school_class.c.id == one))
            .where(school_class.c.archived_at.is_(None))
            .with_for_update()
        )
    ).first()
    if row is None:
        raise NotFound
    return row


async def title_is_taken(
    connection: AsyncConnection, school: SchoolId, title: str, building: UUID | None, parent: UUID | None, but: ClassId
) -> bool:
    """Is there another class of this title in the building?"""
    found = await connection.scalar(
        select(school_class.c.id).where(
            school_class.c.school_id == school,
            school_class.c.title.ilike(title.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")),
            school_class.c.building_id.is_not_distinct_from(building),
            school_class.c.parent_id.is_not_distinct_from(parent),
            school_class.c.archived_at.is_(None),
            school_class.c.id != but,
        )
    )
    return found is not None


async def set_class(connection: AsyncConnection, school: SchoolId, one: ClassId, values: dict[str, object]) -> None:
    """Change what is written of a class; the keys are the table's columns."""
    await connection.execute(
        update(school_class).where(school_class.c.school_id == school, school_class.c.id == one).values(values)
    )


async def titles(connection: AsyncConnection, school: SchoolId, ids: Collection[ClassId]) -> dict[ClassId, str]:
    """Titles by class."""
    rows = await connection.execute(
        select(school_class.c.id, school_class.c.title).where(
            school_class.c.school_id == school, school_class.c.id.in_(list(ids))
        )
    )
    return {ClassId(r.id): r.title for r in rows}


async def subgroups_of(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[ClassId]:
    """The subgroups of a class."""
    rows = await connection.execute(
        select(school_class.c.id)
        .where(school_class.c.school_id == school, school_class.c.parent_id == one)
        .order_by(school_class.c.id)
        .limit(200)
    )
    return [ClassId(r.id) for r in rows]


async def building_in_use(connection: AsyncConnection, school: SchoolId, building: UUID) -> bool:
    """Does a class stand in this building?"""
    found = await connection.scalar(
        select(school_class.c.id)
        .where(school_class.c.school_id == school, school_class.c.building_id == building)
        .limit(1)
    )
    return found is not None
