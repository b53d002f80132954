"""SQL of reported messages."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

from ..tables import report

AT_MOST = 100

_WAITING = text(
    """
    select first.id, first.room_id, first.position, first.reason, first.at, room.title, every.times
      from (select room_id, position, min(id::text)::uuid as id, count(*) as times
              from report where school_id = :school and decided_at is null group by room_id, position) as every
      join report as first on first.school_id = :school and first.id = every.id
      join room on room.school_id = :school and room.id = first.room_id
      join message on message.school_id = :school and message.room_id = first.room_id
                  and message.position = first.position
     where message.author_id <> :person
       and (cast(:classes as uuid[]) is null or room.class_id = any(:classes))
     order by first.at, first.id
     limit :most
    """
).bindparams(bindparam("classes", type_=ARRAY(Uuid)), bindparam("school", type_=Uuid), bindparam("person", type_=Uuid))

_AROUND = text(
    """
    select asked.room_id, asked.position as reported, message.position, message.text, message.author_id,
           message.sent_at, message.deleted, author.badge as author_badge
      from unnest(:rooms, :positions) as asked(room_id, position)
      join message on message.school_id = :school and message.room_id = asked.room_id
                  and message.position between asked.position - :beside and asked.position + :beside
      left join lateral (select badge from membership as of_author
                          where of_author.room_id = message.room_id and of_author.person_id = message.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     order by asked.room_id, asked.position, message.position
    """
).bindparams(
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("positions", type_=ARRAY(BigInteger)),
    bindparam("school", type_=Uuid),
)

_ONE = text(
    """
    select report.id, report.room_id, report.position, room.class_id, message.author_id, message.deleted
      from report
      join room on room.school_id = :school and room.id = report.room_id
      join message on message.school_id = :school and message.room_id = report.room_id
                  and message.position = report.position
     where report.school_id = :school and report.id = :report and report.decided_at is null
       for update of report, message
    """
)


async def waiting(
    connection: AsyncConnection, school: SchoolId, classes: Sequence[UUID] | None, person: PersonId
) -> list[Record]:
    """Open reports, each message once, oldest first; of these classes or of all; never about this person."""
    arguments = {"school": school, "classes": classes, "person": person, "most": AT_MOST}
    return list(await connection.execute(_WAITING, arguments))


async def around(
    connection: AsyncConnection, school: SchoolId, places: Sequence[tuple[UUID, int]], beside: int
) -> list[Record]:
    """The messages around each reported one, in order."""
    arguments = {
        "school": school,
        "rooms": [room for room, _ in places],
        "positions": [position for _, position in places],
        "beside": beside,
    }
    return list(await connection.execute(_AROUND, arguments))


async def one(connection: AsyncConnection, school: SchoolId, asked: UUID) -> Record | None:
    """An open report and its message, both locked."""
    return (await connection.execute(_ONE, {"school": school, "report": asked})).first()


async def decide(
    connection: AsyncConnection,
    school: SchoolId,
    room: UUID,
    position: int,
    decision: str,
    by: PersonId,
    now: datetime,
) -> None:
    """Every report of this message is decided."""
    await connection.execute(
        update(report)
        .where(
            report.c.school_id == school,
            report.c.room_id == room,
            report.c.position == position,
            report.c.decided_at.is_(None),
        )
        .values(decided_at=now, decided_by=by, decision=decision)
    )
