"""SQL of the audit trail."""

from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId

from .tables import audit_entry, audit_words

GENESIS = b"\0" * 32


async def head(connection: AsyncConnection, school: SchoolId) -> tuple[int, bytes]:
    """Number and hash of the chain's last entry; the chain is locked until the work ends."""
    await connection.execute(
        text("select pg_advisory_xact_lock(hashtextextended('audit ' || :school, 0))"), {"school": str(school)}
    )
    row = (
        await connection.execute(
            select(audit_entry.c.number, audit_entry.c.hash)
            .where(audit_entry.c.school_id == school)
            .order_by(audit_entry.c.number.desc())
            .limit(1)
        )
    ).first()
    return (row.number, row.hash) if row else (0, GENESIS)


async def append(connection: AsyncConnection, entries: list[dict[str, Any]], words: list[dict[str, Any]]) -> None:
    """Write entries and the words that their digests hide."""
    await connection.execute(insert(audit_entry), entries)
    if words:
        await connection.execute(insert(audit_words), words)
