"""SQL of the scans of orders."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import order_scan
from parta.kernel.errors import NotFound


async def insert_scan(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Keep a scan; the keys are the table's columns."""
    await connection.execute(insert(order_scan).values(row))


async def scan(connection: AsyncConnection, one: UUID) -> tuple[str, bytes]:
    """Kind and content of a scan; raises `NotFound`."""
    row = (
        await connection.execute(select(order_scan.c.kind, order_scan.c.content).where(order_scan.c.id == one))
    ).first()
    if row is None:
        raise NotFound
    return row.kind, row.content
