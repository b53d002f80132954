"""SQL of bonds between children and adults: who is barred, who is of a child's family, what a bond says."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.policy.standing import Kind

from ..tables import guardianship, restriction, standing

OF_CHILD = (Kind.GUARDIAN, Kind.TRUSTED_ADULT)


async def barred(connection: AsyncConnection, school: SchoolId, child: PersonId, adult: PersonId) -> bool:
    """Is this adult barred from this child?"""
    found = await connection.scalar(
        select(restriction.c.id).where(
            restriction.c.school_id == school,
            restriction.c.child_id == child,
            restriction.c.guardian_id == adult,
            restriction.c.lifted_at.is_(None),
        )
    )
    return found is not None


_NAMESAKE = text(
    """
    select exists (
        select from restriction
          join person as known on known.school_id = restriction.school_id and known.id = restriction.guardian_id
          join person as asked on asked.school_id = restriction.school_id and asked.id = :adult
         where restriction.school_id = :school and restriction.child_id = :child and restriction.lifted_at is null
           and translate(lower(known.last_name), 'ё', 'е') = translate(lower(asked.last_name), 'ё', 'е')
           and translate(lower(known.first_name), 'ё', 'е') = translate(lower(asked.first_name), 'ё', 'е'))
    """
)


async def like_a_barred(connection: AsyncConnection, school: SchoolId, child: PersonId, adult: PersonId) -> bool:
    """Is this adult barred from this child, or called like somebody who is? A second account makes nobody another man."""
    return bool(await connection.scalar(_NAMESAKE, {"school": school, "child": child, "adult": adult}))


async def representing(connection: AsyncConnection, school: SchoolId, child: PersonId) -> int:
    """How many legal representatives a child has now."""
    found = await connection.scalar(
        select(func.count()).where(
            standing.c.school_id == school,
            standing.c.target_id == child,
            standing.c.kind == "guardian",
            standing.c.active,
        )
    )
    return int(found or 0)


_FAMILIES = text(
    """
    select target_id as child_id from standing where school_id = :school and person_id = :person
       and kind in ('guardian', 'trusted_adult')
    union select child_id from guardianship where school_id = :school and guardian_id = :person
    union select child_id from restriction where school_id = :school and guardian_id = :person
    """
)


async def children_ever(connection: AsyncConnection, school: SchoolId, adult: PersonId) -> set[PersonId]:
    """The children with whom this adult has, or ever had, anything to do; himself, where he learns here."""
    rows = await connection.execute(_FAMILIES, {"school": school, "person": adult})
    return {adult, *(PersonId(r.child_id) for r in rows)}


async def change_bond(
    connection: AsyncConnection, school: SchoolId, child: PersonId, adult: PersonId, values: dict[str, Any], new: UUID
) -> None:
    """What the living bond says from now on; the keys are the table's columns. There is none yet: it is made as `new`."""
    changed = await connection.execute(
        update(guardianship)
        .where(
            guardianship.c.school_id == school,
            guardianship.c.child_id == child,
            guardianship.c.guardian_id == adult,
            guardianship.c.ended_at.is_(None),
        )
        .values({key: value for key, value in values.items() if key not in ("source", "since")})
        .returning(guardianship.c.id)
    )
    if changed.first() is None:
        row = {"school_id": school, "id": new, "child_id": child, "guardian_id": adult, **values}
        await connection.execute(insert(guardianship).values(row))
