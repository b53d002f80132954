"""SQL of families as consents see them: whose child learns where, who represents whom."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import person, standing

_CLASSES_OF = text(
    """
    select distinct seat.target_id from standing as seat
     where seat.school_id = :school and seat.active and seat.kind in ('pupil', 'member')
       and (seat.person_id = any(:persons)
            or seat.person_id in (select target_id from standing where school_id = :school and active
                                     and kind in ('guardian', 'trusted_adult') and person_id = any(:persons)))
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("persons", type_=ARRAY(Uuid)))


async def classes_of(connection: AsyncConnection, of: SchoolId, people: Collection[PersonId]) -> frozenset[ClassId]:
    """The classes that these pupils learn in, or in which these representatives' children do."""
    rows = await connection.execute(_CLASSES_OF, {"school": of, "persons": list(people)})
    return frozenset(ClassId(row.target_id) for row in rows)


async def names_of_children(connection: AsyncConnection, of: SchoolId, guardian: UUID) -> list[Record]:
    """The children whose legal representative this person is; trusted adults sign nothing (B9)."""
    rows = await connection.execute(
        select(person.c.id, person.c.last_name, person.c.first_name)
        .join(standing, (standing.c.school_id == person.c.school_id) & (standing.c.target_id == person.c.id))
        .where(
            standing.c.school_id == of,
            standing.c.person_id == guardian,
            standing.c.kind == "guardian",
            standing.c.active,
        )
        .order_by(person.c.sort_key, person.c.id)
        .limit(30)
    )
    return list(rows.all())


async def all_children(connection: AsyncConnection, of: SchoolId, adult: UUID) -> list[PersonId]:
    """The children whom this person represents or is trusted with, by name."""
    rows = await connection.execute(
        select(person.c.id)
        .join(standing, (standing.c.school_id == person.c.school_id) & (standing.c.target_id == person.c.id))
        .where(
            standing.c.school_id == of,
            standing.c.person_id == adult,
            standing.c.kind.in_(["guardian", "trusted_adult"]),
            standing.c.active,
        )
        .order_by(person.c.sort_key, person.c.id)
        .limit(30)
    )
    return [PersonId(row.id) for row in rows]
