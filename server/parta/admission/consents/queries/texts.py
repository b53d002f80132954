"""SQL of legal texts and of who has read them."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import Uuid, bindparam, exists, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import acknowledgement, legal_text
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record
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


async def acknowledge_all(
    connection: AsyncConnection, of: SchoolId, people: Collection[PersonId], kind: str, version: int, now: datetime
) -> None:
    """All these have read this version."""
    rows = [{"school_id": of, "person_id": one, "kind": kind, "version": version, "at": now} for one in people]
    if rows:
        await connection.execute(upsert(acknowledgement).on_conflict_do_nothing(), rows)


async def has_acknowledged(connection: AsyncConnection, of: SchoolId, one: PersonId, kind: str, number: int) -> bool:
    """Has this person read this version?"""
    asked = select(
        exists().where(
            acknowledgement.c.school_id == of,
            acknowledgement.c.person_id == one,
            acknowledgement.c.kind == kind,
            acknowledgement.c.version == number,
        )
    )
    return bool(await connection.scalar(asked))


async def version(connection: AsyncConnection, of: SchoolId, kind: str, number: int) -> LegalText | None:
    """An older version, as people read it then."""
    row = (
        await connection.execute(
            select(legal_text.c.kind, legal_text.c.version, legal_text.c.body, legal_text.c.since).where(
                legal_text.c.school_id == of, legal_text.c.kind == kind, legal_text.c.version == number
            )
        )
    ).first()
    return LegalText(*row) if row else None


# What still waits for the answer of somebody whose chats are open: a newer text, a child added later.
_STILL_ASKED = text(
    """
    with newest as (
        select kind, max(version) as version from legal_text where school_id = :school group by kind
    ), subject as (
        select cast(:person as uuid) as id, true as own where :hat <> 'pupil'
        union all
        select target_id, false from standing
         where :hat = 'guardian' and school_id = :school and person_id = :person and active and kind = 'guardian'
    )
    select exists (select from newest where kind = 'rules' and version > 1
                      and not exists (select from acknowledgement as read where read.school_id = :school
                                         and read.person_id = :person and read.kind = 'rules'
                                         and read.version = newest.version)) as rules,
           (select consents from school where id = :school)
           and exists (select from subject
                         left join lateral (select version from consent
                              where consent.school_id = :school and consent.subject_id = subject.id
                              order by at desc, id desc limit 1) as word on true
                        where case when word.version is null then not subject.own
                                   else word.version < (select version from newest where kind = 'consent') end) as consent
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("person", type_=Uuid))


async def still_asked(connection: AsyncConnection, of: SchoolId, one: PersonId, hat: str) -> Record:
    """Must this person, whose chats are open, read newer rules; answer for a newer text or for a child without an answer?"""
    return (await connection.execute(_STILL_ASKED, {"school": of, "person": one, "hat": hat})).one()
