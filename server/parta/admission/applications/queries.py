"""SQL of applications and their history."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import application, application_step, named_administrator, order_scan
from parta.parts.schema import Record


async def insert_application(connection: AsyncConnection, row: dict[str, Any]) -> bool:
    """Write an application; False when another has this number."""
    added = await connection.execute(
        upsert(application)
        .values(row)
        .on_conflict_do_nothing(index_elements=[application.c.number])
        .returning(application.c.id)
    )
    return added.first() is not None


async def insert_step(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Add a step to an application's history; the keys are the table's columns."""
    await connection.execute(insert(application_step).values(row))


async def set_application(connection: AsyncConnection, one: UUID, values: dict[str, Any]) -> None:
    """Change an application; the keys are the table's columns."""
    await connection.execute(update(application).where(application.c.id == one).values(values))


def _whole() -> Select[Any]:
    return (
        select(
            application.c.id,
            application.c.number,
            application.c.secret,
            application.c.status,
            application.c.reason,
            application.c.form,
            application.c.scan_id,
            application.c.steps,
            application.c.school_id,
            order_scan.c.kind.label("scan_kind"),
            named_administrator.c.secret.label("sign_up"),
            named_administrator.c.taken_at,
        )
        .join(order_scan, order_scan.c.id == application.c.scan_id)
        .join(
            named_administrator,
            (named_administrator.c.school_id == application.c.school_id) & named_administrator.c.recovery_id.is_(None),
            isouter=True,
        )
    )


async def by_secret(connection: AsyncConnection, secret: str) -> Record | None:
    """The application that this link opens."""
    return (await connection.execute(_whole().where(application.c.secret == secret))).first()


async def by_id(connection: AsyncConnection, one: UUID) -> Record | None:
    """An application by its id."""
    return (await connection.execute(_whole().where(application.c.id == one))).first()


async def lock(connection: AsyncConnection, one: UUID) -> None:
    """Whoever decides or corrects at the same time waits for this work."""
    await connection.execute(select(application.c.id).where(application.c.id == one).with_for_update())


async def steps(connection: AsyncConnection, one: UUID) -> list[Record]:
    """The history of an application, from its first step."""
    rows = await connection.execute(
        select(
            application_step.c.number,
            application_step.c.at,
            application_step.c.what,
            application_step.c.reason,
        )
        .where(application_step.c.application_id == one)
        .order_by(application_step.c.number)
        .limit(200)
    )
    return list(rows)


async def changed_last(
    connection: AsyncConnection, *, pending: bool, before: tuple[datetime, UUID] | None, limit: int
) -> list[Record]:
    """Applications, the last changed first; only the undecided ones with `pending`."""
    asked = select(
        application.c.id,
        application.c.number,
        application.c.status,
        application.c.form,
        application.c.changed_at,
    )
    if pending:
        asked = asked.where(application.c.status == "pending")
    if before is not None:
        at, one = before
        asked = asked.where(
            (application.c.changed_at < at) | ((application.c.changed_at == at) & (application.c.id < one))
        )
    rows = await connection.execute(
        asked.order_by(application.c.changed_at.desc(), application.c.id.desc()).limit(limit)
    )
    return list(rows)
