"""SQL of earlier words."""

from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from ..tables import message_past

_READABLE = text(
    """
    select message.deleted from message
     where message.school_id = :school and message.room_id = :room and message.position = :position
       and exists (select from membership as span
                    where span.room_id = :room and span.person_id = :person and span.hat = :hat
                      and :position >= span.from_position
                      and (span.to_position is null or :position <= span.to_position))
    """
)


async def readable(
    connection: AsyncConnection, school: SchoolId, room: RoomId, position: int, person: PersonId, hat: Hat
) -> Record | None:
    """Is there such a message for this member, and was it deleted?"""
    arguments = {"school": school, "room": room, "position": position, "person": person, "hat": hat.value}
    return (await connection.execute(_READABLE, arguments)).first()


async def earlier(connection: AsyncConnection, school: SchoolId, room: RoomId, position: int) -> list[Record]:
    """What it said before each edit, newest first."""
    past = message_past.c
    return list(
        await connection.execute(
            select(past.text, past.replaced_at)
            .where(past.school_id == school, past.room_id == room, past.position == position, past.how == "edited")
            .order_by(past.replaced_at.desc())
            .limit(200)
        )
    )


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """What was replaced before this moment is gone, in every school."""
    await connection.execute(delete(message_past).where(message_past.c.replaced_at < before))
