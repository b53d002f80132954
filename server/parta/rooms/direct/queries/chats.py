"""SQL of the chats of two that there are, and of what the school has opened."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record
from parta.policy.matrix import Mark, Switches

from ...tables import direct_chat, direct_rules, membership, room
from .bonds import Pair, Wearer


class Direct(msgspec.Struct, frozen=True, kw_only=True):
    """A chat of two as it is kept; `mode` is its room's."""

    room: RoomId
    first: Wearer
    second: Wearer
    begun_by: PersonId
    state: str
    mark: Mark
    lasts: bool
    first_blocks: bool
    second_blocks: bool
    mode: str

    @property
    def pair(self) -> Pair:
        """Both, in the order they are kept."""
        return self.first, self.second


async def switches_of(connection: AsyncConnection, school: SchoolId) -> Switches:
    """Which doors of the matrix this school has opened."""
    rules = direct_rules.c
    row = (
        await connection.execute(
            select(rules.pupils_from_grade, rules.pupils_find_school, rules.offices).where(rules.school_id == school)
        )
    ).first()
    return Switches() if row is None else Switches(row.pupils_from_grade, row.pupils_find_school, tuple(row.offices))


async def set_switches(connection: AsyncConnection, school: SchoolId, switches: Switches) -> None:
    """Open and close doors."""
    values = {
        "pupils_from_grade": switches.pupils_from_grade,
        "pupils_find_school": switches.pupils_find_school,
        "offices": list(switches.offices),
    }
    await connection.execute(
        upsert(direct_rules)
        .values(school_id=school, **values)
        .on_conflict_do_update(constraint=direct_rules.primary_key, set_=values)
    )


_KEPT = (
    select(direct_chat, room.c.mode)
    .join(room, and_(room.c.school_id == direct_chat.c.school_id, room.c.id == direct_chat.c.room_id))
    .order_by(direct_chat.c.room_id)
)


async def touched(connection: AsyncConnection, school: SchoolId, persons: Collection[PersonId] | None) -> list[Direct]:
    """The chats of these persons; None: of everybody."""
    c = direct_chat.c
    asked = _KEPT.where(c.school_id == school)
    if persons is not None:
        asked = asked.where(or_(c.first_id.in_(list(persons)), c.second_id.in_(list(persons))))
    return [_direct(row) for row in await connection.execute(asked)]


async def of_pair(connection: AsyncConnection, school: SchoolId, one: Wearer, other: Wearer) -> Direct | None:
    """The chat of these two, if there ever was one."""
    c = direct_chat.c
    (first, first_hat), (second, second_hat) = in_order(one, other)
    asked = _KEPT.where(c.school_id == school, c.first_id == first, c.first_hat == first_hat.value)
    row = (await connection.execute(asked.where(c.second_id == second, c.second_hat == second_hat.value))).first()
    return None if row is None else _direct(row)


async def of_room(connection: AsyncConnection, school: SchoolId, one: RoomId) -> Direct | None:
    """The chat of two that this room is; its row is locked. None for any other room."""
    c = direct_chat.c
    row = (
        await connection.execute(_KEPT.where(c.school_id == school, c.room_id == one).with_for_update(of=direct_chat))
    ).first()
    return None if row is None else _direct(row)


async def of_rooms(connection: AsyncConnection, school: SchoolId, rooms: Collection[RoomId]) -> list[Direct]:
    """Those of these rooms that are chats of two."""
    c = direct_chat.c
    rows = await connection.execute(_KEPT.where(c.school_id == school, c.room_id.in_(list(rooms))))
    return [_direct(row) for row in rows]


async def insert_chat(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    pair: Pair,
    *,
    begun_by: PersonId,
    state: str,
    mark: Mark,
    now: datetime,
) -> None:
    """Write a chat of two down; its room is there already."""
    (first, first_hat), (second, second_hat) = in_order(*pair)
    await connection.execute(
        insert(direct_chat).values(
            school_id=school,
            room_id=one,
            first_id=first,
            first_hat=first_hat.value,
            second_id=second,
            second_hat=second_hat.value,
            begun_by=begun_by,
            state=state,
            mark=mark.value,
            lasts=True,
            at=now,
        )
    )


