"""SQL: the imports themselves, from dry run to undo."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import roster_import
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

SHOWN = 50


async def lock_roster(connection: AsyncConnection, school: SchoolId) -> None:
    """Only one import at a time changes a school's roster; held until the transaction ends."""
    await connection.execute(
        text("select pg_advisory_xact_lock(hashtextextended('roster ' || :school, 0))"), {"school": str(school)}
    )


async def insert_import(connection: AsyncConnection, school: SchoolId, row: dict[str, Any]) -> None:
    """Keep a dry run; the keys are the table's columns."""
    await connection.execute(insert(roster_import).values(school_id=school, **row))


async def update_import(connection: AsyncConnection, school: SchoolId, one: UUID, **values: Any) -> None:
    """Change what is kept of an import."""
    await connection.execute(
        update(roster_import).where(roster_import.c.school_id == school, roster_import.c.id == one).values(**values)
    )


async def counts(connection: AsyncConnection) -> dict[str, int]:
    """How many imports of all schools stand where."""
    rows = await connection.execute(
        select(roster_import.c.status, func.count().label("imports")).group_by(roster_import.c.status)
    )
    return {row.status: row.imports for row in rows}


async def import_row(connection: AsyncConnection, school: SchoolId, one: UUID, *, lock: bool = False) -> Record | None:
    """One import with everything kept of it."""
    query = select(roster_import).where(roster_import.c.school_id == school, roster_import.c.id == one)
    return (await connection.execute(query.with_for_update() if lock else query)).first()


async def latest_imports(connection: AsyncConnection, school: SchoolId) -> Sequence[Record]:
    """The latest imports without their content, newest first."""
    columns = (
        roster_import.c.id, roster_import.c.file_name, roster_import.c.status, roster_import.c.by_id,
        roster_import.c.created_at, roster_import.c.committed_at, roster_import.c.made["counts"].label("counts"),
    )  # fmt: skip
    rows = await connection.execute(
        select(*columns)
        .where(roster_import.c.school_id == school)
        .order_by(roster_import.c.created_at.desc(), roster_import.c.id)
        .limit(SHOWN)
    )
    return rows.all()


async def remembered_mappings(connection: AsyncConnection, school: SchoolId) -> list[Any]:
    """How the columns of earlier committed files were read, oldest first: the newest word counts."""
    latest = (
        select(roster_import.c.mapping, roster_import.c.committed_at)
        .where(roster_import.c.school_id == school, roster_import.c.status != "dry")
        .order_by(roster_import.c.committed_at.desc())
        .limit(SHOWN)
        .subquery()
    )
    rows = await connection.execute(select(latest.c.mapping).order_by(latest.c.committed_at))
    return [r.mapping for r in rows]


async def forget_dry_runs(connection: AsyncConnection, school: SchoolId, before: datetime) -> None:
    """Files that nobody went on with are not kept."""
    await connection.execute(
        delete(roster_import).where(
            roster_import.c.school_id == school, roster_import.c.status == "dry", roster_import.c.created_at < before
        )
    )


async def drop_import(connection: AsyncConnection, school: SchoolId, one: UUID) -> None:
    """Forget one dry run."""
    await connection.execute(
        delete(roster_import).where(
            roster_import.c.school_id == school, roster_import.c.id == one, roster_import.c.status == "dry"
        )
    )


async def dry_runs_of(connection: AsyncConnection, school: SchoolId, person: PersonId) -> int:
    """How many unfinished imports this person keeps."""
    query = select(func.count()).where(
        roster_import.c.school_id == school, roster_import.c.by_id == person, roster_import.c.status == "dry"
    )
    return int(await connection.scalar(query) or 0)
