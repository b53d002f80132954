"""SQL of moving in: how many of a class have come, day by day."""

from datetime import datetime

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, SchoolId
from parta.parts.schema import Record

_COUNTS = text(
    """
    with pupil as (
        select person_id from standing
         where school_id = :school and active and kind in ('pupil', 'member') and target_id = :class_id
    ), concerned as (
        select person_id, 'pupil' as role from pupil
        union
        select standing.person_id, 'guardian' from standing join pupil on pupil.person_id = standing.target_id
         where standing.school_id = :school and standing.active and standing.kind in ('guardian', 'trusted_adult')
    )
    select concerned.role, count(*) as people, count(claim.person_id) as joined,
           count(*) filter (where person.off_platform and claim.person_id is null) as off_platform
      from concerned
      join person on person.school_id = :school and person.id = concerned.person_id and person.left_at is null
      left join claim on claim.school_id = :school and claim.person_id = concerned.person_id
                     and claim.ended_at is null
     group by concerned.role order by concerned.role desc
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("class_id", type_=Uuid))


async def counts(connection: AsyncConnection, school: SchoolId, class_id: ClassId) -> list[Record]:
    """By role: how many there are, have joined, and do without the platform."""
    return list((await connection.execute(_COUNTS, {"school": school, "class_id": class_id})).all())


_DAYS = text(
    """
    select (claim.since at time zone :zone)::date as day, count(distinct claim.person_id) as joined
      from claim
     where claim.school_id = :school and claim.ended_at is null and claim.since > :since
       and claim.person_id in (
           select bond.person_id from standing as bond join standing as seat
               on seat.school_id = :school and seat.active and seat.kind in ('pupil', 'member')
              and seat.target_id = :class_id and seat.person_id = bond.target_id
            where bond.school_id = :school and bond.active and bond.kind in ('guardian', 'trusted_adult'))
     group by 1 order by 1
     limit 60
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("class_id", type_=Uuid))


async def by_day(
    connection: AsyncConnection, school: SchoolId, class_id: ClassId, since: datetime, zone: str
) -> list[Record]:
    """How many parents joined on each day of the school's calendar."""
    arguments = {"school": school, "class_id": class_id, "since": since, "zone": zone}
    return list((await connection.execute(_DAYS, arguments)).all())
