"""SQL of messages for later."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, literal, select, update
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


async def own(
    connection: AsyncConnection, school: SchoolId, room: RoomId, author: PersonId, one: UUID
) -> Record | None:
    """One's own, locked; None when it is gone, or was never one's own."""
    asked = select(scheduled_message).where(
        s.school_id == school, s.room_id == room, s.author_id == author, s.id == one
    )
    return (await connection.execute(asked.with_for_update())).first()


async def change(connection: AsyncConnection, school: SchoolId, one: UUID, values: dict[str, Any]) -> Record:
    """Change it; its row is locked."""
    changed = update(scheduled_message).where(s.school_id == school, s.id == one).values(values)
    return (await connection.execute(changed.returning(scheduled_message))).one()


async def cancel(connection: AsyncConnection, school: SchoolId, one: UUID) -> None:
    """Remove it; its row is locked."""
    await connection.execute(delete(scheduled_message).where(s.school_id == school, s.id == one))


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next one has to go; None when none waits."""
    due: datetime | None = await connection.scalar(select(func.min(s.next_at)))
    return due


async def claim(connection: AsyncConnection, now: datetime, until: datetime) -> Record | None:
    """Take one that has to go now in hand until then, as it is at this moment; None when nothing is due and free."""
    due = select(s.school_id, s.id).where(s.next_at <= now).order_by(s.next_at, s.id).limit(1)
    free = due.with_for_update(skip_locked=True).cte("free")
    taken = (
        update(scheduled_message)
        .where(s.school_id == free.c.school_id, s.id == free.c.id)
        .values(next_at=until, in_hand_until=until)
        .returning(scheduled_message)
    )
    return (await connection.execute(taken)).first()


async def later(connection: AsyncConnection, taken: Record, again: datetime) -> None:
    """Let the one in hand go, to be tried again at that time."""
    await connection.execute(update(scheduled_message).where(*_still(taken)).values(next_at=again, in_hand_until=None))


async def refuse(connection: AsyncConnection, taken: Record, why: str) -> bool:
    """It does not go by itself any more; its author reads why. False when it is in other hands."""
    refused = update(scheduled_message).where(*_still(taken)).values(next_at=None, in_hand_until=None, refused=why)
    return (await connection.execute(refused.returning(s.id))).first() is not None


async def remove(connection: AsyncConnection, taken: Record) -> None:
    """The one in hand has gone, or there is nobody to see it."""
    await connection.execute(delete(scheduled_message).where(*_still(taken)))


def _still(taken: Record) -> tuple[ColumnElement[bool], ...]:
    """The row, as long as it is in the same hands."""
    return s.school_id == taken.school_id, s.id == taken.id, s.in_hand_until == taken.in_hand_until
