"""SQL of files that a report holds."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import RoomId, SchoolId

from ..tables import file


async def keep(connection: AsyncConnection, school: SchoolId, room: RoomId, first: int, last: int) -> None:
    """Hold the files of these messages."""
    await connection.execute(
        update(file)
        .where(
            file.c.school_id == school,
            file.c.room_id == room,
            file.c.position.between(first, last),
            file.c.state == "ready",
        )
        .values(evidence=True)
    )
