"""SQL of living membership: what the rules give these persons, and what they have."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, Text, Uuid, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.kernel.text import full_name, pupil_name
from parta.realtime.tables import stream

from ..tables import membership


class Badge(msgspec.Struct, frozen=True, rename="camel"):
    """How a member is shown in this room: given by the system only (E14)."""

    name: str
    text: str = ""
    verified: bool = False

    def joined_with(self, other: "Badge") -> "Badge":
        """One badge of two: «родитель: Аня И., Тимур И.»."""
        words = list(dict.fromkeys(word for word in [*self.text.split(", "), *other.text.split(", ")] if word))
        return Badge(self.name, ", ".join(words), self.verified or other.verified)


class Given(msgspec.Struct, frozen=True):
    """One term's gift: this person is in this room, in this hat, because of this."""

    key: tuple[RoomId, PersonId, Hat]
    because: str
    badge: Badge
    posts: bool
    moderates: bool


class Living(msgspec.Struct, frozen=True):
    """A membership that is open now."""

    id: UUID
    key: tuple[RoomId, PersonId, Hat]
    because: str
    badge: Badge
    posts: bool
    moderates: bool


# Every term of every open room, met with the living standings of the persons asked for. A pupil's class reaches his
# guardians through the child's own standing. Only who has been admitted (claim) can read, so only they are members.
_GIVEN = text(
    """
    with term as (
        select room.id as room_id, item.value ->> 'source' as source, (item.value ->> 'target')::uuid as target,
               coalesce(item.value ->> 'detail', '') as wanted,
               coalesce((item.value ->> 'posts')::boolean, true) as posts,
               coalesce((item.value ->> 'moderates')::boolean, false) as moderates
          from room cross join lateral jsonb_array_elements(room.rule -> 'terms') as item(value)
         where room.school_id = :school and room.archived_at is null and room.kind <> 'direct'
    ), held as (
        select standing.* from standing
          join claim on claim.school_id = standing.school_id and claim.person_id = standing.person_id
                    and claim.ended_at is null and claim.admitted
         where standing.school_id = :school and standing.active and standing.person_id = any(:persons)
    ), confirmed as (
        select person_id from held where kind = 'teacher'
    ), given as (
        select term.*, held.person_id, 'pupil' as hat, held.kind, held.detail, null::uuid as child
          from term join held on (term.source = 'pupilsOf' and held.kind = 'pupil'
                               or term.source = 'membersOf' and held.kind = 'member') and held.target_id = term.target
        union all
        select term.*, held.person_id, 'guardian', held.kind, held.detail, held.target_id
          from term
          join standing as of_child on of_child.school_id = :school and of_child.active
               and (term.source = 'guardiansOf' and of_child.kind = 'pupil'
                 or term.source = 'guardiansOfMembers' and of_child.kind = 'member')
               and of_child.target_id = term.target
          join held on held.kind in ('guardian', 'trusted_adult') and held.target_id = of_child.person_id
        union all
        select term.*, held.person_id, 'staff', held.kind, held.detail, null
          from term join held on held.target_id = term.target
               and (term.source = 'teachersOf' and held.kind in ('class_teacher', 'deputy', 'substitute', 'teaches')
                 or term.source = 'subjectTeachersOf' and held.kind = 'teaches' and held.detail = term.wanted
                 or term.source = 'classTeachersOf' and held.kind in ('class_teacher', 'deputy', 'substitute')
                 or term.source = 'leaderOf' and held.kind = 'teaches')
         where held.person_id in (select person_id from confirmed)
        union all
        select term.*, held.person_id, 'staff', held.kind, held.detail, null
          from term join held on term.source = 'confirmedStaff' and held.kind = 'teacher'
                              or term.source = 'heads' and held.kind = 'head'
        union all
        select term.*, held.person_id, case when held.detail = 'pupils' then 'pupil' else 'guardian' end,
               held.kind, held.detail, null
          from term join held on held.kind = 'activist'
               and (term.source = 'parentActivists' and held.detail = 'parents'
                 or term.source = 'pupilActivists' and held.detail = 'pupils')
        union all
        select pin.room_id, 'pinned', null, '', true, false, pin.person_id, pin.hat, 'pinned', pin.reason, null
          from pinned_member as pin
          join room on room.school_id = pin.school_id and room.id = pin.room_id and room.archived_at is null
          join claim on claim.school_id = pin.school_id and claim.person_id = pin.person_id
                    and claim.ended_at is null and claim.admitted
         where pin.school_id = :school and pin.way = 'add' and pin.person_id = any(:persons)
        union all
        select chat.room_id, 'pair', null, '', true, false, held.person_id, side.hat, held.kind, '',
               case side.hat when 'guardian' then held.target_id end
          from direct_chat as chat
          join room on room.school_id = chat.school_id and room.id = chat.room_id and room.archived_at is null
         cross join lateral (values (chat.first_id, chat.first_hat), (chat.second_id, chat.second_hat))
               as side(person_id, hat)
          join held on held.person_id = side.person_id
               and held.kind = any(case side.hat when 'staff' then array['staff']
                                                 when 'pupil' then array['pupil', 'member']
                                                 else array['guardian', 'trusted_adult'] end)
         where chat.school_id = :school and (chat.first_id = any(:persons) or chat.second_id = any(:persons))
    )
    select given.room_id, given.person_id, given.hat, given.source, given.kind, given.detail,
           given.posts, given.moderates or given.kind in ('class_teacher', 'deputy', 'substitute') as moderates,
           person.last_name, person.first_name, person.middle_name, person.job_title,
           child.last_name as child_last, child.first_name as child_first,
           exists (select from confirmed where confirmed.person_id = given.person_id) as verified,
           exists (select from held as mark join room on room.school_id = :school and room.id = given.room_id
                    where mark.person_id = given.person_id and mark.kind = 'activist' and mark.target_id = room.class_id
                      and mark.detail = case given.hat when 'pupil' then 'pupils' when 'guardian' then 'parents' end
                  ) as activist,
           (select case office.kind when 'head' then 'head' else office.detail end from held as office
             where office.person_id = given.person_id and office.kind in ('head', 'position')
             order by office.kind, office.detail limit 1) as office
      from given
      join person on person.school_id = :school and person.id = given.person_id
      left join person as child on child.school_id = :school and child.id = given.child
     where not exists (select from pinned_member as pin where pin.school_id = :school and pin.room_id = given.room_id
                          and pin.person_id = given.person_id and pin.hat = given.hat and pin.way = 'remove')
     order by given.room_id, given.person_id, given.hat,
              array_position(array['class_teacher', 'deputy', 'substitute', 'head'], given.kind) nulls last,
              given.source, given.detail, given.child
    """
).bindparams(bindparam("persons", type_=ARRAY(Uuid)), bindparam("school", type_=Uuid))

