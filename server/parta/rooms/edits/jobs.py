"""What messages said before they were edited or deleted is kept for as long as the law wants messages kept, no longer (L14)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from parta.parts.jobs import Job
from parta.work import Workshop

from . import queries

KEPT = timedelta(days=3 * 365 + 1)  # three years, 149-ФЗ art. 10.1


def jobs(workshop: Workshop) -> list[Job]:
    """Once a night."""
    return [Job("rooms.forget_past", "app", forgetting(workshop), cron="29 2 * * *")]


def forgetting(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Delete earlier words whose term is over, of every school."""

    async def forget() -> None:
        async with workshop.open() as work:
            await queries.forget(work.connection, work.now - KEPT)

    return forget
