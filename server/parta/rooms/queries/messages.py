"""SQL of messages: history by keyset, edits, deletions, who has read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, and_, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from ..search.queries import laying
from ..tables import (
    membership,
    message,
    message_past,
    poll,
    reaction,
    read_mark,
)


async def one_message(
    connection: AsyncConnection, school: SchoolId, one: RoomId, position: int, *, lock: bool = False
) -> Record | None:
    """A message as it is stored."""
    asked = select(message).where(
        message.c.school_id == school, message.c.room_id == one, message.c.position == position
    )
    return (await connection.execute(asked.with_for_update() if lock else asked)).first()


async def change_text(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    position: int,
    *,
    new: str,
    old: str,
    mentions: tuple[UUID, ...],
    now: datetime,
) -> None:
    """Edit a message; what it said is kept for the moderators."""
    await connection.execute(
        update(message)
        .where(message.c.school_id == school, message.c.room_id == one, message.c.position == position)
        .values(text=new, edited_at=now, mentions=list(mentions))
    )
    await _keep_past(connection, school, one, position, old, "edited", now)
    await laying.lay_anew(connection, school, one, position)


async def blank(
    connection: AsyncConnection, school: SchoolId, one: RoomId, position: int, *, by: str, now: datetime
) -> Record:
    """Delete a message for all: its text goes to the keeping period's table. Returns what stays in its place."""
    this = and_(message.c.school_id == school, message.c.room_id == one, message.c.position == position)
    words = await connection.scalar(select(message.c.text).where(this).with_for_update())
    await _keep_past(connection, school, one, position, words or "", "deleted", now)
    r = reaction.c
    await connection.execute(delete(reaction).where(r.school_id == school, r.room_id == one, r.position == position))
    asked = select(message.c.poll_id).where(this)
    await connection.execute(
        delete(poll).where(poll.c.school_id == school, poll.c.id.in_(asked))
    )  # words of choices, too
    blanked = (
        update(message)
        .where(this)
        .values(
            text="",
            deleted=by,
            mentions=[],
            mentions_all=False,
            attachments=None,
            reactions=None,
            forwarded=None,
            poll_id=None,
        )
    )
    left = (await connection.execute(blanked.returning(message))).one()
    await laying.lay_anew(connection, school, one, position)
    return left


async def _keep_past(
    connection: AsyncConnection, school: SchoolId, one: RoomId, position: int, old: str, how: str, now: datetime
) -> None:
    await connection.execute(
        upsert(message_past)
        .values(school_id=school, room_id=one, position=position, text=old, replaced_at=now, how=how)
        .on_conflict_do_nothing()
    )


async def all_may_read(connection: AsyncConnection, school: SchoolId, one: RoomId, position: int) -> bool:
    """Did everybody who is a member now come before this message? The room's stream must be locked."""
    m = membership.c
    later = await connection.scalar(
        select(m.id)
        .where(m.school_id == school, m.room_id == one, m.to_position.is_(None), m.from_position > position)
        .limit(1)
    )
    return later is None


async def badge_of(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId
) -> dict[str, Any] | None:
    """How somebody is, or last was, shown in this room."""
    m = membership.c
    found: dict[str, Any] | None = await connection.scalar(
        select(m.badge)
        .where(m.school_id == school, m.room_id == one, m.person_id == person)
        .order_by(m.joined_at.desc())
        .limit(1)
    )
    return found


async def last_call_of_all(connection: AsyncConnection, school: SchoolId, one: RoomId, since: datetime) -> bool:
    """Has everybody been called in this room since then?"""
    found = await connection.scalar(
        select(message.c.position)
        .where(
            message.c.school_id == school, message.c.room_id == one, message.c.mentions_all, message.c.sent_at >= since
        )
        .limit(1)
    )
    return found is not None


async def readers(connection: AsyncConnection, school: SchoolId, one: RoomId, position: int) -> list[Record]:
    """Every member who can read this message: who he is, and whether he has read so far."""
    m = membership.c
    return list(
        await connection.execute(
            select(m.person_id, m.badge, (func.coalesce(read_mark.c.position, 0) >= position).label("has_read"))
            .join(
                read_mark,
                and_(
                    read_mark.c.school_id == m.school_id,
                    read_mark.c.room_id == m.room_id,
                    read_mark.c.person_id == m.person_id,
                ),
                isouter=True,
            )
            .where(m.school_id == school, m.room_id == one, m.to_position.is_(None), m.from_position <= position)
            .order_by(m.badge["name"].astext, m.person_id)
            .limit(5000)
        )
    )


_RAISE = text(
    """
    insert into read_mark (school_id, room_id, person_id, position, at)
    select :school, seen.room_id, seen.person_id, least(seen.position, stream.last_position), :now
      from unnest(:rooms, :persons, :positions) as seen(room_id, person_id, position)
      join stream on stream.id = seen.room_id
     order by seen.room_id, seen.person_id
    on conflict (school_id, room_id, person_id) do update set position = excluded.position, at = excluded.at
     where read_mark.position < excluded.position
    returning room_id, person_id, position
    """
).bindparams(
    bindparam("school", type_=Uuid),
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("persons", type_=ARRAY(Uuid)),
    bindparam("positions", type_=ARRAY(BigInteger)),
)


async def raise_marks(
    connection: AsyncConnection, school: SchoolId, seen: Sequence[tuple[RoomId, PersonId, int]], now: datetime
) -> list[tuple[RoomId, PersonId, int]]:
    """Raise read marks, never lower them, never beyond the last message; returns those that rose."""
    arguments = {
        "school": school,
        "rooms": [room for room, _, _ in seen],
        "persons": [person for _, person, _ in seen],
        "positions": [position for _, _, position in seen],
        "now": now,
    }
    rows = await connection.execute(_RAISE, arguments)
    return [(RoomId(r.room_id), PersonId(r.person_id), r.position) for r in rows]