_STAFF_WORDS = {"class_teacher": "кл. рук.", "deputy": "кл. рук.", "substitute": "кл. рук.", "head": "руководитель"}
_OFFICES = {
    "head": "руководитель",
    "deputyHead": "заместитель руководителя",
    "counsellor": "советник",
    "psychologist": "психолог",
    "socialPedagogue": "социальный педагог",
    "secretary": "секретарь",
    "canteen": "столовая",
}


async def given(connection: AsyncConnection, school: SchoolId, persons: Collection[PersonId]) -> list[Given]:
    """What the rules of all open rooms give these persons now, a row a term; rooms and persons in a stable order."""
    rows = await connection.execute(_GIVEN, {"school": school, "persons": list(persons)})
    return [
        Given(
            (RoomId(r.room_id), PersonId(r.person_id), Hat(r.hat)),
            r.source,
            _badge(r),
            r.posts,
            r.moderates,
        )
        for r in rows
    ]


def _badge(r: Any) -> Badge:
    if r.hat == Hat.STAFF:
        words = _STAFF_WORDS.get(r.kind) or (f"учитель: {r.detail}" if r.kind == "teaches" and r.detail else "")
        words = words or r.job_title or _OFFICES.get(r.office, "")
        return Badge(full_name(r.last_name, r.first_name, r.middle_name), words, r.verified)
    said = []
    if r.hat == Hat.GUARDIAN and r.child_first:
        word = "доверенное лицо" if r.kind == "trusted_adult" else "родитель"
        said.append(f"{word}: {pupil_name(r.child_last, r.child_first)}")
    if r.activist or r.kind == "activist":
        said.append("актив")  # A12: the mark is a badge too
    return Badge(pupil_name(r.last_name, r.first_name), ", ".join(said))


