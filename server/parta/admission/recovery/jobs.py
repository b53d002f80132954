"""Orders take effect by the clock."""

from collections.abc import Awaitable, Callable

import structlog

from parta.admission.founding import Founding
from parta.kernel.errors import Refusal
from parta.parts.jobs import Job
from parta.work import Workshop

from . import commands, queries

log = structlog.get_logger()


def jobs(workshop: Workshop, founding: Founding) -> list[Job]:
    """Every minute: orders whose wait is over take effect."""
    return [Job("admission.recover", "app", every_order(workshop, founding), cron="* * * * *")]


def every_order(workshop: Workshop, founding: Founding) -> Callable[[], Awaitable[None]]:
    """Each in a work of its own: an order that is refused waits for the next round and stops no other."""

    async def take_effect() -> None:
        async with workshop.open(reads=True) as work:
            due = await queries.due(work.connection, work.now)
        for school, recovery in due:
            try:
                async with workshop.open() as work:
                    await commands.take_effect(work, founding, school, recovery)
            except Refusal as refused:
                log.warning("an order did not take effect", recovery=str(recovery), why=refused.slug)

    return take_effect
