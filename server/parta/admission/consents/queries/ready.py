"""SQL of who may take part, and whose family does without the platform."""

from collections.abc import Collection

from sqlalchemy import Uuid, bindparam, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.people.tables import claim, person

# Who may take part: has an account here, has read the rules, and there is a consent where the school asks for it.
_READY = text(
    """
    select claim.person_id, claim.admitted,
           exists (select from acknowledgement as read where read.school_id = claim.school_id
                      and read.person_id = claim.person_id and read.kind = 'rules')
           and (not school.consents
                or exists (select from consent where consent.school_id = claim.school_id
                              and consent.subject_id = claim.person_id and consent.granted
                              and consent.withdrawn_at is null)) as ready
      from claim join school on school.id = claim.school_id
     where claim.school_id = :school and claim.ended_at is null and claim.person_id = any(:persons)
     order by claim.person_id
       for update of claim
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("persons", type_=ARRAY(Uuid)))


async def readiness(
    connection: AsyncConnection, of: SchoolId, people: Collection[PersonId]
) -> list[tuple[PersonId, bool, bool]]:
    """(person, admitted now, may be admitted) of those with an account; locked in a stable order."""
    rows = await connection.execute(_READY, {"school": of, "persons": list(people)})
    return [(PersonId(row.person_id), row.admitted, row.ready) for row in rows]


async def set_admitted(connection: AsyncConnection, of: SchoolId, people: Collection[PersonId], admitted: bool) -> None:
    """Let people into their chats, or out."""
    await connection.execute(
        update(claim)
        .where(claim.c.school_id == of, claim.c.person_id.in_(list(people)), claim.c.ended_at.is_(None))
        .values(admitted=admitted)
    )


async def set_off_platform(connection: AsyncConnection, of: SchoolId, people: Collection[PersonId], off: bool) -> None:
    """These do without the platform, or come back to it (B15)."""
    await connection.execute(
        update(person).where(person.c.school_id == of, person.c.id.in_(list(people))).values(off_platform=off)
    )
