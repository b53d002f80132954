"""SQL of the audit trail."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.classes.tables import school_class
from parta.kernel.ids import SchoolId
from parta.parts.schema import Record
from parta.rooms.tables import room

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


async def newest(connection: AsyncConnection, school: SchoolId, before: int | None, count: int) -> list[Record]:
    """Entries from the newest on, or from the one before this number."""
    asked = select(audit_entry).where(audit_entry.c.school_id == school)
    if before is not None:
        asked = asked.where(audit_entry.c.number < before)
    return list(await connection.execute(asked.order_by(audit_entry.c.number.desc()).limit(count)))


async def oldest(connection: AsyncConnection, school: SchoolId, after: int, count: int) -> list[Record]:
    """Entries in their order, after this number."""
    return list(
        await connection.execute(
            select(audit_entry)
            .where(audit_entry.c.school_id == school, audit_entry.c.number > after)
            .order_by(audit_entry.c.number)
            .limit(count)
        )
    )


async def words(
    connection: AsyncConnection, school: SchoolId, numbers: Collection[int]
) -> dict[int, dict[str, tuple[bytes, str, str]]]:
    """By entry and field: salt, old, new; nothing where they were erased."""
    rows = await connection.execute(
        select(audit_words)
        .where(audit_words.c.school_id == school, audit_words.c.number.in_(list(numbers)))
        .order_by(audit_words.c.number, audit_words.c.field)
    )
    found: dict[int, dict[str, tuple[bytes, str, str]]] = {}
    for r in rows:
        found.setdefault(r.number, {})[r.field] = (r.salt, r.old, r.new)
    return found


async def titles(connection: AsyncConnection, school: SchoolId, ids: Collection[UUID]) -> dict[UUID, str]:
    """Titles of the classes and chats among these ids."""
    rows = await connection.execute(
        union_all(
            select(school_class.c.id, school_class.c.title).where(
                school_class.c.school_id == school, school_class.c.id.in_(list(ids))
            ),
            select(room.c.id, room.c.title).where(room.c.school_id == school, room.c.id.in_(list(ids))),
        )
    )
    return {r.id: r.title for r in rows}
