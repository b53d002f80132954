"""SQL of messages for later."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from .tables import scheduled_message

CHANNEL = "parta_scheduled"
s = scheduled_message.c


async def wake(connection: AsyncConnection) -> None:
    """Tell the queue with the commit that something has changed."""
    await connection.execute(select(func.pg_notify(literal(CHANNEL), literal(""))))


async def insert(connection: AsyncConnection, row: dict[str, Any]) -> Record | None:
    """Keep a message for later; None when its author has left it before."""
    made = upsert(scheduled_message).values(row).on_conflict_do_nothing().returning(scheduled_message)
    return (await connection.execute(made)).first()


async def by_client(connection: AsyncConnection, school: SchoolId, author: PersonId, client: UUID) -> Record | None:
    """By its author's own id of it."""
    return (
        await connection.execute(
            select(scheduled_message).where(s.school_id == school, s.author_id == author, s.client_id == client)
        )
    ).first()


async def of_author(
    connection: AsyncConnection, school: SchoolId, room: RoomId, author: PersonId, hat: str
) -> list[Record]:
    """What somebody left in a room, the soonest first."""
    return list(
        await connection.execute(
            select(scheduled_message)
            .where(s.school_id == school, s.room_id == room, s.author_id == author, s.author_hat == hat)
            .order_by(s.due_at, s.id)
            .limit(200)
        )
    )


async def waiting(connection: AsyncConnection, school: SchoolId, author: PersonId) -> int:
    """How many of this person's are kept, refused ones too."""
    found = await connection.scalar(
        select(func.count()).select_from(scheduled_message).where(s.school_id == school, s.author_id == author)
    )
    return int(found or 0)


async def change(
    connection: AsyncConnection,
    school: SchoolId,
    room: RoomId,
    author: PersonId,
    one: UUID,
    values: dict[str, Any],
) -> Record | None:
    """Change one's own; None when it is gone, or was never one's own."""
    changed = (
        update(scheduled_message)
        .where(s.school_id == school, s.room_id == room, s.author_id == author, s.id == one)
        .values(values)
        .returning(scheduled_message)
    )
    return (await connection.execute(changed)).first()


async def cancel(connection: AsyncConnection, school: SchoolId, room: RoomId, author: PersonId, one: UUID) -> bool:
    """Remove one's own; False when there is none."""
    gone = delete(scheduled_message).where(s.school_id == school, s.room_id == room, s.author_id == author, s.id == one)
    return (await connection.execute(gone.returning(s.id))).first() is not None


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next one has to go; None when none waits."""
    due: datetime | None = await connection.scalar(select(func.min(s.next_at)))
    return due


async def due(connection: AsyncConnection, now: datetime) -> Record | None:
    """One that has to go now."""
    return (
        await connection.execute(select(scheduled_message).where(s.next_at <= now).order_by(s.next_at, s.id).limit(1))
    ).first()


async def later(connection: AsyncConnection, school: SchoolId, one: UUID, again: datetime) -> None:
    """Try this one again at that time."""
    await connection.execute(update(scheduled_message).where(s.school_id == school, s.id == one).values(next_at=again))


async def refuse(connection: AsyncConnection, school: SchoolId, one: UUID, why: str) -> None:
    """It does not go by itself any more; its author reads why."""
    await connection.execute(
        update(scheduled_message).where(s.school_id == school, s.id == one).values(next_at=None, refused=why)
    )


async def remove(connection: AsyncConnection, school: SchoolId, one: UUID) -> None:
    """It has gone, or there is nobody to see it."""
    await connection.execute(delete(scheduled_message).where(s.school_id == school, s.id == one))
