"""SQL of positions that reach grades or a building."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import standing

from ..tables import office_reach, school_class


class Office(msgspec.Struct, frozen=True):
    """A position of somebody that does not reach the whole school."""

    person: PersonId
    position: str
    grades: list[int]
    building: UUID | None

    def reaches(self, places: Sequence[Record]) -> set[ClassId]:
        """Those of these classes that belong to it."""
        return {
            ClassId(one.id)
            for one in places
            if (not self.grades or not {one.grade, one.second_grade}.isdisjoint(self.grades))
            and (self.building is None or one.building_id == self.building)
        }


async def limited(connection: AsyncConnection, school: SchoolId) -> list[Office]:
    """The positions that reach only grades or a building."""
    o = office_reach.c
    rows = await connection.execute(
        select(o.person_id, o.position, o.grades, o.building_id)
        .where(o.school_id == school)
        .order_by(o.person_id, o.position)
        .limit(500)
    )
    return [Office(PersonId(r.person_id), r.position, r.grades, r.building_id) for r in rows]


async def keep(connection: AsyncConnection, school: SchoolId, one: Office) -> None:
    """Write down how far a position reaches."""
    row = {"person_id": one.person, "position": one.position, "grades": one.grades, "building_id": one.building}
    await connection.execute(insert(office_reach).values(school_id=school, **row))


async def forget(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId], position: str | None = None
) -> None:
    """Forget how far the positions of these people reach (of one position, or of all)."""
    gone = delete(office_reach).where(office_reach.c.school_id == school, office_reach.c.person_id.in_(list(people)))
    await connection.execute(gone.where(office_reach.c.position == position) if position else gone)


async def places(connection: AsyncConnection, school: SchoolId) -> list[Record]:
    """The open classes: id, grade, second_grade, building_id."""
    rows = await connection.execute(
        select(school_class.c.id, school_class.c.grade, school_class.c.second_grade, school_class.c.building_id)
        .where(
            school_class.c.school_id == school,
            school_class.c.kind.in_(["class", "set"]),
            school_class.c.archived_at.is_(None),
        )
        .order_by(school_class.c.id)
        .limit(1000)
    )
    return list(rows)


async def reached(connection: AsyncConnection, school: SchoolId) -> dict[tuple[PersonId, str], set[ClassId]]:
    """Which classes each limited position reaches by the standings in force."""
    rows = await connection.execute(
        select(standing.c.person_id, standing.c.detail, standing.c.target_id)
        .where(
            standing.c.school_id == school,
            standing.c.kind == "position",
            standing.c.active,
            standing.c.target_id.is_not(None),
        )
        .order_by(standing.c.id)
        .limit(20_000)
    )
    found: dict[tuple[PersonId, str], set[ClassId]] = {}
    for r in rows:
        found.setdefault((PersonId(r.person_id), r.detail), set()).add(ClassId(r.target_id))
    return found
