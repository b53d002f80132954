"""SQL of leaving: what would stay alone, who is staff no longer."""

from collections.abc import Collection

from sqlalchemy import Uuid, and_, bindparam, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.people.tables import standing


async def guardians_in(
    connection: AsyncConnection, school: SchoolId, one: ClassId, people: Collection[PersonId], *, but_not: PersonId
) -> set[PersonId]:
    """Those of these people who have a child in the class besides this one."""
    child = standing.alias("child")
    rows = await connection.execute(
        select(standing.c.person_id)
        .join(
            child,
            and_(
                child.c.school_id == standing.c.school_id,
                child.c.person_id == standing.c.target_id,
                child.c.kind == "pupil",
                child.c.active,
                child.c.target_id == one,
            ),
        )
        .where(
            standing.c.school_id == school,
            standing.c.active,
            standing.c.kind.in_(["guardian", "trusted_adult"]),
            standing.c.person_id.in_(list(people)),
            standing.c.target_id != but_not,
        )
        .distinct()
    )
    return {PersonId(r.person_id) for r in rows}


async def sole_leader_of(
    connection: AsyncConnection, school: SchoolId, one: PersonId
) -> list[tuple[ClassId, str, str]]:
    """Classes and clubs whose chats nobody else answers for: id, title, kind."""
    rows = await connection.execute(
        text(
            """
            select c.id, c.title, c.kind
              from school_class as c
              join standing as own on own.school_id = c.school_id and own.target_id = c.id and own.person_id = :one
                   and own.active
                   and (own.kind in ('class_teacher', 'deputy', 'substitute') and c.kind in ('class', 'set')
                        or own.kind = 'teaches' and c.kind in ('club', 'subgroup'))
             where c.school_id = :school and c.archived_at is null
               and not exists (select from standing as other where other.school_id = c.school_id
                                  and other.target_id = c.id and other.person_id <> :one and other.active
                                  and other.valid_to is null
                                  and (other.kind in ('class_teacher', 'deputy') and c.kind in ('class', 'set')
                                       or other.kind = 'teaches' and c.kind in ('club', 'subgroup')))
             group by c.id, c.title, c.kind, c.sort_key
             order by c.sort_key, c.id
             limit 200
            """
        ).bindparams(bindparam("school", type_=Uuid), bindparam("one", type_=Uuid)),
        {"school": school, "one": one},
    )
    return [(ClassId(r.id), r.title, r.kind) for r in rows]


async def who_left_staff(connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]) -> list[PersonId]:
    """Those of these people who were staff and are no longer."""
    held = standing.alias("held")
    rows = await connection.execute(
        select(standing.c.person_id)
        .where(
            standing.c.school_id == school,
            standing.c.kind == "staff",
            standing.c.person_id.in_(list(people)),
            ~select(held.c.id)
            .where(
                held.c.school_id == school,
                held.c.person_id == standing.c.person_id,
                held.c.kind == "staff",
                or_(held.c.active, and_(held.c.ended_at.is_(None), held.c.valid_from > func.current_date())),
            )
            .exists(),
        )
        .distinct()
    )
    return [PersonId(r.person_id) for r in rows]
