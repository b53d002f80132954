"""SQL of pinned messages."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from ..reports.tables import report
from ..tables import membership, message, message_pin

MOST = 50  # pins of a room ever shown


async def pin(
    connection: AsyncConnection, school: SchoolId, room: RoomId, position: int, by: PersonId, now: datetime
) -> bool:
    """Pin a message; False when it is pinned already."""
    made = await connection.execute(
        upsert(message_pin)
        .values(school_id=school, room_id=room, position=position, by_id=by, at=now)
        .on_conflict_do_nothing()
        .returning(message_pin.c.position)
    )
    return made.first() is not None


async def unpin(connection: AsyncConnection, school: SchoolId, room: RoomId, position: int) -> bool:
    """Take a pin away; False when there was none."""
    pins = message_pin.c
    gone = await connection.execute(
        delete(message_pin)
        .where(pins.school_id == school, pins.room_id == room, pins.position == position)
        .returning(pins.position)
    )
    return gone.first() is not None


async def positions(connection: AsyncConnection, school: SchoolId, room: RoomId) -> list[int]:
    """The pinned places of a room, the latest pin first."""
    pins = message_pin.c
    rows = await connection.execute(
        select(pins.position)
        .where(pins.school_id == school, pins.room_id == room)
        .order_by(pins.at.desc(), pins.position.desc())
        .limit(MOST)
    )
    return [row.position for row in rows]


async def messages(connection: AsyncConnection, school: SchoolId, room: RoomId, reader: PersonId) -> list[Record]:
    """The pinned messages as this reader sees them, the latest pin first; each with its author's last badge."""
    pins, m = message_pin.c, membership.c
    badge = (
        select(m.badge)
        .where(m.school_id == school, m.room_id == room, m.person_id == message.c.author_id)
        .order_by(m.joined_at.desc())
        .limit(1)
        .correlate(message)
        .scalar_subquery()
    )
    of_reader = (
        exists()
        .where(report.c.room_id == room, report.c.position == message.c.position, report.c.reporter_id == reader)
        .correlate(message)
    )
    return list(
        await connection.execute(
            select(message, badge.label("badge"), of_reader.label("hidden"))
            .join(
                message_pin,
                and_(
                    pins.school_id == message.c.school_id,
                    pins.room_id == message.c.room_id,
                    pins.position == message.c.position,
                ),
            )
            .where(pins.school_id == school, pins.room_id == room, message.c.deleted.is_(None))
            .order_by(pins.at.desc(), pins.position.desc())
            .limit(MOST)
        )
    )
