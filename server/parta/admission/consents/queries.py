"""SQL of legal texts, acknowledgements and consents."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, exists, insert, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import acknowledgement, consent, legal_text
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import claim, person, standing
from parta.school.tables import school


class LegalText(msgspec.Struct, frozen=True, rename="camel"):
    """A version of the rules or of the consent."""

    kind: str
    version: int
    body: str
    since: datetime


async def insert_text(
    connection: AsyncConnection, of: SchoolId, kind: str, version: int, body: str, now: datetime
) -> None:
    """Keep a version of a text; what is there stays as it is."""
    row = {"school_id": of, "kind": kind, "version": version, "body": body, "since": now}
    await connection.execute(upsert(legal_text).values(row).on_conflict_do_nothing())


async def newest_text(connection: AsyncConnection, of: SchoolId, kind: str) -> LegalText | None:
    """The version that people read now."""
    row = (
        await connection.execute(
            select(legal_text.c.kind, legal_text.c.version, legal_text.c.body, legal_text.c.since)
            .where(legal_text.c.school_id == of, legal_text.c.kind == kind)
            .order_by(legal_text.c.version.desc())
            .limit(1)
        )
    ).first()
    return LegalText(*row) if row else None


async def school_words(connection: AsyncConnection, of: SchoolId) -> Record:
    """What a school's texts and letters say of it."""
    return (
        await connection.execute(
            select(
                school.c.short_name,
                school.c.full_name,
                school.c.address,
                school.c.help_phone,
                school.c.help_hours,
                school.c.time_zone,
                school.c.consents,
                school.c.verification,
                school.c.informal_to_grade,
                school.c.closed_school,
                school.c.test_qr_at,
            ).where(school.c.id == of)
        )
    ).one()


async def acknowledge(
    connection: AsyncConnection, of: SchoolId, one: PersonId, kind: str, version: int, now: datetime
) -> None:
    """This person has read this version."""
    row = {"school_id": of, "person_id": one, "kind": kind, "version": version, "at": now}
    await connection.execute(upsert(acknowledgement).values(row).on_conflict_do_nothing())


async def has_acknowledged(connection: AsyncConnection, of: SchoolId, one: PersonId, kind: str) -> bool:
    """Has this person read any version?"""
    asked = select(
        exists().where(
            acknowledgement.c.school_id == of, acknowledgement.c.person_id == one, acknowledgement.c.kind == kind
        )
    )
    return bool(await connection.scalar(asked))


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


# A class's pupils and their representatives with what the registry says of each.
_OF_CLASS = text(
    """
    with pupil as (
        select person_id from standing
         where school_id = :school and active and kind in ('pupil', 'member') and target_id = :class_id
    ), concerned as (
        select person_id, null::uuid as child_id, 'pupil' as role, '' as relation from pupil
        union all
        select standing.person_id, standing.target_id, standing.kind, standing.detail
          from standing join pupil on pupil.person_id = standing.target_id
         where standing.school_id = :school and standing.active and standing.kind in ('guardian', 'trusted_adult')
    )
    select concerned.*, person.last_name, person.first_name, person.middle_name, person.sort_key, person.off_platform,
           claim.person_id is not null as joined, coalesce(claim.admitted, false) as admitted,
           given.how, given.version, given.at, coalesce(given.granted, false) as granted
      from concerned
      join person on person.school_id = :school and person.id = concerned.person_id
      left join claim on claim.school_id = :school and claim.person_id = concerned.person_id
                     and claim.ended_at is null
      left join lateral (
           select how, version, at, granted from consent
            where consent.school_id = :school and consent.subject_id = concerned.person_id
              and consent.withdrawn_at is null
            order by at desc limit 1) as given on true
     order by person.sort_key, person.id
     limit 600
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("class_id", type_=Uuid))


async def of_class(connection: AsyncConnection, of: SchoolId, class_id: ClassId) -> list[Record]:
    """Pupils and their representatives of a class with their consents, by name."""
    return list((await connection.execute(_OF_CLASS, {"school": of, "class_id": class_id})).all())


async def set_off_platform(connection: AsyncConnection, of: SchoolId, one: PersonId, off: bool) -> bool:
    """The family does without the platform; False when there is no such person."""
    row = await connection.execute(
        update(person)
        .where(person.c.school_id == of, person.c.id == one)
        .values(off_platform=off)
        .returning(person.c.id)
    )
    return row.first() is not None


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
