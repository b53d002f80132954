"""SQL of the term: what is kept for decided reports goes, and the files that only they held."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

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
