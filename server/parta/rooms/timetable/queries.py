"""SQL of timetables, and of what follows from them in `room`."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Table, Text, and_, bindparam, delete, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, RoomId, SchoolId
from parta.parts.schema import Record

from ..tables import room
from .clock import Bells, Closed
from .shapes import Timetable
from .tables import kind_timetable, room_timetable

CHANNEL = "parta_timetables"
AT_ONCE = 200  # rooms of one look


async def own(connection: AsyncConnection, school: SchoolId, one: RoomId) -> Timetable | None:
    """The chat's own timetable."""
    t = room_timetable.c
    found = await connection.scalar(select(t.timetable).where(t.school_id == school, t.room_id == one))
    return None if found is None else msgspec.convert(found, Timetable)


async def of_kinds(connection: AsyncConnection, school: SchoolId) -> dict[str, Timetable]:
    """The school's timetables by kind."""
    t = kind_timetable.c
    rows = await connection.execute(select(t.kind, t.timetable).where(t.school_id == school).order_by(t.kind).limit(20))
    return {r.kind: msgspec.convert(r.timetable, Timetable) for r in rows}


async def keep_own(connection: AsyncConnection, school: SchoolId, one: RoomId, wanted: Timetable | None) -> None:
    """The chat's own from now on; None: none."""
    await _keep(connection, room_timetable, {"school_id": school, "room_id": one}, wanted)


async def keep_of_kind(connection: AsyncConnection, school: SchoolId, kind: str, wanted: Timetable | None) -> None:
    """The school's for this kind from now on; None: none."""
    await _keep(connection, kind_timetable, {"school_id": school, "kind": kind}, wanted)


async def _keep(connection: AsyncConnection, table: Table, key: dict[str, Any], wanted: Timetable | None) -> None:
    if wanted is None:
        await connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
        return
    kept = {"timetable": msgspec.to_builtins(wanted)}
    await connection.execute(
        upsert(table).values(**key, **kept).on_conflict_do_update(constraint=table.primary_key, set_=kept)
    )


async def look_again(
    connection: AsyncConnection,
    school: SchoolId,
    now: datetime,
    *,
    kind: str | None = None,
    rooms: Sequence[RoomId] = (),
) -> None:
    """Have these chats looked at as soon as this commits: all of a kind, or these, or all that have a timetable."""
    narrowed = [room.c.kind == kind] if kind is not None else []
    if rooms:
        narrowed = [room.c.id.in_(rooms)]
    timed = or_(
        select(kind_timetable.c.kind)
        .where(kind_timetable.c.school_id == school, kind_timetable.c.kind == room.c.kind)
        .exists(),
        select(room_timetable.c.room_id)
        .where(room_timetable.c.school_id == school, room_timetable.c.room_id == room.c.id)
        .exists(),
        room.c.hours_next.is_not(None),
    )
    marked = await connection.execute(
        update(room)
        .where(room.c.school_id == school, room.c.archived_at.is_(None), timed, *narrowed)
        .values(hours_next=func.least(room.c.hours_next, now))
    )
    if marked.rowcount:
        await wake(connection)


async def wake(connection: AsyncConnection) -> None:
    """Tell the queue with the commit that something has changed."""
    await connection.execute(select(func.pg_notify(literal(CHANNEL), literal(""))))


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next chat has to be looked at."""
    due: datetime | None = await connection.scalar(select(func.min(room.c.hours_next)))
    return due


async def due(connection: AsyncConnection, now: datetime) -> list[Record]:
    """Chats of one school that have to be looked at now, locked; with the timetable that holds for each."""
    first = select(room.c.school_id).where(room.c.hours_next <= now).order_by(room.c.hours_next).limit(1)
    return await _looked_at(connection, room.c.school_id == first.scalar_subquery(), room.c.hours_next <= now)


async def one(connection: AsyncConnection, school: SchoolId, which: RoomId) -> list[Record]:
    """This chat, as `due` gives it."""
    return await _looked_at(connection, room.c.school_id == school, room.c.id == which)


async def _looked_at(connection: AsyncConnection, *which: Any) -> list[Record]:
    kinds, owns = kind_timetable, room_timetable
    return list(
        await connection.execute(
            select(
                room.c.school_id,
                room.c.id,
                room.c.class_id,
                room.c.title,
                room.c.archived_at,
                room.c.hours_mode,
                room.c.hours_why,
                room.c.hours_from,
                room.c.hours_to,
                room.c.hours_next,
                func.coalesce(owns.c.timetable, kinds.c.timetable).label("timetable"),
            )
            .join(owns, and_(owns.c.school_id == room.c.school_id, owns.c.room_id == room.c.id), isouter=True)
            .join(kinds, and_(kinds.c.school_id == room.c.school_id, kinds.c.kind == room.c.kind), isouter=True)
            .where(*which)
            .order_by(room.c.id)
            .limit(AT_ONCE)
            .with_for_update(of=room)
        )
    )


async def settle(
    connection: AsyncConnection, school: SchoolId, found: Sequence[tuple[RoomId, Closed | None, datetime | None]]
) -> None:
    """What the clock says of these chats, and when each has to be looked at again."""
    if not found:
        return
    await connection.execute(
        update(room)
        .where(room.c.school_id == bindparam("of_school"), room.c.id == bindparam("of_room"))
        .values(
            hours_mode=bindparam("new_mode"),
            hours_why=bindparam("new_why"),
            hours_from=bindparam("new_begins"),
            hours_to=bindparam("new_ends"),
            hours_next=bindparam("new_next"),
        ),
        [
            {
                "of_school": school,
                "of_room": which,
                "new_mode": closed.mode if closed else None,
                "new_why": closed.why if closed else None,
                "new_begins": closed.begins if closed else None,
                "new_ends": closed.ends if closed else None,
                "new_next": again,
            }
            for which, closed, again in found
        ],
    )


_BELLS = text(
    """
    select rung.class_id, bells.weekdays, bells.lessons
      from class_bells as rung
      join bell_schedule as bells on bells.school_id = rung.school_id and bells.id = rung.schedule_id
     where rung.school_id = :school and cast(rung.class_id as text) = any(:classes) and not bells.short_day
     order by rung.class_id, bells.id
     limit 5000
    """
).bindparams(bindparam("classes", type_=ARRAY(Text)))


async def bells(connection: AsyncConnection, school: SchoolId, classes: set[UUID]) -> dict[ClassId, list[Bells]]:
    """The bells of ordinary days for these classes. The school keeps no dates of short days, so their bells ring nowhere."""
    rows = await connection.execute(_BELLS, {"school": school, "classes": [str(one) for one in classes]})
    found: dict[ClassId, list[Bells]] = {}
    for row in rows:
        lessons = tuple(
            (time.fromisoformat(lesson["begins"]), time.fromisoformat(lesson["ends"])) for lesson in row.lessons
        )
        found.setdefault(ClassId(row.class_id), []).append(Bells(frozenset(row.weekdays), lessons))
    return found
