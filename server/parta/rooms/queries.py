"""All SQL of chats beside living membership, cards and posting."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, Text, and_, case, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, RoomId, SchoolId
from parta.policy.standing import Hat
from parta.realtime.tables import stream

from .rule import Rule, to_json
from .tables import (
    draft,
    membership,
    message,
    message_past,
    notification_level,
    read_mark,
    report,
    room,
    sanction,
)


class Footing(msgspec.Struct, frozen=True):
    """A room as one member stands in it. `first`: where his readable history begins."""

    room: RoomId
    class_id: ClassId | None
    kind: str
    title: str
    mode: str
    opens_history: bool
    first: int
    last: int
    posts: bool
    moderates: bool
    badge: dict[str, Any]


async def insert_room(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    *,
    kind: str,
    title: str,
    mode: str,
    rule: Rule,
    class_id: ClassId | None,
    retained: bool,
    now: datetime,
    subject: str = "",
) -> None:
    """Make a room and its stream."""
    await connection.execute(insert(stream).values(id=one, school_id=school, kind="room"))
    await connection.execute(
        insert(room).values(
            school_id=school,
            id=one,
            kind=kind,
            title=title,
            mode=mode,
            rule=to_json(rule),
            class_id=class_id,
            retained=retained,
            subject=subject,
            created_at=now,
        )
    )


async def rooms_of_class(connection: AsyncConnection, school: SchoolId, class_id: ClassId) -> list[Row[Any]]:
    """The open rooms of a class: id, kind, title, mode."""
    return list(
        await connection.execute(
            select(room.c.id, room.c.kind, room.c.title, room.c.mode)
            .where(room.c.school_id == school, room.c.class_id == class_id, room.c.archived_at.is_(None))
            .order_by(room.c.created_at, room.c.id)
            .limit(100)
        )
    )


async def my_rooms(connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat) -> list[RoomId]:
    """The rooms this person is a member of now, in this hat."""
    rows = await connection.execute(
        select(membership.c.room_id)
        .where(
            membership.c.school_id == school,
            membership.c.person_id == person,
            membership.c.hat == hat.value,
            membership.c.to_position.is_(None),
        )
        .order_by(membership.c.room_id)
        .limit(2000)
    )
    return [RoomId(r.room_id) for r in rows]


async def footing(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId, hat: Hat
) -> Footing | None:
    """How this person stands in this room now; None when he is no member of it."""
    m = membership.c
    row = (
        await connection.execute(
            select(
                room.c.class_id, room.c.kind, room.c.title, room.c.mode, room.c.opens_history, stream.c.last_position,
                func.min(m.from_position).label("first"),
                func.bool_or(and_(m.to_position.is_(None), m.posts)).label("posts"),
                func.bool_or(and_(m.to_position.is_(None), m.moderates)).label("moderates"),
                func.bool_or(m.to_position.is_(None)).label("member"),
                func.max(case((m.to_position.is_(None), m.badge.cast(Text)))).label("badge"),
            )
            .join(stream, stream.c.id == room.c.id)
            .join(membership, m.room_id == room.c.id)
            .where(room.c.school_id == school, room.c.id == one, m.person_id == person, m.hat == hat.value)
            .group_by(room.c.school_id, room.c.id, stream.c.id)
        )
    ).first()
    if row is None or not row.member:
        return None
    return Footing(
        one, row.class_id, row.kind, row.title, row.mode, row.opens_history, row.first, row.last_position,
        row.posts, row.moderates, msgspec.json.decode(row.badge),
    )


# History by keyset only, clipped to the reader's membership spans. `positions` is the one moving part:
# before, after or around a position.
_STRETCH = """
    select stretch.position, stretch.id, stretch.client_id, stretch.author_id, stretch.text, stretch.sent_at,
           stretch.edited_at, stretch.deleted, stretch.mentions, stretch.mentions_all, stretch.reply_to,
           hidden.id is not null as hidden, quoted.author_id as quoted_author, left(quoted.text, 160) as quoted_text,
           author.badge as author_badge
      from (select * from message
             where school_id = :school and room_id = :room and position {where}
               and exists (select from membership as span
                            where span.room_id = :room and span.person_id = :person and span.hat = :hat
                              and message.position >= span.from_position
                              and (span.to_position is null or message.position <= span.to_position))
             order by position {order} limit :limit) as stretch
      left join report as hidden on hidden.room_id = :room and hidden.position = stretch.position
                                and hidden.reporter_id = :person
      left join message as quoted on quoted.school_id = :school and quoted.room_id = :room
                                and quoted.position = stretch.reply_to and quoted.deleted is null
                                and quoted.position >= :first
      left join lateral (select badge from membership as of_author
                          where of_author.room_id = :room and of_author.person_id = stretch.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     order by stretch.position
"""
_BEFORE = text(_STRETCH.format(where="< :at", order="desc"))
_AFTER = text(_STRETCH.format(where="> :at", order="asc"))


async def stretch(
    connection: AsyncConnection,
    school: SchoolId,
    place: Footing,
    person: PersonId,
    hat: Hat,
    *,
    at: int,
    limit: int,
    forward: bool,
) -> list[Row[Any]]:
    """Up to `limit` messages before (or after) position `at`, oldest first."""
    arguments = {
        "school": school, "room": place.room, "person": person, "hat": hat.value, "first": place.first,
        "at": at, "limit": limit,
    }
    return list(await connection.execute(_AFTER if forward else _BEFORE, arguments))


async def one_message(
    connection: AsyncConnection, school: SchoolId, one: RoomId, position: int, *, lock: bool = False
) -> Row[Any] | None:
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


async def blank(
    connection: AsyncConnection, school: SchoolId, one: RoomId, position: int, *, old: str, by: str, now: datetime
) -> None:
    """Delete a message for all: its place stays, its text goes to the keeping period's table."""
    await connection.execute(
        update(message)
        .where(message.c.school_id == school, message.c.room_id == one, message.c.position == position)
        .values(text="", deleted=by, mentions=[], mentions_all=False)
    )
    await _keep_past(connection, school, one, position, old, "deleted", now)


async def _keep_past(
    connection: AsyncConnection, school: SchoolId, one: RoomId, position: int, old: str, how: str, now: datetime
) -> None:
    await connection.execute(
        upsert(message_past)
        .values(school_id=school, room_id=one, position=position, text=old, replaced_at=now, how=how)
        .on_conflict_do_nothing()
    )


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


async def readers(connection: AsyncConnection, school: SchoolId, one: RoomId, position: int) -> list[Row[Any]]:
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


async def members(connection: AsyncConnection, school: SchoolId, one: RoomId, now: datetime) -> list[Row[Any]]:
    """Everybody who can read the room now, and why."""
    m = membership.c
    return list(
        await connection.execute(
            select(m.person_id, m.hat, m.badge, m.because, m.moderates, sanction.c.until)
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


async def member(connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId) -> Row[Any] | None:
    """One living member: hat and whether he moderates."""
    m = membership.c
    return (
        await connection.execute(
            select(m.hat, m.moderates).where(
                m.school_id == school, m.room_id == one, m.person_id == person, m.to_position.is_(None)
            )
        )
    ).first()


async def save_draft(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId, words: str, now: datetime
) -> None:
    """Keep a draft, or forget it when it is empty."""
    if not words:
        await connection.execute(
            delete(draft).where(draft.c.school_id == school, draft.c.person_id == person, draft.c.room_id == one)
        )
        return
    row = {"school_id": school, "room_id": one, "person_id": person, "text": words, "at": now}
    await connection.execute(
        upsert(draft).values(row).on_conflict_do_update(constraint=draft.primary_key, set_={"text": words, "at": now})
    )


async def set_notifications(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId, muted_until: datetime | None
) -> None:
    """Mute a room for a person until then; null = as usual."""
    row = {"school_id": school, "room_id": one, "person_id": person, "muted_until": muted_until}
    await connection.execute(
        upsert(notification_level)
        .values(row)
        .on_conflict_do_update(constraint=notification_level.primary_key, set_={"muted_until": muted_until})
    )


async def set_sanction(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    person: PersonId,
    *,
    until: datetime,
    by: PersonId,
    reason: str,
    now: datetime,
) -> None:
    """Only reading until then."""
    values = {"until": until, "by_id": by, "reason": reason, "at": now}
    await connection.execute(
        upsert(sanction)
        .values(school_id=school, room_id=one, person_id=person, **values)
        .on_conflict_do_update(constraint=sanction.primary_key, set_=values)
    )


async def lift_sanction(connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId) -> bool:
    """Let somebody write again; False when nothing held him."""
    gone = await connection.execute(
        delete(sanction)
        .where(sanction.c.school_id == school, sanction.c.room_id == one, sanction.c.person_id == person)
        .returning(sanction.c.person_id)
    )
    return gone.first() is not None


async def file_report(
    connection: AsyncConnection,
    school: SchoolId,
    report_id: UUID,
    one: RoomId,
    position: int,
    reporter: PersonId,
    reason: str,
    now: datetime,
) -> bool:
    """Write a report; False when this person has reported this message already."""
    made = await connection.execute(
        upsert(report)
        .values(
            school_id=school, id=report_id, room_id=one, position=position, reporter_id=reporter, reason=reason, at=now
        )
        .on_conflict_do_nothing()
        .returning(report.c.id)
    )
    return made.first() is not None


async def set_mode(connection: AsyncConnection, school: SchoolId, one: RoomId, mode: str) -> None:
    """Change the room's mode."""
    await connection.execute(update(room).where(room.c.school_id == school, room.c.id == one).values(mode=mode))


async def retitle(connection: AsyncConnection, school: SchoolId, one: RoomId, title: str) -> None:
    """Change the room's title."""
    await connection.execute(update(room).where(room.c.school_id == school, room.c.id == one).values(title=title))

