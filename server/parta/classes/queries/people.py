"""SQL of people as administration sees them: lists, one card, who leaves."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, and_, bindparam, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.kernel.text import search_key
from parta.parts.schema import Record
from parta.people.tables import claim, guardianship, person, standing

from ..tables import school_class

_LIST = text(
    """
    select p.id, p.last_name, p.first_name, p.middle_name, p.job_title, p.sort_key, p.left_at is not null as left_school,
           (select claim.admitted from claim
             where claim.school_id = p.school_id and claim.person_id = p.id and claim.ended_at is null) as admitted,
           array(select distinct s.kind from standing as s
                  where s.school_id = p.school_id and s.person_id = p.id and s.active order by 1) as roles,
           array(select distinct c.title
                   from standing as s
                   left join standing as child on child.school_id = s.school_id and child.active
                        and child.kind = 'pupil' and child.person_id = s.target_id
                        and s.kind in ('guardian', 'trusted_adult')
                   join school_class as c on c.school_id = s.school_id
                        and c.id = coalesce(child.target_id, s.target_id)
                  where s.school_id = p.school_id and s.person_id = p.id and s.active and s.kind <> 'position'
                  order by 1 limit 8) as classes
      from person as p
     where p.school_id = :school
       and (:search = '' or p.search_key like :search or p.search_key like '% ' || :search)
       and (p.sort_key, p.id) > (:after_key, cast(:after_id as uuid))
       and (:kind_count = 0 or exists (select from standing as s where s.school_id = p.school_id
                                         and s.person_id = p.id and s.active and s.kind = any(:kinds)))
       and (:kind_count > 0 or p.left_at is null)
     order by p.sort_key, p.id
     limit :count
    """
).bindparams(
    bindparam("school", type_=Uuid),
    bindparam("kinds", type_=ARRAY(Text)),
    bindparam("search", type_=Text),
    bindparam("after_key", type_=Text),
    bindparam("after_id", type_=Text),
)
_NOBODY = "00000000-0000-0000-0000-000000000000"


async def listed(
    connection: AsyncConnection,
    school: SchoolId,
    *,
    search: str,
    kinds: Collection[str],
    after: tuple[str, UUID] | None,
    count: int,
) -> list[Record]:
    """People by name, those who hold one of these standings (all, when none is named)."""
    wanted = search_key(search).replace("\\", "").replace("%", "").replace("_", "")
    key, last = after or ("", _NOBODY)
    rows = await connection.execute(
        _LIST,
        {
            "school": school,
            "search": f"{wanted}%" if wanted else "",
            "kinds": list(kinds),
            "kind_count": len(kinds),
            "after_key": key,
            "after_id": str(last),
            "count": count,
        },
    )
    return list(rows)


async def person_row(connection: AsyncConnection, school: SchoolId, one: PersonId) -> Record:
    """A person of the roster with the claim on him; raises `NotFound`."""
    row = (
        await connection.execute(
            select(person, claim.c.admitted, claim.c.since)
            .join(
                claim,
                and_(
                    claim.c.school_id == person.c.school_id,
                    claim.c.person_id == person.c.id,
                    claim.c.ended_at.is_(None),
                ),
                isouter=True,
            )
            .where(person.c.school_id == school, person.c.id == one)
        )
    ).first()
    if row is None:
        raise NotFound
    return row


async def standings(connection: AsyncConnection, school: SchoolId, one: PersonId) -> list[Record]:
    """All standings of a person, those in force and to come first, with what they name."""
    child = person.alias("child")
    s = standing.c
    rows = await connection.execute(
        select(
            s.kind, s.target_id, s.detail, s.basis, s.valid_from, s.valid_to, s.active, s.ended_at,
            school_class.c.title, child.c.last_name, child.c.first_name, child.c.middle_name,
        )
        .join(
            school_class, and_(school_class.c.school_id == s.school_id, school_class.c.id == s.target_id), isouter=True
        )
        .join(child, and_(child.c.school_id == s.school_id, child.c.id == s.target_id), isouter=True)
        .where(s.school_id == school, s.person_id == one)
        .order_by(s.active.desc(), s.valid_from.desc(), s.id)
        .limit(200)
    )  # fmt: skip
    return list(rows)


async def relatives(connection: AsyncConnection, school: SchoolId, one: PersonId) -> list[Record]:
    """Guardians and children of a person; `is_child`: the row is a child of his."""
    bond = standing.c
    is_child = bond.person_id == one
    rows = await connection.execute(
        select(
            person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name,
            bond.detail, bond.kind, claim.c.admitted, is_child.label("is_child"),
            func.coalesce(guardianship.c.proof_note, "").label("proof_note"),
        )
        .select_from(standing)
        .join(
            person,
            and_(
                person.c.school_id == bond.school_id,
                or_(
                    and_(is_child, person.c.id == bond.target_id), and_(bond.target_id == one, person.c.id == bond.person_id)
                ),
            ),
        )
        .join(
            claim,
            and_(
                claim.c.school_id == person.c.school_id, claim.c.person_id == person.c.id, claim.c.ended_at.is_(None)
            ),
            isouter=True,
        )
        .join(
            guardianship,
            and_(
                guardianship.c.school_id == bond.school_id,
                guardianship.c.child_id == bond.target_id,
                guardianship.c.guardian_id == bond.person_id,
                guardianship.c.ended_at.is_(None),
            ),
            isouter=True,
        )
        .where(
            bond.school_id == school,
            bond.active,
            bond.kind.in_(["guardian", "trusted_adult"]),
            or_(bond.person_id == one, bond.target_id == one),
        )
        .order_by(person.c.sort_key, person.c.id)
        .limit(100)
    )  # fmt: skip
    return list(rows)


async def namesakes(
    connection: AsyncConnection, school: SchoolId, name: str, *, pupils_of: ClassId | None = None
) -> list[PersonId]:
    """Pupils of a class, or else members of staff, whose name reads the same."""
    those = (
        standing.c.kind == "staff"
        if pupils_of is None
        else and_(standing.c.kind == "pupil", standing.c.target_id == pupils_of)
    )
    rows = await connection.execute(
        select(person.c.id)
        .join(standing, and_(standing.c.school_id == person.c.school_id, standing.c.person_id == person.c.id))
        .where(
            person.c.school_id == school,
            person.c.search_key == search_key(name),
            standing.c.active,
            those,
        )
        .limit(10)
    )
    return [PersonId(r.id) for r in rows]


async def set_person(connection: AsyncConnection, school: SchoolId, one: PersonId, values: dict[str, Any]) -> None:
    """Change what the roster says of a person; the keys are the table's columns."""
    await connection.execute(update(person).where(person.c.school_id == school, person.c.id == one).values(values))


async def end_bond(
    connection: AsyncConnection, school: SchoolId, child: PersonId, guardian: PersonId, now: datetime
) -> bool:
    """End a bond; False when there is none."""
    ended = await connection.execute(
        update(guardianship)
        .where(
            guardianship.c.school_id == school,
            guardianship.c.child_id == child,
            guardianship.c.guardian_id == guardian,
            guardianship.c.ended_at.is_(None),
        )
        .values(ended_at=now)
        .returning(guardianship.c.id)
    )
    return ended.first() is not None
