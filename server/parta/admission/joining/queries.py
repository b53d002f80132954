"""SQL of joining: roster facts behind a slip, requests of an account."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import join_request
from parta.kernel.ids import AccountId, ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import claim, person, restriction, standing
from parta.school.tables import school as school_rows


async def living_person(connection: AsyncConnection, school: SchoolId, one: PersonId) -> Record | None:
    """A roster person who has not left; locked, so that two slips of one person meet here."""
    return (
        await connection.execute(
            select(person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name)
            .where(person.c.school_id == school, person.c.id == one, person.c.left_at.is_(None))
            .with_for_update()
        )
    ).first()


async def living_names(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]
) -> dict[PersonId, Record]:
    """Names of roster persons who have not left."""
    rows = await connection.execute(
        select(person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name).where(
            person.c.school_id == school, person.c.id.in_(list(people)), person.c.left_at.is_(None)
        )
    )
    return {PersonId(row.id): row for row in rows}


async def is_pupil(connection: AsyncConnection, account: AccountId) -> bool:
    """Does this account act as a pupil anywhere?"""
    found = await connection.scalar(
        select(standing.c.id)
        .join(claim, (claim.c.school_id == standing.c.school_id) & (claim.c.person_id == standing.c.person_id))
        .where(
            claim.c.account_id == account,
            claim.c.ended_at.is_(None),
            standing.c.active,
            standing.c.kind.in_(["pupil", "member"]),
        )
        .limit(1)
    )
    return found is not None


async def representatives(connection: AsyncConnection, school: SchoolId, child: PersonId) -> list[Record]:
    """A child's representatives and trusted adults, eldest first."""
    rows = await connection.execute(
        select(
            standing.c.person_id.label("guardian_id"),
            standing.c.detail.label("relation"),
            standing.c.kind,
            person.c.last_name,
            person.c.first_name,
            person.c.middle_name,
        )
        .join(person, (person.c.school_id == standing.c.school_id) & (person.c.id == standing.c.person_id))
        .where(
            standing.c.school_id == school,
            standing.c.target_id == child,
            standing.c.active,
            standing.c.kind.in_(["guardian", "trusted_adult"]),
        )
        .order_by(standing.c.valid_from, standing.c.id)
        .limit(20)
    )
    return list(rows.all())


async def class_of(connection: AsyncConnection, school: SchoolId, pupil: PersonId) -> ClassId | None:
    """The class that a pupil learns in now."""
    found = await connection.scalar(
        select(standing.c.target_id)
        .where(
            standing.c.school_id == school,
            standing.c.person_id == pupil,
            standing.c.active,
            standing.c.kind == "pupil",
        )
        .order_by(standing.c.valid_from.desc(), standing.c.id)
        .limit(1)
    )
    return ClassId(found) if found else None


