"""SQL of the consent registry: who, for whom, which version, when, how; a withdrawal is a date (B13)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, Uuid, bindparam, insert, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import consent
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record


async def insert_consents(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Write consents and refusals; the keys are the table's columns."""
    if rows:
        await connection.execute(insert(consent), list(rows))


async def withdraw(connection: AsyncConnection, of: SchoolId, subjects: Collection[PersonId], now: datetime) -> int:
    """What these people's consents said is over: a date, never a deletion."""
    rows = await connection.execute(
        update(consent)
        .where(consent.c.school_id == of, consent.c.subject_id.in_(list(subjects)), consent.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(consent.c.id)
    )
    return len(rows.all())


async def consented(connection: AsyncConnection, of: SchoolId, subjects: Collection[PersonId]) -> set[PersonId]:
    """For whom there is a living consent."""
    rows = await connection.execute(
        select(consent.c.subject_id)
        .where(
            consent.c.school_id == of,
            consent.c.subject_id.in_(list(subjects)),
            consent.c.granted,
            consent.c.withdrawn_at.is_(None),
        )
        .distinct()
    )
    return {PersonId(row.subject_id) for row in rows}


async def last_words(
    connection: AsyncConnection, of: SchoolId, subjects: Collection[PersonId]
) -> dict[PersonId, Record]:
    """The newest entry of each of these people: given, refused or withdrawn; nobody without one is in it."""
    rows = await connection.execute(
        select(
            consent.c.subject_id,
            consent.c.version,
            consent.c.granted,
            consent.c.how,
            consent.c.at,
            consent.c.given_by,
            consent.c.withdrawn_at,
        )
        .where(consent.c.school_id == of, consent.c.subject_id.in_(list(subjects)))
        .order_by(consent.c.subject_id, consent.c.at.desc(), consent.c.id.desc())
        .ext(distinct_on(consent.c.subject_id))
    )
    return {PersonId(row.subject_id): row for row in rows}


# What stands in the registry beside a person: the newest entry, and the names behind it.
_WORD = """
      left join claim on claim.school_id = :school and claim.person_id = concerned.person_id
                     and claim.ended_at is null
      left join lateral (
           select how, version, at, granted, withdrawn_at, given_by, recorded_by from consent
            where consent.school_id = :school and consent.subject_id = concerned.person_id
            order by at desc, id desc limit 1) as word on true
      left join person as giver on giver.school_id = :school and giver.id = word.given_by
      left join person as recorder on recorder.school_id = :school and recorder.id = word.recorded_by
"""
_SHOWN = """
           person.last_name, person.first_name, person.middle_name, person.off_platform,
           claim.person_id is not null as joined, coalesce(claim.admitted, false) as admitted,
           word.how, word.version, word.at, word.granted, word.withdrawn_at,
           giver.last_name as giver_last, giver.first_name as giver_first, giver.middle_name as giver_middle,
           recorder.last_name as recorder_last, recorder.first_name as recorder_first,
           recorder.middle_name as recorder_middle
"""
_OF_CLASS = text(
    f"""
    with pupil as (
        select person_id from standing
         where school_id = :school and active and kind in ('pupil', 'member') and target_id = :class_id
    ), concerned as (
        select person_id, null::uuid as child_id, 'pupil' as role, '' as relation from pupil
        union
        select standing.person_id, standing.target_id, standing.kind, standing.detail
          from standing join pupil on pupil.person_id = standing.target_id
         where standing.school_id = :school and standing.active and standing.kind in ('guardian', 'trusted_adult')
    )
    select concerned.*, {_SHOWN}
      from concerned
      join person on person.school_id = :school and person.id = concerned.person_id and person.left_at is null
      join person as kid on kid.school_id = :school and kid.id = coalesce(concerned.child_id, concerned.person_id)
      {_WORD}
     order by kid.sort_key, kid.id, concerned.child_id nulls first, person.sort_key, person.id
     limit 600
    """  # noqa: S608 - no value is put into the text
)
_OF_STAFF = text(
    f"""
    with concerned as (
        select distinct standing.person_id, null::uuid as child_id, 'staff' as role from standing
         where school_id = :school and active and kind = 'staff'
    )
    select concerned.*, person.job_title as relation, {_SHOWN}
      from concerned
      join person on person.school_id = :school and person.id = concerned.person_id and person.left_at is null
      {_WORD}
     order by person.sort_key, person.id
     limit 600
    """  # noqa: S608 - no value is put into the text
)


async def of_class(connection: AsyncConnection, of: SchoolId, class_id: ClassId) -> list[Record]:
    """Each child of a class by name, then its representatives, with what the registry says last of each."""
    return await _all(connection, _OF_CLASS, school=of, class_id=class_id)


async def of_staff(connection: AsyncConnection, of: SchoolId) -> list[Record]:
    """The staff by name, with what the registry says last of each."""
    return await _all(connection, _OF_STAFF, school=of)


_NUMBERS = text(
    """
    select school_class.id, school_class.title, count(seat.person_id) as pupils,
           count(seat.person_id) filter (where exists (
               select from consent where consent.school_id = :school and consent.subject_id = seat.person_id
                                     and consent.granted and consent.withdrawn_at is null)) as given
      from school_class
      left join standing as seat on seat.school_id = :school and seat.target_id = school_class.id and seat.active
                                and seat.kind = 'pupil'
     where school_class.school_id = :school and school_class.archived_at is null
       and school_class.kind in ('class', 'set')
     group by school_class.id, school_class.title, school_class.sort_key
     order by school_class.sort_key, school_class.id
     limit 200
    """
)


async def numbers(connection: AsyncConnection, of: SchoolId) -> list[Record]:
    """For how many pupils of each class there is a living consent."""
    return await _all(connection, _NUMBERS, school=of)


_HISTORY = text(
    """
    select consent.id, consent.version, consent.how, consent.at, consent.granted, consent.withdrawn_at,
           giver.last_name as giver_last, giver.first_name as giver_first, giver.middle_name as giver_middle,
           recorder.last_name as recorder_last, recorder.first_name as recorder_first,
           recorder.middle_name as recorder_middle
      from consent
      left join person as giver on giver.school_id = :school and giver.id = consent.given_by
      left join person as recorder on recorder.school_id = :school and recorder.id = consent.recorded_by
     where consent.school_id = :school and consent.subject_id = :subject
     order by consent.at desc, consent.id desc
     limit 50
    """
)


async def history(connection: AsyncConnection, of: SchoolId, subject: PersonId) -> list[Record]:
    """Everything that the registry knows of a person, newest first."""
    return await _all(connection, _HISTORY, school=of, subject=subject)


async def _all(connection: AsyncConnection, asked: TextClause, **ids: Any) -> list[Record]:
    typed = asked.bindparams(*(bindparam(name, type_=Uuid) for name in ids))
    return list((await connection.execute(typed, ids)).all())
