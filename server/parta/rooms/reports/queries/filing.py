"""SQL of filing: the report itself, and what is kept for its decision."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.people.tables import person

from ..tables import report


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
        set_={"urgent": True, "reason": fresh.reason, "alerted_at": None, "at": fresh.at},
        where=fresh.urgent & ~report.c.urgent & report.c.decided_at.is_(None),
    )
    found: UUID | None = await connection.scalar(turned.returning(report.c.id))
    return found


async def one_at_a_time(connection: AsyncConnection, school: SchoolId, reporter: PersonId) -> None:
    """Whoever reports twice at once waits for himself, so that the count of a day holds."""
    this = select(person.c.id).where(person.c.school_id == school, person.c.id == reporter)
    await connection.execute(this.with_for_update(key_share=True))


async def filed_since(
    connection: AsyncConnection, school: SchoolId, reporter: PersonId, since: datetime
) -> tuple[int, int]:
    """How many reports this person has filed since then; how many of them call of danger."""
    counted = select(func.count(), func.count().filter(report.c.urgent)).where(
        report.c.school_id == school, report.c.reporter_id == reporter, report.c.at > since
    )
    every, urgent = (await connection.execute(counted)).one()
    return every, urgent


# What is said is copied at once: whatever its authors delete or change later, the decision is about what stood there. What
# was deleted a moment before (`since`) is taken from where the keeping period holds it.
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
                            and past.replaced_at > cast(:since as timestamptz)
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
    connection: AsyncConnection,
    school: SchoolId,
    one: UUID,
    room: RoomId,
    position: int,
    beside: int,
    since: datetime | None,
) -> None:
    """Copy the reported message and what stands around it; of deleted ones what was deleted after `since`, if any."""
    asked = {
        "school": school, "report": one, "room": room, "position": position, "beside": beside, "since": since,
    }  # fmt: skip
    await connection.execute(_KEEP, asked)


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
