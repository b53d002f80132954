"""SQL of outgoing letters and text messages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, bindparam, func, insert, literal, select, true, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import outgoing_message
from parta.parts.schema import Record

SHOWN = 100
CHANNEL = "parta_letters"
_KINDS: dict[str, Any] = {"id": Uuid(), "created_at": TIMESTAMP(timezone=True), "next_at": TIMESTAMP(timezone=True)}


def _told() -> ColumnElement[Any]:
    """What wakes the sender with the commit of the statement that it stands in."""
    return func.pg_notify(CHANNEL, "")


async def insert_message(connection: AsyncConnection, row: dict[str, Any], *, real: bool) -> None:
    """Write a message and wake the sender; with `real=False` the same statement does the same and writes nothing."""
    values: list[Any] = [bindparam(name, value, _KINDS.get(name, Text())) for name, value in row.items()]
    written = insert(outgoing_message).from_select(list(row), select(*values).where(literal(real) == true()))
    await connection.execute(select(_told()).add_cte(written.cte("written")))


async def insert_messages(connection: AsyncConnection, rows: list[dict[str, Any]]) -> None:
    """Write many messages and wake the sender; the keys are the table's columns."""
    if rows:
        await connection.execute(insert(outgoing_message), rows)
        await connection.execute(select(_told()))


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next message has to go; None when all have gone."""
    due: datetime | None = await connection.scalar(_NEXT_DUE)
    return due


_NEXT_DUE = select(func.min(outgoing_message.c.next_at))


async def take_due(connection: AsyncConnection, now: datetime) -> Record | None:
    """The next message that has to go; its row is locked, so that two workers send it once."""
    return (
        await connection.execute(
            select(
                outgoing_message.c.id,
                outgoing_message.c.channel,
                outgoing_message.c.recipient,
                outgoing_message.c.subject,
                outgoing_message.c.body,
                outgoing_message.c.tries,
            )
            .where(outgoing_message.c.next_at <= now)
            .order_by(outgoing_message.c.next_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
    ).first()


async def note_failure(connection: AsyncConnection, one: UUID, error: str, next_at: datetime | None) -> None:
    """The message did not go: why, and when to try again (never, if None)."""
    await connection.execute(
        update(outgoing_message)
        .where(outgoing_message.c.id == one)
        .values(error=error, next_at=next_at, tries=outgoing_message.c.tries + 1)
    )


async def note_sent(connection: AsyncConnection, one: UUID, now: datetime, *, forget: bool) -> None:
    """The message went; what left the machine need not be kept."""
    change: dict[str, Any] = {"sent_at": now, "next_at": None, "error": None}
    if forget:
        change["body"] = ""
    await connection.execute(update(outgoing_message).where(outgoing_message.c.id == one).values(change))


async def latest(connection: AsyncConnection) -> list[Record]:
    """The newest messages, newest first."""
    rows = await connection.execute(
        select(
            outgoing_message.c.id,
            outgoing_message.c.channel,
            outgoing_message.c.recipient,
            outgoing_message.c.subject,
            outgoing_message.c.body,
            outgoing_message.c.created_at,
            outgoing_message.c.sent_at,
            outgoing_message.c.error,
        )
        .order_by(outgoing_message.c.created_at.desc(), outgoing_message.c.id.desc())
        .limit(SHOWN)
    )
    return list(rows)


async def forget_old(connection: AsyncConnection, before: datetime) -> None:
    """What was in messages of another day is nobody's business."""
    await connection.execute(
        update(outgoing_message)
        .where(outgoing_message.c.created_at < before, func.length(outgoing_message.c.body) > 0)
        .values(body="", next_at=None)
    )
