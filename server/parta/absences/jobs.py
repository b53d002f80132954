"""What is over long ago is not kept: the school's own journal holds attendance, this was a word in time (L8)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from parta.parts.jobs import Job
from parta.work import Workshop

from . import queries

KEPT = timedelta(days=120)


def jobs(workshop: Workshop) -> list[Job]:
    """Once a night."""
    return [Job("absences.forget", "app", forgetting(workshop), cron="23 2 * * *")]


def forgetting(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Delete absences that were over long ago, of every school."""

    async def forget() -> None:
        async with workshop.open() as work:
            await queries.forget(work.connection, work.now.date() - KEPT)

    return forget
