"""SQL of who can read a room now, and why (E7), and who may write in it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, Uuid, and_, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
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


# The words of `cards.may_write`, for many people of many rooms at once.
_WRITING = text(
    """
    select member.room_id, member.person_id, member.hat
      from unnest(:rooms, :persons, :hats) as asked(room_id, person_id, hat)
      join membership as member on member.room_id = asked.room_id and member.person_id = asked.person_id
                               and member.hat = asked.hat and member.to_position is null
      join room on room.school_id = member.school_id and room.id = member.room_id
     where (room.mode = 'discussion' and member.posts or room.mode = 'announcements' and member.moderates)
       and not (coalesce(room.hours_from <= :now and :now < room.hours_to, false)
                and (room.hours_mode = 'readOnly' or not member.moderates))
       and not exists (select from sanction where sanction.school_id = member.school_id and sanction.until > :now
                          and sanction.room_id = member.room_id and sanction.person_id = member.person_id)
     order by 1, 2, 3
    """
).bindparams(
    bindparam("rooms", type_=ARRAY(Uuid)), bindparam("persons", type_=ARRAY(Uuid)), bindparam("hats", type_=ARRAY(Text))
)


async def writing(
    connection: AsyncConnection, asked: Sequence[tuple[RoomId, PersonId, Hat]], now: datetime
) -> list[tuple[RoomId, PersonId, Hat]]:
    """Those of these members whom their rooms let write now."""
    columns = {
        "rooms": [room for room, _, _ in asked],
        "persons": [person for _, person, _ in asked],
        "hats": [hat.value for _, _, hat in asked],
    }
    rows = await connection.execute(_WRITING, {**columns, "now": now})
    return [(RoomId(r.room_id), PersonId(r.person_id), Hat(r.hat)) for r in rows]
