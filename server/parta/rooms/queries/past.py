"""SQL that writes talk of the past in bulk: the demo school, and later the import of a school (F5)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId

from ..tables import message, room


class OldMessage(msgspec.Struct, frozen=True):
    """A message with its place and time; positions of a room must be dense from 1."""

    id: UUID
    room: UUID
    position: int
    author: PersonId
    hat: Hat
    text: str
    reply_to: int | None
    at: datetime


async def rooms_by_class(connection: AsyncConnection, school: SchoolId) -> dict[tuple[str, UUID | None], UUID]:
    """The open rooms of a school by kind and class."""
    rows = await connection.execute(
        select(room.c.id, room.c.kind, room.c.class_id)
        .where(room.c.school_id == school, room.c.archived_at.is_(None))
        .order_by(room.c.id)
        .limit(10_000)
    )
    return {(r.kind, r.class_id): r.id for r in rows}


async def insert_past(connection: AsyncConnection, school: SchoolId, rows: Sequence[OldMessage]) -> None:
    """Write messages and move the rooms' heads; no events: nobody has heard of them yet."""
    if not rows:
        return
    await connection.execute(
        insert(message),
        [
            {
                "school_id": school,
                "room_id": one.room,
                "position": one.position,
                "id": one.id,
                "author_id": one.author,
                "author_hat": one.hat.value,
                "client_id": one.id,
                "text": one.text,
                "reply_to": one.reply_to,
                "sent_at": one.at,
            }
            for one in rows
        ],
    )
    await connection.execute(
        text(
            """
            update stream set last_position = head.position
              from (select room_id, max(position) as position from message where school_id = :school group by room_id)
                   as head
             where stream.id = head.room_id
            """
        ),
        {"school": school},
    )


async def mark_read(connection: AsyncConnection, school: SchoolId, unread: int, now: datetime) -> None:
    """Every member has read his rooms but for the last few messages; an author at least his own."""
    await connection.execute(
        text(
            """
            insert into read_mark (school_id, room_id, person_id, position, at)
            select member.school_id, member.room_id, member.person_id,
                   greatest(stream.last_position - :unread, max(own.position)), :now
              from membership as member
              join stream on stream.id = member.room_id and stream.last_position > 0
              left join message as own on own.school_id = member.school_id and own.room_id = member.room_id
                                      and own.author_id = member.person_id and own.position > stream.last_position - :unread
             where member.school_id = :school and member.to_position is null
             group by member.school_id, member.room_id, member.person_id, stream.last_position
            """
        ),
        {"school": school, "unread": unread, "now": now},
    )
