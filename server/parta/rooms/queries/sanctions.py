"""SQL of sanctions: what holds now, who is out of a chat, and every act that was done about somebody."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import person

from ..reports.tables import sanction_act
from ..tables import pinned_member, room, sanction


class Act(msgspec.Struct, frozen=True):
    """Something done about a member, to be kept."""

    id: UUID
    room: RoomId
    person: PersonId
    what: str
    until: datetime | None
    by: PersonId
    reason: str
    at: datetime


async def write(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    whom: PersonId,
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
        .values(school_id=school, room_id=one, person_id=whom, **values)
        .on_conflict_do_update(constraint=sanction.primary_key, set_=values)
    )


async def lift(connection: AsyncConnection, school: SchoolId, one: RoomId, whom: PersonId) -> bool:
    """Let somebody write again; False when nothing held him."""
    gone = await connection.execute(
        delete(sanction)
        .where(sanction.c.school_id == school, sanction.c.room_id == one, sanction.c.person_id == whom)
        .returning(sanction.c.person_id)
    )
    return gone.first() is not None


async def put_out(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    whom: PersonId,
    hats: Collection[Hat],
    reason: str,
    now: datetime,
) -> None:
    """No member of this room in any of these hats, whatever its rule says."""
    fresh = {"way": "remove", "reason": reason, "created_at": now}
    row = {"school_id": school, "room_id": one, "person_id": whom, **fresh}
    await connection.execute(
        upsert(pinned_member)
        .values([{**row, "hat": hat.value} for hat in hats])
        .on_conflict_do_update(constraint=pinned_member.primary_key, set_=fresh)
    )


async def take_in(connection: AsyncConnection, school: SchoolId, one: RoomId, whom: PersonId) -> bool:
    """The rule holds for this person again; False when he was not put out."""
    p = pinned_member.c
    gone = await connection.execute(
        delete(pinned_member)
        .where(p.school_id == school, p.room_id == one, p.person_id == whom, p.way == "remove")
        .returning(p.person_id)
    )
    return gone.first() is not None


async def out_of(connection: AsyncConnection, school: SchoolId, one: RoomId) -> list[Record]:
    """Who was put out of this room, by name."""
    p = pinned_member.c
    return list(
        await connection.execute(
            select(p.person_id, p.reason, p.created_at, person.c.last_name, person.c.first_name, person.c.middle_name)
            .join(person, (person.c.school_id == p.school_id) & (person.c.id == p.person_id))
            .where(p.school_id == school, p.room_id == one, p.way == "remove")
            .order_by(person.c.sort_key, p.person_id)
            .limit(500)
        )
    )


async def remember(connection: AsyncConnection, school: SchoolId, act: Act) -> None:
    """Keep what was done."""
    await connection.execute(
        insert(sanction_act).values(
            school_id=school, id=act.id, room_id=act.room, person_id=act.person, what=act.what, until=act.until,
            by_id=act.by, reason=act.reason, at=act.at,
        )
    )  # fmt: skip


async def history(
    connection: AsyncConnection, school: SchoolId, whom: PersonId, classes: Collection[UUID] | None
) -> list[Record]:
    """What was done about this person, the newest first; in chats of these classes, or in all."""
    a = sanction_act.c
    asked = (
        select(
            a.what, a.until, a.reason, a.at, room.c.title,
            person.c.last_name, person.c.first_name, person.c.middle_name,
        )
        .join(room, (room.c.school_id == a.school_id) & (room.c.id == a.room_id))
        .join(person, (person.c.school_id == a.school_id) & (person.c.id == a.by_id))
        .where(a.school_id == school, a.person_id == whom)
        .order_by(a.at.desc(), a.id)
        .limit(100)
    )  # fmt: skip
    if classes is not None:
        asked = asked.where(room.c.class_id.in_(list(classes)))
    return list(await connection.execute(asked))
