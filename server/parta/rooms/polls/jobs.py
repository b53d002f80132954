"""A poll whose message was refused was never asked: nobody reads its question, and it is not kept."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from parta.parts.jobs import Job
from parta.work import Workshop

from . import queries

KEPT = timedelta(days=1)  # so long its author's browser may still try again under the same id


def jobs(workshop: Workshop) -> list[Job]:
    """Once a night."""
    return [Job("polls.forget", "app", never_asked(workshop), cron="47 2 * * *")]


def never_asked(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Forget polls that no message carries."""

    async def forget() -> None:
        async with workshop.open() as work:
            await queries.never_asked(work.connection, work.now - KEPT)

    return forget
