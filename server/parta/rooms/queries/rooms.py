"""SQL of rooms, and of how members stand in them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Text, Uuid, and_, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, RoomId, SchoolId
from parta.parts.schema import Record
from parta.realtime.tables import stream

from ..rule import Rule, to_json
from ..tables import (
    draft,
    membership,
    room,
    sanction,
)


class Footing(msgspec.Struct, frozen=True):
    """A room as one member stands in it. `spans`: from and to which positions he was a member; no end: he is one now."""

    room: RoomId
    class_id: ClassId | None
    kind: str
    title: str
    mode: str
    opens_history: bool
    spans: tuple[tuple[int, int | None], ...]
    last: int
    posts: bool
    moderates: bool
    badge: dict[str, Any]
    hours_mode: str | None = None
    hours_why: str | None = None
    hours_from: datetime | None = None
    hours_to: datetime | None = None

    def hours_mode_at(self, now: datetime) -> str | None:
        """What a timetable makes of the room at this moment; None: it lets it be."""
        if self.hours_from is None or self.hours_to is None or not self.hours_from <= now < self.hours_to:
            return None
        return self.hours_mode

    @property
    def first(self) -> int:
        """Where his readable history begins."""
        return min(start for start, _ in self.spans)

    def reads(self, position: int) -> bool:
        """Was he a member when this was said? What was said while he was away is not his to read."""
        return any(start <= position and (end is None or position <= end) for start, end in self.spans)


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


async def rooms_of_class(connection: AsyncConnection, school: SchoolId, class_id: ClassId) -> list[Record]:
    """The open rooms of a class: id, kind, title, mode, subject."""
    return list(
        await connection.execute(
            select(room.c.id, room.c.kind, room.c.title, room.c.mode, room.c.subject)
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


async def starts_of(
    connection: AsyncConnection, members: Collection[tuple[PersonId, Hat]]
) -> dict[tuple[PersonId, Hat], dict[RoomId, int]]:
    """For each person in a hat: his rooms, and where the membership that is open now begins."""
    m = membership.c
    people = [person for person, _ in members]
    rows = await connection.execute(
        select(m.person_id, m.hat, m.room_id, m.from_position)
        .where(m.person_id == func.any(bindparam("people", people, ARRAY(Uuid))), m.to_position.is_(None))
        .order_by(m.room_id)
    )
    found: dict[tuple[PersonId, Hat], dict[RoomId, int]] = {one: {} for one in members}
    for row in rows:
        starts = found.get((PersonId(row.person_id), Hat(row.hat)))
        if starts is not None:
            starts[RoomId(row.room_id)] = row.from_position
    return found


async def footing(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId, hat: Hat
) -> Footing | None:
    """How this person stands in this room now; None when he is no member of it."""
    m = membership.c
    row = (
        await connection.execute(
            select(
                room.c.class_id,
                room.c.kind,
                room.c.title,
                room.c.mode,
                room.c.opens_history,
                room.c.hours_mode,
                room.c.hours_why,
                room.c.hours_from,
                room.c.hours_to,
                stream.c.last_position,
                func.array_agg(m.from_position).label("starts"),
                func.array_agg(m.to_position).label("ends"),
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
        one,
        row.class_id,
        row.kind,
        row.title,
        row.mode,
        row.opens_history,
        tuple(zip(row.starts, row.ends, strict=True)),
        row.last_position,
        row.posts,
        row.moderates,
        msgspec.json.decode(row.badge),
        row.hours_mode,
        row.hours_why,
        row.hours_from,
        row.hours_to,
    )


async def footings(
    connection: AsyncConnection,
    school: SchoolId,
    rooms: Collection[RoomId],
    persons: Collection[PersonId],
    now: datetime,
) -> list[Record]:
    """What decides what these persons may do in these rooms: the room's mode, their membership, a sanction."""
    m = membership.c
    of_member = and_(
        sanction.c.school_id == m.school_id,
        sanction.c.room_id == m.room_id,
        sanction.c.person_id == m.person_id,
        sanction.c.until > now,
    )
    return list(
        await connection.execute(
            select(
                m.room_id,
                m.person_id,
                m.hat,
                m.posts,
                m.moderates,
                room.c.mode,
                room.c.kind,
                room.c.class_id,
                sanction.c.until,
            )
            .join(room, and_(room.c.school_id == m.school_id, room.c.id == m.room_id))
            .join(sanction, of_member, isouter=True)
            .where(m.school_id == school, m.room_id.in_(list(rooms)), m.person_id.in_(list(persons)))
            .where(m.to_position.is_(None))
            .order_by(m.person_id, m.hat, m.room_id)
        )
    )


async def member(connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId) -> list[Record]:
    """A living member in each hat that he wears here: the hat and whether he moderates; nothing for whoever is none."""
    m = membership.c
    return list(
        await connection.execute(
            select(m.hat, m.moderates)
            .where(m.school_id == school, m.room_id == one, m.person_id == person, m.to_position.is_(None))
            .order_by(m.hat)
        )
    )


async def save_draft(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    person: PersonId,
    *,
    words: str,
    reply_to: int | None,
    now: datetime,
) -> None:
    """Keep a draft, or forget it when it says and answers nothing."""
    if not words and reply_to is None:
        await connection.execute(
            delete(draft).where(draft.c.school_id == school, draft.c.person_id == person, draft.c.room_id == one)
        )
        return
    row = {"school_id": school, "room_id": one, "person_id": person, "text": words, "reply_to": reply_to, "at": now}
    said = {name: row[name] for name in ("text", "reply_to", "at")}
    await connection.execute(upsert(draft).values(row).on_conflict_do_update(constraint=draft.primary_key, set_=said))


async def set_mode(connection: AsyncConnection, school: SchoolId, one: RoomId, mode: str) -> None:
    """Change the room's mode."""
    await connection.execute(update(room).where(room.c.school_id == school, room.c.id == one).values(mode=mode))


async def class_of(connection: AsyncConnection, school: SchoolId, one: RoomId) -> UUID | None:
    """The class of an open room of many; raises `NotFound` when there is no such room in this school."""
    row = (
        await connection.execute(
            select(room.c.class_id).where(
                room.c.school_id == school, room.c.id == one, room.c.archived_at.is_(None), room.c.kind != "direct"
            )
        )
    ).first()
    if row is None:
        raise NotFound
    found: UUID | None = row.class_id
    return found
