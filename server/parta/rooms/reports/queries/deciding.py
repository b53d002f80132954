"""SQL of the moderators' queue: what waits, what was decided, what was kept for it, the decision."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

from ..tables import report

AT_MOST = 100


_LIST = text(
    """
    select first.id, first.room_id, first.position, first.about, first.at, first.author_id, accused.badge, room.title,
           room.class_id, every.shown, every.by_whom, every.times, every.urgent, every.reasons, every.reporters,
           first.decided_at, first.decision, decider.last_name, decider.first_name, decider.middle_name
      from (select one.room_id, one.position, one.about, one.author_id, one.decided_at, min(one.id::text)::uuid as id,
                   count(*) as times, bool_or(one.urgent) as urgent, bool_or(one.to_class_teacher) as shown,
                   array_agg(one.reporter_id) as by_whom, array_agg(one.reason order by one.at) as reasons,
                   array_agg(person.last_name || ' ' || person.first_name order by one.at) filter (where one.urgent)
                     as reporters
              from report as one
              join person on person.school_id = :school and person.id = one.reporter_id
             where one.school_id = :school and (one.decided_at is not null) = :decided and one.wiped_at is null
               and (cast(:classes as uuid[]) is null or one.to_class_teacher)
             group by one.room_id, one.position, one.about, one.author_id, one.decided_at) as every
      join report as first on first.school_id = :school and first.id = every.id
      join room on room.school_id = :school and room.id = first.room_id
      left join person as decider on decider.school_id = :school and decider.id = first.decided_by
      left join lateral (select badge from membership as seat
                          where seat.room_id = first.room_id and seat.person_id = first.author_id
                          order by seat.joined_at desc limit 1) as accused on true
     where first.author_id <> :person
       and (cast(:classes as uuid[]) is null or room.class_id = any(:classes))
     order by first.decided_at desc nulls first, every.urgent desc, first.at, first.id
     limit :most
    """
).bindparams(bindparam("classes", type_=ARRAY(Uuid)), bindparam("school", type_=Uuid), bindparam("person", type_=Uuid))

_EVIDENCE = text(
    """
    select kept.report_id, kept.position, kept.text, kept.author_id, kept.badge, kept.sent_at, kept.attachments,
           message.deleted is not null as deleted, message.deleted is null and message.text <> kept.text as changed
      from report_evidence as kept
      join report on report.school_id = :school and report.id = kept.report_id
      join message on message.school_id = :school and message.room_id = report.room_id
                  and message.position = kept.position
     where kept.school_id = :school and kept.report_id = any(:reports)
     order by kept.report_id, kept.position
    """
).bindparams(bindparam("reports", type_=ARRAY(Uuid)), bindparam("school", type_=Uuid))

_ONE = text(
    """
    select report.id, report.room_id, report.position, report.about, report.author_id, report.to_class_teacher,
           report.decided_at, room.class_id, message.deleted
      from report
      join room on room.school_id = :school and room.id = report.room_id
      left join message on message.school_id = :school and message.room_id = report.room_id
                       and message.position = report.position
     where report.school_id = :school and report.id = :report and report.wiped_at is null
    """
)

# Only of a report that is not wiped, and only what its evidence carries.
_FILE = text(
    """
    select file.name, file.kind, file.variants
      from report_evidence as kept
      join file on file.school_id = :school and file.id = :file and file.evidence
     where kept.school_id = :school and kept.report_id = :report
       and kept.attachments @> jsonb_build_array(jsonb_build_object('id', cast(:file as text)))
     limit 1
    """
)


async def listed(
    connection: AsyncConnection,
    school: SchoolId,
    classes: Sequence[UUID] | None,
    person: PersonId,
    *,
    decided: bool,
) -> list[Record]:
    """Reports, each thing once: urgent ones first, then the oldest (or the last decided). Never about this person."""
    asked = {"school": school, "classes": classes, "person": person, "decided": decided, "most": AT_MOST}
    return list(await connection.execute(_LIST, asked))


async def evidence(connection: AsyncConnection, school: SchoolId, reports: Collection[UUID]) -> list[Record]:
    """What is kept for these reports, in order."""
    return list(await connection.execute(_EVIDENCE, {"school": school, "reports": list(reports)}))


async def one(connection: AsyncConnection, school: SchoolId, asked: UUID) -> Record | None:
    """A report."""
    return (await connection.execute(_ONE, {"school": school, "report": asked})).first()


async def evidence_file(connection: AsyncConnection, school: SchoolId, asked: UUID, which: UUID) -> Record | None:
    """A file that a report's evidence carries."""
    return (await connection.execute(_FILE, {"school": school, "report": asked, "file": which})).first()


async def together(
    connection: AsyncConnection, school: SchoolId, row: Record, *, shown_to_class_teachers: bool
) -> list[Record]:
    """Every open report of the same message (or person), locked; or only those that class teachers may see."""
    same = select(report.c.id, report.c.reporter_id, report.c.to_class_teacher).where(
        report.c.school_id == school,
        report.c.room_id == row.room_id,
        report.c.position == row.position,
        report.c.about == row.about,
        report.c.author_id == row.author_id,
        report.c.decided_at.is_(None),
    )
    if shown_to_class_teachers:
        same = same.where(report.c.to_class_teacher)
    return list(await connection.execute(same.order_by(report.c.id).with_for_update()))


async def decide(
    connection: AsyncConnection, school: SchoolId, which: Collection[UUID], decision: str, by: PersonId, now: datetime
) -> None:
    """These reports are decided."""
    await connection.execute(
        update(report)
        .where(report.c.school_id == school, report.c.id.in_(list(which)))
        .values(decided_at=now, decided_by=by, decision=decision)
    )
