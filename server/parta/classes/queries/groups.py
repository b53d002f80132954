"""SQL of clubs and subgroups: who may be put in, who learns where."""

from collections.abc import Collection

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.kernel.text import search_key
from parta.parts.schema import Record
from parta.people.tables import person, standing

from ..tables import school_class

AT_MOST = 100


async def candidates(
    connection: AsyncConnection, school: SchoolId, group: ClassId, seen: Collection[ClassId] | None, search: str
) -> list[Record]:
    """Pupils by name with their class, and whether they are in the group; of the classes of `seen` (None: of all)."""
    inside = standing.alias("inside")
    asked = (
        select(
            person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name, school_class.c.title,
            inside.c.id.is_not(None).label("member"),
        )
        .join(standing, and_(standing.c.school_id == person.c.school_id, standing.c.person_id == person.c.id))
        .join(
            school_class,
            and_(school_class.c.school_id == person.c.school_id, school_class.c.id == standing.c.target_id),
        )
        .join(
            inside,
            and_(
                inside.c.school_id == person.c.school_id,
                inside.c.person_id == person.c.id,
                inside.c.kind == "member",
                inside.c.target_id == group,
                inside.c.active,
            ),
            isouter=True,
        )
        .where(person.c.school_id == school, standing.c.kind == "pupil", standing.c.active)
        .order_by(person.c.sort_key, person.c.id)
        .limit(AT_MOST)
    )  # fmt: skip
    if seen is not None:
        asked = asked.where(standing.c.target_id.in_(list(seen)))
    wanted = search_key(search)
    if wanted:
        asked = asked.where(
            person.c.search_key.startswith(wanted, autoescape=True)
            | person.c.search_key.contains(f" {wanted}", autoescape=True)
        )
    return list(await connection.execute(asked))


async def classes_of_pupils(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]
) -> dict[PersonId, set[ClassId]]:
    """Where each of these people learns; who is no pupil stands nowhere."""
    rows = await connection.execute(
        select(standing.c.person_id, standing.c.target_id)
        .where(
            standing.c.school_id == school,
            standing.c.kind == "pupil",
            standing.c.active,
            standing.c.person_id.in_(list(people)),
        )
        .order_by(standing.c.person_id, standing.c.target_id)
        .limit(2000)
    )
    found: dict[PersonId, set[ClassId]] = {}
    for r in rows:
        found.setdefault(PersonId(r.person_id), set()).add(ClassId(r.target_id))
    return found
