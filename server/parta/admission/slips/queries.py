"""SQL of slips: who has not joined, and which slips lie with people."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, or_, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import invitation
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record

_OF_CLASS = text(
    """
    with pupil as (
        select standing.person_id from standing
         where school_id = :school and active and kind in ('pupil', 'member') and target_id = :class_id
    ), concerned as (
        select person_id, null::uuid as child_id, 'pupil' as role from pupil
        union
        select standing.person_id, standing.target_id, 'guardian' from standing
          join pupil on pupil.person_id = standing.target_id
         where standing.school_id = :school and standing.active and standing.kind in ('guardian', 'trusted_adult')
    )
    select concerned.*, person.last_name, person.first_name, person.middle_name, '' as job_title,
           claim.person_id is not null as joined, person.off_platform, slip.*
      from concerned
      join person on person.school_id = :school and person.id = concerned.person_id and person.left_at is null
      left join claim on claim.school_id = :school and claim.person_id = concerned.person_id
                     and claim.ended_at is null
    left join lateral (
         select id, class_id, printed_at, expires_at, used_at, recalled_at, errors from invitation
          where invitation.school_id = :school and invitation.way = 'slip' and invitation.person_id = concerned.person_id
          order by created_at desc, id desc limit 1) as slip on true
     order by person.sort_key, person.id, concerned.child_id
     limit 1000
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("class_id", type_=Uuid))


async def of_class(connection: AsyncConnection, school: SchoolId, class_id: ClassId) -> list[Record]:
    """Pupils and representatives of a class by name, whether they have joined, and their newest slip."""
    return list((await connection.execute(_OF_CLASS, {"school": school, "class_id": class_id})).all())


_OF_STAFF = text(
    """
    select person.id as person_id, null::uuid as child_id,
           case when bool_or(standing.kind = 'other_staff') and not bool_or(standing.kind in ('teacher', 'unconfirmed'))
                then 'other_staff' else 'teacher' end as role,
           person.last_name, person.first_name, person.middle_name, person.job_title,
           claim.person_id is not null as joined, person.off_platform, slip.*
      from person
      join standing on standing.school_id = person.school_id and standing.person_id = person.id and standing.active
                   and standing.kind in ('staff', 'teacher', 'unconfirmed', 'other_staff')
      left join claim on claim.school_id = :school and claim.person_id = person.id and claim.ended_at is null
    left join lateral (
         select id, printed_at, expires_at, used_at, recalled_at, errors from invitation
          where invitation.school_id = :school and invitation.way = 'slip' and invitation.person_id = person.id
          order by created_at desc, id desc limit 1) as slip on true
     where person.school_id = :school and person.left_at is null
     group by person.school_id, person.id, claim.person_id, slip.id, slip.printed_at, slip.expires_at, slip.used_at,
              slip.recalled_at, slip.errors
     order by person.sort_key, person.id
     limit 1000
    """
).bindparams(bindparam("school", type_=Uuid))


async def of_staff(connection: AsyncConnection, school: SchoolId) -> list[Record]:
    """The staff by name, whether they have joined, and their newest slip."""
    return list((await connection.execute(_OF_STAFF, {"school": school})).all())


_PLACES = text(
    """
    select invitation.child_id, invitation.id, invitation.printed_at, invitation.expires_at, invitation.used_at
      from invitation
     where invitation.school_id = :school and invitation.way = 'slip' and invitation.child_id = any(:children)
       and invitation.recalled_at is null
     order by invitation.created_at desc, invitation.id
     limit 1000
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("children", type_=ARRAY(Uuid)))


async def places(connection: AsyncConnection, school: SchoolId, children: Collection[PersonId]) -> list[Record]:
    """Slips for representatives' places of these children, newest first."""
    return list((await connection.execute(_PLACES, {"school": school, "children": list(children)})).all())


_INVITED = text(
    """
    with slip as (
        select person_id, child_id, id from invitation
         where school_id = :school and way = 'slip' and used_at is null and recalled_at is null
           and expires_at > :now and errors < :errors_at_most
    ), learner as (
        select standing.target_id as class_id, standing.person_id from standing
         where school_id = :school and active and kind = 'pupil'
    ), out as (
        select person.id from person
         where person.school_id = :school and not exists (
               select from claim where claim.school_id = :school and claim.person_id = person.id and claim.ended_at is null)
    )
    select learner.class_id,
           count(distinct own.person_id) as pupils,
           count(distinct theirs.person_id) + count(distinct place.id) as guardians
      from learner
      left join (slip as own join out as child on child.id = own.person_id) on own.person_id = learner.person_id
      left join standing as bond on bond.school_id = :school and bond.active
           and bond.kind in ('guardian', 'trusted_adult') and bond.target_id = learner.person_id
      left join (slip as theirs join out as adult on adult.id = theirs.person_id) on theirs.person_id = bond.person_id
      left join slip as place on place.child_id = learner.person_id
     group by learner.class_id
     limit 1000
    """
).bindparams(bindparam("school", type_=Uuid))


async def invited_by_class(
    connection: AsyncConnection, school: SchoolId, now: datetime, errors_at_most: int
) -> dict[UUID, tuple[int, int]]:
    """By class: pupils, and representatives (or places for them), who have not joined and hold a slip that works."""
    rows = await connection.execute(_INVITED, {"school": school, "now": now, "errors_at_most": errors_at_most})
    return {r.class_id: (r.pupils, r.guardians) for r in rows}


async def recall_of(
    connection: AsyncConnection,
    school: SchoolId,
    people: Collection[PersonId],
    children: Collection[PersonId],
    now: datetime,
) -> list[UUID]:
    """Printing anew makes a new code: the older unused slips of these people, and of these children's places, are dead."""
    rows = await connection.execute(
        update(invitation)
        .where(
            invitation.c.school_id == school,
            invitation.c.way == "slip",
            or_(invitation.c.person_id.in_(list(people)), invitation.c.child_id.in_(list(children))),
            invitation.c.used_at.is_(None),
            invitation.c.recalled_at.is_(None),
        )
        .values(recalled_at=now)
        .returning(invitation.c.id)
    )
    return [row.id for row in rows]


_RECALL_GROUNDLESS = text(
    """
    with ground as (
        select id from invitation
         where school_id = :school and way = 'slip' and used_at is null and recalled_at is null
           and (person_id = any(:persons) and not exists (
                    select from standing
                     where standing.school_id = :school and standing.person_id = invitation.person_id
                       and standing.ended_at is null and (standing.active or standing.valid_from > cast(:now as date))
                       and standing.kind = any(case invitation.role when 'pupil' then array['pupil', 'member']
                                                                    when 'guardian' then array['guardian', 'trusted_adult']
                                                                    else array['staff'] end))
                or child_id in (
                    select target_id from standing
                     where standing.school_id = :school and standing.person_id = any(:persons)
                       and standing.kind in ('guardian', 'trusted_adult') and not standing.active
                       and coalesce(standing.ended_at, standing.valid_to + interval '1 day') > invitation.created_at))
           for update skip locked  -- who redeems one at this moment was before us
    )
    update invitation set recalled_at = :now from ground where invitation.school_id = :school and invitation.id = ground.id
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("persons", type_=ARRAY(Uuid)))


async def recall_groundless(
    connection: AsyncConnection, school: SchoolId, persons: Collection[PersonId], now: datetime
) -> None:
    """Recall unused slips of these people that nothing stands behind, and those for children whom they left."""
    await connection.execute(_RECALL_GROUNDLESS, {"school": school, "persons": list(persons), "now": now})
