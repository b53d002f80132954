"""SQL of the moderators themselves: who they are, and of which reports nobody has told them yet."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId
from parta.parts.schema import Record

from ..tables import report

_UNHEARD = text(
    """
    select report.id, report.room_id, report.urgent, report.to_class_teacher, report.author_id, room.class_id
      from report
      join room on room.school_id = report.school_id and room.id = report.room_id
     where report.school_id = :school and report.decided_at is null and report.alerted_at is null
     order by report.urgent desc, report.at, report.id limit 200
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
