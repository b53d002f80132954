"""SQL of schools' signs."""

from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId

from ..tables import logo, school


async def replace(connection: AsyncConnection, one: SchoolId, new: UUID | None, png: bytes | None) -> UUID | None:
    """Put a sign (or none) in place of the old one, whose id is returned."""
    old: UUID | None = await connection.scalar(select(school.c.logo_id).where(school.c.id == one).with_for_update())
    await connection.execute(delete(logo).where(logo.c.school_id == one))
    if png is not None:
        await connection.execute(insert(logo).values(school_id=one, id=new, content=png))
    await connection.execute(update(school).where(school.c.id == one).values(logo_id=new))
    return old


async def content(connection: AsyncConnection, one: UUID) -> bytes | None:
    """A sign by its id."""
    found: bytes | None = await connection.scalar(select(logo.c.content).where(logo.c.id == one))
    return found


async def of_school(connection: AsyncConnection, one: SchoolId) -> bytes | None:
    """The school's sign, for what is printed."""
    found: bytes | None = await connection.scalar(select(logo.c.content).where(logo.c.school_id == one))
    return found