_LOWEST_GRADE = text(
    """
    select min(school_class.grade) from standing
      join school_class on school_class.school_id = standing.school_id and school_class.id = standing.target_id
     where standing.school_id = :school and standing.person_id = any(:persons) and standing.active
       and standing.kind = 'pupil'
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("persons", type_=ARRAY(Uuid)))


async def grade_of(connection: AsyncConnection, school: SchoolId, pupil: PersonId) -> int | None:
    """The grade of a pupil's class."""
    found = await connection.scalar(_LOWEST_GRADE, {"school": school, "persons": [pupil]})
    return int(found) if found is not None else None


async def insert_request(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """File a request; the keys are the table's columns."""
    await connection.execute(insert(join_request).values(row))


async def open_request(connection: AsyncConnection, account: AccountId, invitation: UUID) -> Record | None:
    """The request that this account filed by this link and that is not decided."""
    return (
        await connection.execute(
            select(join_request)
            .where(
                join_request.c.account_id == account,
                join_request.c.invitation_id == invitation,
                join_request.c.status.in_(["waiting", "asked"]),
            )
            .limit(1)
        )
    ).first()


async def requests_of(connection: AsyncConnection, account: AccountId) -> list[Record]:
    """The requests of an account, newest first."""
    rows = await connection.execute(
        select(join_request)
        .where(join_request.c.account_id == account, join_request.c.status != "withdrawn")
        .order_by(join_request.c.created_at.desc(), join_request.c.id)
        .limit(20)
    )
    return list(rows.all())


async def own_request(connection: AsyncConnection, account: AccountId, which: UUID) -> Record | None:
    """One of the account's own requests, locked."""
    return (
        await connection.execute(
            select(join_request)
            .where(join_request.c.account_id == account, join_request.c.id == which)
            .with_for_update()
        )
    ).first()


async def set_request(connection: AsyncConnection, school: SchoolId, which: UUID, values: dict[str, Any]) -> None:
    """Change a request; the keys are the table's columns."""
    await connection.execute(
        update(join_request).where(join_request.c.school_id == school, join_request.c.id == which).values(values)
    )


async def schools(connection: AsyncConnection) -> list[UUID]:
    """The schools of the installation, at most two: a page without a school speaks for the only one."""
    rows = await connection.execute(select(school_rows.c.id).order_by(school_rows.c.created_at).limit(2))
    return [row.id for row in rows]


_KIDS = text(
    """
    select kid.id, kid.last_name, kid.first_name, kid.middle_name,
           (select school_class.title from standing
              join school_class on school_class.school_id = standing.school_id and school_class.id = standing.target_id
             where standing.school_id = :school and standing.person_id = kid.id and standing.active
               and standing.kind = 'pupil'
             order by standing.valid_from desc, standing.id limit 1) as class_title
      from person as kid
     where kid.school_id = :school and kid.id = any(:children) and kid.left_at is null
     order by kid.sort_key, kid.id
     limit 30
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("children", type_=ARRAY(Uuid)))


async def kids(connection: AsyncConnection, school: SchoolId, children: Collection[PersonId]) -> list[Record]:
    """Names and classes of these children, by name."""
    return list((await connection.execute(_KIDS, {"school": school, "children": list(children)})).all())


_KIN = text(
    """
    select bond.target_id as child_id, bond.person_id as guardian_id, bond.detail as relation,
           adult.last_name, adult.first_name, adult.middle_name, claim.person_id is not null as joined
      from standing as bond
      join person as adult on adult.school_id = :school and adult.id = bond.person_id and adult.left_at is null
      left join claim on claim.school_id = :school and claim.person_id = adult.id and claim.ended_at is null
     where bond.school_id = :school and bond.target_id = any(:children) and bond.active
       and bond.kind in ('guardian', 'trusted_adult')
     order by bond.target_id, bond.valid_from, bond.id
     limit 200
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("children", type_=ARRAY(Uuid)))


async def kin(connection: AsyncConnection, school: SchoolId, children: Collection[PersonId]) -> list[Record]:
    """Who represents these children or is trusted with them, and whether each has joined."""
    return list((await connection.execute(_KIN, {"school": school, "children": list(children)})).all())


async def asking(connection: AsyncConnection, school: SchoolId, children: Collection[PersonId]) -> list[Record]:
    """Open requests to become a representative of one of these children."""
    rows = await connection.execute(
        select(
            join_request.c.child_id,
            join_request.c.last_name,
            join_request.c.first_name,
            join_request.c.middle_name,
            join_request.c.relation,
            join_request.c.created_at,
        )
        .where(
            join_request.c.school_id == school,
            join_request.c.child_id.in_(list(children)),
            join_request.c.status.in_(["waiting", "asked"]),
        )
        .order_by(join_request.c.created_at.desc(), join_request.c.id)
        .limit(50)
    )
    return list(rows.all())


async def access_changed(
    connection: AsyncConnection, school: SchoolId, children: Collection[PersonId], since: datetime
) -> dict[PersonId, datetime]:
    """When adults were last barred from these children or let back, if that was not long ago."""
    when = func.coalesce(restriction.c.lifted_at, restriction.c.made_at)
    rows = await connection.execute(
        select(restriction.c.child_id, func.max(when).label("at"))
        .where(restriction.c.school_id == school, restriction.c.child_id.in_(list(children)), when > since)
        .group_by(restriction.c.child_id)
        .order_by(restriction.c.child_id)
    )
    return {PersonId(row.child_id): row.at for row in rows}