async def living(connection: AsyncConnection, school: SchoolId, persons: Collection[PersonId]) -> list[Living]:
    """The open memberships of these persons."""
    m = membership.c
    rows = await connection.execute(
        select(m.id, m.room_id, m.person_id, m.hat, m.because, m.badge, m.posts, m.moderates).where(
            m.school_id == school, m.person_id.in_(list(persons)), m.to_position.is_(None)
        )
    )
    return [
        Living(
            r.id,
            (RoomId(r.room_id), PersonId(r.person_id), Hat(r.hat)),
            r.because,
            msgspec.convert(r.badge, Badge),
            r.posts,
            r.moderates,
        )
        for r in rows
    ]


async def close(connection: AsyncConnection, school: SchoolId, ids: Sequence[UUID], now: datetime) -> None:
    """End memberships at their rooms' last message. The rooms' streams must be locked."""
    await connection.execute(
        update(membership)
        .where(membership.c.school_id == school, membership.c.id.in_(list(ids)), stream.c.id == membership.c.room_id)
        .values(to_position=stream.c.last_position, left_at=now)
    )


async def open_(connection: AsyncConnection, school: SchoolId, rows: Sequence[dict[str, object]]) -> None:
    """Begin memberships after the rooms' last message (or at the first, where the room opens its history)."""
    await connection.execute(
        text(
            """
            insert into membership (school_id, id, room_id, person_id, hat, because, badge, posts, moderates,
                                    from_position, joined_at)
            select :school, new.id, new.room_id, new.person_id, new.hat, new.because, new.badge, new.posts,
                   new.moderates, case when room.opens_history then 1 else stream.last_position + 1 end, :now
              from unnest(:ids, :rooms, :persons, :hats, :because, :badges, :posts, :moderates)
                   as new(id, room_id, person_id, hat, because, badge, posts, moderates)
              join room on room.school_id = :school and room.id = new.room_id
              join stream on stream.id = new.room_id
            """
        ).bindparams(*_ARRAYS),
        {**_columns(rows), "school": school, "now": rows[0]["joined_at"]},
    )


async def alter(connection: AsyncConnection, school: SchoolId, rows: Sequence[dict[str, object]]) -> None:
    """Change what open memberships say of their members."""
    await connection.execute(
        text(
            """
            update membership set because = new.because, badge = new.badge, posts = new.posts, moderates = new.moderates
              from unnest(:ids, :rooms, :persons, :hats, :because, :badges, :posts, :moderates)
                   as new(id, room_id, person_id, hat, because, badge, posts, moderates)
             where membership.school_id = :school and membership.id = new.id
            """
        ).bindparams(*_ARRAYS),
        {**_columns(rows), "school": school},
    )


async def member_counts(connection: AsyncConnection, rooms: Collection[RoomId]) -> dict[RoomId, int]:
    """How many people can read each room now."""
    rows = await connection.execute(
        select(membership.c.room_id, func.count(membership.c.person_id.distinct()).label("members"))
        .where(membership.c.room_id.in_(list(rooms)), membership.c.to_position.is_(None))
        .group_by(membership.c.room_id)
    )
    counts = {RoomId(r.room_id): int(r.members) for r in rows}
    return {room: counts.get(room, 0) for room in sorted(rooms)}


_ARRAYS = (
    bindparam("school", type_=Uuid),
    bindparam("ids", type_=ARRAY(Uuid)),
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("persons", type_=ARRAY(Uuid)),
    bindparam("hats", type_=ARRAY(Text)),
    bindparam("because", type_=ARRAY(Text)),
    bindparam("badges", type_=ARRAY(JSONB)),
    bindparam("posts", type_=ARRAY(Boolean)),
    bindparam("moderates", type_=ARRAY(Boolean)),
)


def _columns(rows: Sequence[dict[str, object]]) -> dict[str, object]:
    return {
        "ids": [row["id"] for row in rows],
        "rooms": [row["room_id"] for row in rows],
        "persons": [row["person_id"] for row in rows],
        "hats": [row["hat"] for row in rows],
        "because": [row["because"] for row in rows],
        "badges": [row["badge"] for row in rows],
        "posts": [row["posts"] for row in rows],
        "moderates": [row["moderates"] for row in rows],
    }
