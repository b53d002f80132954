"""What is kept for a decision goes a month after it: long enough to answer a question about it, no longer (L17)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from parta.parts.jobs import Job
from parta.work import Workshop

from .queries import wiping as queries

KEPT = timedelta(days=30)


def jobs(workshop: Workshop) -> list[Job]:
    """Once a night."""
    return [Job("reports.wipe", "app", wiping(workshop), cron="37 2 * * *")]


def wiping(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Forget what was said in reports decided a month ago, and the files that only they held."""

    async def wipe() -> None:
        async with workshop.open() as work:
            await queries.wipe(work.connection, work.now - KEPT, work.now)
            await queries.release_files(work.connection)

    return wipe