async def change(connection: AsyncConnection, school: SchoolId, one: RoomId, **values: Any) -> None:
    """Change what is kept of a chat of two; the names are the table's columns."""
    c = direct_chat.c
    await connection.execute(update(direct_chat).where(c.school_id == school, c.room_id == one).values(**values))


async def set_lasting(
    connection: AsyncConnection, school: SchoolId, found: Sequence[tuple[RoomId, bool, Mark]]
) -> None:
    """Whether the relations of these chats hold, and how they are marked."""
    if found:
        c = direct_chat.c
        await connection.execute(
            update(direct_chat)
            .where(c.school_id == school, c.room_id == bindparam("one"))
            .values(lasts=bindparam("holds"), mark=bindparam("marked")),
            [{"one": one, "holds": lasts, "marked": mark.value} for one, lasts, mark in found],
        )


async def set_modes(
    connection: AsyncConnection, school: SchoolId, modes: Sequence[tuple[RoomId, str]], now: datetime
) -> None:
    """The rooms' modes follow their two people; an archived one is nobody's until it is asked for again."""
    if modes:
        await connection.execute(
            update(room)
            .where(room.c.school_id == school, room.c.id == bindparam("one"))
            .values(mode=bindparam("new_mode"), archived_at=bindparam("closed_at")),
            [{"one": one, "new_mode": mode, "closed_at": now if mode == "archived" else None} for one, mode in modes],
        )


async def members(
    connection: AsyncConnection, school: SchoolId, rooms: Collection[RoomId]
) -> list[tuple[RoomId, PersonId, Hat]]:
    """Who can read these rooms now."""
    m = membership.c
    rows = await connection.execute(
        select(m.room_id, m.person_id, m.hat)
        .where(m.school_id == school, m.room_id.in_(list(rooms)), m.to_position.is_(None))
        .order_by(m.room_id, m.person_id, m.hat)
    )
    return [(RoomId(r.room_id), PersonId(r.person_id), Hat(r.hat)) for r in rows]


async def begun_since(connection: AsyncConnection, school: SchoolId, person: PersonId, since: datetime) -> int:
    """How many chats this person has begun or asked for since then."""
    c = direct_chat.c
    counted = select(func.count()).where(c.school_id == school, c.begun_by == person, c.at > since)
    return int(await connection.scalar(counted) or 0)


_SEEN = text(
    """
    select chat.room_id, chat.at, chat.lasts and chat.state = 'open' as goes_on, adult.id, adult.last_name,
           adult.first_name, adult.middle_name, adult.job_title
      from direct_chat as chat
      join person as adult on adult.school_id = chat.school_id
           and adult.id = case chat.first_hat when 'staff' then chat.first_id else chat.second_id end
     where chat.school_id = :school and chat.mark = 'seen' and (chat.first_id = :child or chat.second_id = :child)
     order by chat.at desc, chat.room_id
     limit 100
    """
)


async def seen_of(connection: AsyncConnection, school: SchoolId, child: PersonId) -> Sequence[Record]:
    """The marked chats of a child with adults of the school, the newest first; never a word of them."""
    return (await connection.execute(_SEEN, {"school": school, "child": child})).all()


def in_order(one: Wearer, other: Wearer) -> Pair:
    """As the table keeps them."""
    return (one, other) if (one[0], one[1].value) < (other[0], other[1].value) else (other, one)


def _direct(r: Record) -> Direct:
    return Direct(
        room=RoomId(r.room_id),
        first=(PersonId(r.first_id), Hat(r.first_hat)),
        second=(PersonId(r.second_id), Hat(r.second_hat)),
        begun_by=PersonId(r.begun_by),
        state=r.state,
        mark=Mark(r.mark),
        lasts=r.lasts,
        first_blocks=r.first_blocks,
        second_blocks=r.second_blocks,
        mode=r.mode,
    )
