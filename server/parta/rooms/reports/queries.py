"""SQL of reports and of what is kept for their decision."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from .tables import report

AT_MOST = 100


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """A report to be written."""

    id: UUID
    room: RoomId
    position: int
    author: PersonId
    about: str
    reason: str
    urgent: bool
    to_class_teacher: bool


async def file(
    connection: AsyncConnection, school: SchoolId, one: Filed, reporter: PersonId, now: datetime
) -> UUID | None:
    """Write a report; None when this person has reported it already. One that has become urgent is told again."""
    made = upsert(report).values(
        school_id=school, id=one.id, room_id=one.room, position=one.position, author_id=one.author, about=one.about,
        reporter_id=reporter, reason=one.reason, urgent=one.urgent, to_class_teacher=one.to_class_teacher, at=now,
    )  # fmt: skip
    fresh = made.excluded
    turned = made.on_conflict_do_update(
        index_elements=[report.c.room_id, report.c.position, report.c.reporter_id, report.c.about, report.c.author_id],
        set_={"urgent": True, "reason": fresh.reason, "alerted_at": None},
        where=fresh.urgent & ~report.c.urgent & report.c.decided_at.is_(None),
    )
    found: UUID | None = await connection.scalar(turned.returning(report.c.id))
    return found


# What is said is copied at once: whatever its authors delete or change later, the decision is about what stood there. What
# was deleted a moment before is taken from where the keeping period holds it.
_KEEP = text(
    """
    insert into report_evidence (school_id, report_id, position, text, author_id, badge, sent_at, attachments)
    select :school, :report, message.position,
           case when message.deleted is null then message.text else coalesce(past.text, '') end,
           message.author_id, author.badge, message.sent_at, message.attachments
      from message
      left join lateral (select text from message_past as past
                          where past.school_id = :school and past.room_id = message.room_id
                            and past.position = message.position and past.how = 'deleted'
                          order by past.replaced_at desc limit 1) as past on true
      left join lateral (select badge from membership as of_author
                          where of_author.room_id = message.room_id and of_author.person_id = message.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     where message.school_id = :school and message.room_id = :room
       and message.position between :position - :beside and :position + :beside
        on conflict do nothing
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("report", type_=Uuid), bindparam("room", type_=Uuid))


async def keep(
    connection: AsyncConnection, school: SchoolId, one: UUID, room: RoomId, position: int, beside: int
) -> None:
    """Copy the reported message and what stands around it."""
    asked = {"school": school, "report": one, "room": room, "position": position, "beside": beside}
    await connection.execute(_KEEP, asked)


_LIST = text(
    """
    select first.id, first.room_id, first.position, first.about, first.at, first.author_id, accused.badge, room.title,
           every.times, every.urgent, every.reasons, every.reporters, first.decided_at, first.decision,
           decider.last_name, decider.first_name, decider.middle_name
      from (select one.room_id, one.position, one.about, one.author_id, one.decided_at, min(one.id::text)::uuid as id,
                   count(*) as times, bool_or(one.urgent) as urgent, array_agg(one.reason order by one.at) as reasons,
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
       for update of report
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
    """A report, locked."""
    return (await connection.execute(_ONE, {"school": school, "report": asked})).first()


async def evidence_file(connection: AsyncConnection, school: SchoolId, asked: UUID, which: UUID) -> Record | None:
    """A file that a report's evidence carries."""
    return (await connection.execute(_FILE, {"school": school, "report": asked, "file": which})).first()


async def decide(
    connection: AsyncConnection, school: SchoolId, row: Record, decision: str, by: PersonId, now: datetime
) -> None:
    """Every open report of this message (or person) is decided."""
    await connection.execute(
        update(report)
        .where(
            report.c.school_id == school,
            report.c.room_id == row.room_id,
            report.c.position == row.position,
            report.c.about == row.about,
            report.c.author_id == row.author_id,
            report.c.decided_at.is_(None),
        )
        .values(decided_at=now, decided_by=by, decision=decision)
    )


_LAST_SAID = text(
    """
    select message.position
      from message
     where message.school_id = :school and message.room_id = :room and message.author_id = :author
       and message.position >= :first and message.deleted is null
     order by message.position desc limit 1
    """
)


async def last_said(
    connection: AsyncConnection, school: SchoolId, room: RoomId, author: PersonId, first: int
) -> int | None:
    """The last message of this person from this place on."""
    asked = {"school": school, "room": room, "author": author, "first": first}
    found: int | None = await connection.scalar(_LAST_SAID, asked)
    return found


_UNHEARD = text(
    """
    select report.id, report.room_id, report.urgent, report.to_class_teacher, report.author_id, room.class_id
      from report
      join room on room.school_id = report.school_id and room.id = report.room_id
     where report.school_id = :school and report.decided_at is null and report.alerted_at is null
     order by report.at, report.id limit 200
       for update of report skip locked
    """
)

_MODERATORS = text(
    """
    select person_id, case when kind = 'admin' then null else target_id end as class_id from standing
     where school_id = :school and active
       and (kind = 'admin' or (kind in ('class_teacher', 'deputy', 'substitute') and target_id = any(:classes)))
     order by person_id, id limit 500
    """
).bindparams(bindparam("classes", type_=ARRAY(Uuid)), bindparam("school", type_=Uuid))


async def unheard(connection: AsyncConnection, school: SchoolId) -> list[Record]:
    """Open reports of which nobody was told on his phone, locked."""
    return list(await connection.execute(_UNHEARD, {"school": school}))


async def heard(connection: AsyncConnection, school: SchoolId, reports: Collection[UUID], now: datetime) -> None:
    """The moderators were told of these."""
    await connection.execute(
        update(report).where(report.c.school_id == school, report.c.id.in_(list(reports))).values(alerted_at=now)
    )


async def moderators(connection: AsyncConnection, school: SchoolId, classes: Collection[UUID]) -> list[Record]:
    """Administrators (no class), and who leads each of these classes."""
    return list(await connection.execute(_MODERATORS, {"school": school, "classes": list(classes)}))


_WIPE = text(
    """
    with over as (
        update report set wiped_at = :now, reason = '' where decided_at < :before and wiped_at is null
        returning school_id, id
    )
    delete from report_evidence as kept using over
     where kept.school_id = over.school_id and kept.report_id = over.id
    """
)


async def wipe(connection: AsyncConnection, before: datetime, now: datetime) -> None:
    """What was kept for reports decided before this moment is gone; that they were decided, stays."""
    await connection.execute(_WIPE, {"before": before, "now": now})


async def schools_with_unheard(connection: AsyncConnection) -> list[SchoolId]:
    """Schools where somebody still has to be told."""
    rows = await connection.execute(
        select(report.c.school_id)
        .where(report.c.decided_at.is_(None), report.c.alerted_at.is_(None))
        .distinct()
        .order_by(report.c.school_id)
        .limit(10_000)
    )
    return [SchoolId(r.school_id) for r in rows]


_RELEASE = text(
    """
    update file set evidence = false
     where file.evidence
       and not exists (select from report_evidence as kept
                        join report on report.school_id = kept.school_id and report.id = kept.report_id
                       where kept.school_id = file.school_id and report.room_id = file.room_id
                         and kept.position = file.position)
    """
)


async def release_files(connection: AsyncConnection) -> None:
    """Files that no evidence carries any more are held by nothing; the broom takes those whose message is gone."""
    await connection.execute(_RELEASE)
