"""Orders take effect by the clock."""

from collections.abc import Awaitable, Callable

from parta.admission.founding import Founding
from parta.parts.jobs import Job
from parta.work import Workshop

from . import commands, queries


def jobs(workshop: Workshop, founding: Founding) -> list[Job]:
    """Every minute: orders whose wait is over take effect."""
    return [Job("admission.recover", "app", every_order(workshop, founding), cron="* * * * *")]


def every_order(workshop: Workshop, founding: Founding) -> Callable[[], Awaitable[None]]:
    """Each in a work of its own: one school's fault stops no other."""

    async def take_effect() -> None:
        async with workshop.open(reads=True) as work:
            due = await queries.due(work.connection, work.now)
        for school, recovery in due:
            async with workshop.open() as work:
                await commands.take_effect(work, founding, school, recovery)

    return take_effect
