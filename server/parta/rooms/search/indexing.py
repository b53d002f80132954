"""Laying words down, beside the hot path: posting does nothing for search, a job follows it a minute later at most.

Until then the last messages are read one by one, so nothing is found late. It works one tenth of its time, that nobody waits.
"""

import asyncio
from time import monotonic

from parta.parts.jobs import Job
from parta.work import Workshop

from .queries import laying

AT_ONCE = 32  # blocks in one transaction
LASTS = 50.0  # seconds of a run; the next one begins at the next minute
RESTS = 9  # times as long as it worked


def jobs(workshop: Workshop) -> list[Job]:
    """What the worker does for search."""

    async def follow() -> None:
        started = monotonic()
        while monotonic() - started < LASTS:
            began = monotonic()
            if not await lay_next(workshop):
                return
            await asyncio.sleep((monotonic() - began) * RESTS)

    return [Job("rooms.lay_words", "worker", follow, cron="* * * * *")]


async def lay_next(workshop: Workshop, most: int = AT_ONCE) -> int:
    """Lay down the next blocks that are behind; how many they were."""
    async with workshop.open() as work:
        blocks = [(row.school_id, row.room_id, row.number) for row in await laying.behind(work.connection, most)]
        if blocks:
            await laying.lay_down(work.connection, blocks)
        return len(blocks)


async def lay_all(workshop: Workshop) -> None:
    """Everything that is behind, at once: after a school was written in one go."""
    while await lay_next(workshop, AT_ONCE * 8):
        pass
