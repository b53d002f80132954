"""SQL of signs under messages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from ..tables import message, reaction

Place = tuple[RoomId, int]

# Which of these people may put a sign under these messages: a member now, in an open room, without a sanction, who can
# read the message and has not reported it. Asked with the rooms' streams locked: a change of membership waits for it.
_ALLOWED = text(
    """
    select wish.ordinal
      from unnest(:ordinals, :rooms, :positions, :persons, :hats) as wish(ordinal, room_id, position, person_id, hat)
      join room on room.school_id = :school and room.id = wish.room_id and room.mode in ('discussion', 'announcements')
      join message on message.school_id = :school and message.room_id = wish.room_id
                  and message.position = wish.position and message.deleted is null
     where not coalesce(room.hours_mode = 'readOnly' and room.hours_from <= :now and :now < room.hours_to, false)
       and exists (select from membership as now
                    where now.room_id = wish.room_id and now.person_id = wish.person_id and now.hat = wish.hat
                      and now.to_position is null and (now.posts or room.mode = 'announcements'))
       and exists (select from membership as span
                    where span.room_id = wish.room_id and span.person_id = wish.person_id and span.hat = wish.hat
                      and wish.position >= span.from_position
                      and (span.to_position is null or wish.position <= span.to_position))
       and not exists (select from sanction
                        where sanction.school_id = :school and sanction.room_id = wish.room_id
                          and sanction.person_id = wish.person_id and sanction.until > :now)
       and not exists (select from report
                        where report.room_id = wish.room_id and report.position = wish.position
                          and report.reporter_id = wish.person_id)
     order by wish.ordinal
    """
).bindparams(
    bindparam("school", type_=Uuid),
    bindparam("ordinals", type_=ARRAY(Integer)),
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("positions", type_=ARRAY(BigInteger)),
    bindparam("persons", type_=ARRAY(Uuid)),
    bindparam("hats", type_=ARRAY(Text)),
)


async def lock_messages(connection: AsyncConnection, school: SchoolId, places: Sequence[Place]) -> None:
    """Hold these messages' rows, in order, before their rooms' streams: as whoever edits or deletes one does."""
    m = message.c
    await connection.execute(
        select(m.position)
        .where(m.school_id == school, tuple_(m.room_id, m.position).in_(places))
        .order_by(m.room_id, m.position)
        .with_for_update()
    )


async def allowed(
    connection: AsyncConnection,
    school: SchoolId,
    wishes: Sequence[tuple[RoomId, int, PersonId, Hat]],
    now: datetime,
) -> set[int]:
    """The places in `wishes` of those that may be done."""
    arguments = {
        "school": school,
        "now": now,
        "ordinals": list(range(len(wishes))),
        "rooms": [room for room, _, _, _ in wishes],
        "positions": [position for _, position, _, _ in wishes],
        "persons": [person for _, _, person, _ in wishes],
        "hats": [hat.value for _, _, _, hat in wishes],
    }
    return {row.ordinal for row in await connection.execute(_ALLOWED, arguments)}


async def readable(
    connection: AsyncConnection, school: SchoolId, room: RoomId, position: int, person: PersonId, hat: Hat | None
) -> bool:
    """Can this member read this message now?"""
    found = await connection.scalar(
        text(
            """
            select true from message
             where school_id = :school and room_id = :room and position = :position and deleted is null
               and exists (select from membership as span
                            where span.room_id = :room and span.person_id = :person and span.hat = :hat
                              and :position >= span.from_position
                              and (span.to_position is null or :position <= span.to_position))
               and not exists (select from report where report.room_id = :room and report.position = :position
                                  and report.reporter_id = :person)
            """
        ),
        {"school": school, "room": room, "position": position, "person": person, "hat": hat.value if hat else ""},
    )
    return found is not None


async def under(connection: AsyncConnection, school: SchoolId, places: Sequence[Place]) -> list[Record]:
    """All signs under these messages, in the order in which they were put."""
    r = reaction.c
    return list(
        await connection.execute(
            select(r.room_id, r.position, r.person_id, r.sign)
            .where(r.school_id == school, tuple_(r.room_id, r.position).in_(places))
            .order_by(r.room_id, r.position, r.at, r.person_id, r.sign)
            .limit(100_000)
        )
    )


async def who(connection: AsyncConnection, school: SchoolId, room: RoomId, position: int) -> list[Record]:
    """Who put which sign under a message, with the badge that he has, or last had, in the room."""
    return list(
        await connection.execute(
            text(
                """
                select reaction.person_id, reaction.sign, reaction.at, shown.badge
                  from reaction
                  left join lateral (select badge from membership as m
                                      where m.school_id = :school and m.room_id = :room
                                        and m.person_id = reaction.person_id
                                      order by m.joined_at desc limit 1) as shown on true
                 where reaction.school_id = :school and reaction.room_id = :room and reaction.position = :position
                 order by reaction.at, reaction.person_id, reaction.sign
                 limit 1000
                """
            ),
            {"school": school, "room": room, "position": position},
        )
    )


async def put(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Write signs."""
    if rows:
        await connection.execute(upsert(reaction).on_conflict_do_nothing(), rows)


async def take(connection: AsyncConnection, school: SchoolId, rows: Sequence[tuple[RoomId, int, UUID, str]]) -> None:
    """Remove signs."""
    if rows:
        r = reaction.c
        await connection.execute(
            reaction.delete().where(
                r.school_id == school, tuple_(r.room_id, r.position, r.person_id, r.sign).in_(list(rows))
            )
        )


async def count(connection: AsyncConnection, school: SchoolId, counted: Sequence[dict[str, Any]]) -> None:
    """What stands under each message, for pages of history; one statement for all of them."""
    m = message.c
    await connection.execute(
        update(message)
        .where(m.school_id == school, m.room_id == bindparam("of_room"), m.position == bindparam("at_position"))
        .values(reactions=bindparam("signs")),
        counted,
    )
