"""SQL of who can read a room now, and why (E7)."""

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from ..tables import membership, pinned_member, sanction


async def members(connection: AsyncConnection, school: SchoolId, one: RoomId, now: datetime) -> list[Record]:
    """Everybody who can read the room now, and why; `pinned`: the reason of a named exception."""
    m = membership.c
    kept = pinned_member.c
    return list(
        await connection.execute(
            select(m.person_id, m.hat, m.badge, m.because, m.moderates, sanction.c.until, kept.reason.label("pinned"))
            .join(
                pinned_member,
                and_(
                    kept.school_id == m.school_id,
                    kept.room_id == m.room_id,
                    kept.person_id == m.person_id,
                    kept.hat == m.hat,
                    kept.way == "add",
                ),
                isouter=True,
            )
            .join(
                sanction,
                and_(
                    sanction.c.school_id == m.school_id,
                    sanction.c.room_id == m.room_id,
                    sanction.c.person_id == m.person_id,
                    sanction.c.until > now,
                ),
                isouter=True,
            )
            .where(m.school_id == school, m.room_id == one, m.to_position.is_(None))
            .order_by(m.hat, m.badge["name"].astext, m.person_id)
            .limit(5000)
        )
    )


async def sanctioned_until(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId, now: datetime
) -> datetime | None:
    """Until when this person may only read this room; None when he may write."""
    s = sanction.c
    found: datetime | None = await connection.scalar(
        select(s.until).where(s.school_id == school, s.room_id == one, s.person_id == person, s.until > now)
    )
    return found
