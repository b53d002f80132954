"""SQL of rooms being opened, any number at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, RoomId, SchoolId
from parta.realtime.tables import stream

from ..rule import Rule, to_json
from ..tables import pinned_member, room
from ..timetable.queries import look_again


class NewRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A room to be opened. `class_id`: the class whose teacher moderates it and on whose page it stands."""

    id: RoomId
    kind: str
    title: str
    rule: Rule
    mode: str = "discussion"
    class_id: ClassId | None = None
    subject: str = ""
    retained: bool = False


async def insert_rooms(connection: AsyncConnection, school: SchoolId, rooms: Sequence[NewRoom], now: datetime) -> None:
    """Make rooms and their streams."""
    if not rooms:
        return
    await connection.execute(insert(stream), [{"id": one.id, "school_id": school, "kind": "room"} for one in rooms])
    await connection.execute(
        insert(room),
        [
            {
                "school_id": school,
                "id": one.id,
                "kind": one.kind,
                "title": one.title,
                "mode": one.mode,
                "rule": to_json(one.rule),
                "class_id": one.class_id,
                "subject": one.subject,
                "retained": one.retained,
                "created_at": now,
            }
            for one in rooms
        ],
    )
    await look_again(connection, school, now, rooms=[one.id for one in rooms])


async def subject_room(connection: AsyncConnection, school: SchoolId, class_id: ClassId, subject: str) -> UUID | None:
    """The open room of this subject in this class, if there is one."""
    found: UUID | None = await connection.scalar(
        select(room.c.id).where(
            room.c.school_id == school,
            room.c.class_id == class_id,
            room.c.kind == "subject",
            room.c.subject == subject,
            room.c.archived_at.is_(None),
        )
    )
    return found


async def titles_of(connection: AsyncConnection, school: SchoolId, class_id: ClassId) -> list[tuple[RoomId, str, str]]:
    """The open rooms of a class: id, title, mode."""
    rows = await connection.execute(
        select(room.c.id, room.c.title, room.c.mode)
        .where(room.c.school_id == school, room.c.class_id == class_id, room.c.archived_at.is_(None))
        .order_by(room.c.created_at, room.c.id)
        .limit(200)
    )
    return [(RoomId(r.id), r.title, r.mode) for r in rows]


async def retitle_many(connection: AsyncConnection, school: SchoolId, titles: Sequence[tuple[RoomId, str]]) -> None:
    """Give rooms their new titles."""
    if not titles:
        return
    await connection.execute(
        update(room).where(room.c.school_id == school, room.c.id == bindparam("one")).values(title=bindparam("words")),
        [{"one": one, "words": words} for one, words in titles],
    )


async def staffroom(connection: AsyncConnection, school: SchoolId) -> RoomId:
    """«Учительская» of this school."""
    found = await connection.execute(select(room.c.id).where(room.c.school_id == school, room.c.kind == "staffroom"))
    return RoomId(found.scalars().one())


async def pin(
    connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId, hat: Hat, reason: str, now: datetime
) -> None:
    """Keep somebody in a room whatever the rule says (E7 shows the reason)."""
    row = {"school_id": school, "room_id": one, "person_id": person, "hat": hat.value}
    values = {"way": "add", "reason": reason, "created_at": now}
    await connection.execute(
        upsert(pinned_member)
        .values({**row, **values})
        .on_conflict_do_update(constraint=pinned_member.primary_key, set_=values)
    )


async def unpin_all(connection: AsyncConnection, school: SchoolId, people: Collection[PersonId], hat: Hat) -> None:
    """Forget the exceptions made for these people in this hat."""
    await connection.execute(
        delete(pinned_member).where(
            pinned_member.c.school_id == school,
            pinned_member.c.person_id.in_(list(people)),
            pinned_member.c.hat == hat.value,
        )
    )


async def archive(connection: AsyncConnection, school: SchoolId, rooms: Collection[RoomId], now: datetime) -> None:
    """Close rooms: nobody writes or joins any more."""
    await connection.execute(
        update(room)
        .where(room.c.school_id == school, room.c.id.in_(list(rooms)))
        .values(mode="archived", archived_at=now)
    )


async def unpin(connection: AsyncConnection, school: SchoolId, one: RoomId, person: PersonId) -> bool:
    """Take an exception back; False when there was none."""
    gone = await connection.execute(
        delete(pinned_member)
        .where(
            pinned_member.c.school_id == school,
            pinned_member.c.room_id == one,
            pinned_member.c.person_id == person,
            pinned_member.c.way == "add",
        )
        .returning(pinned_member.c.person_id)
    )
    return gone.first() is not None


async def management_rooms(connection: AsyncConnection, school: SchoolId) -> dict[str, UUID]:
    """The open management chats by the template that made them."""
    rows = await connection.execute(
        select(room.c.subject, room.c.id)
        .where(room.c.school_id == school, room.c.kind == "management", room.c.archived_at.is_(None))
        .order_by(room.c.id)
        .limit(50)
    )
    return {r.subject: r.id for r in rows}
