"""What the school's structure needs done by the clock."""

from collections.abc import Awaitable, Callable

from parta.parts.jobs import Job
from parta.work import Workshop

from . import leaving


def jobs(workshop: Workshop) -> list[Job]:
    """Every minute: what begins today is in force, what is over ends; a school's day begins at its own midnight."""
    return [Job("people.apply_dates", "app", every_school(workshop), cron="* * * * *")]


def every_school(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Apply the dates of all schools, each in a work of its own: one school's fault stops no other."""

    async def apply() -> None:
        await leaving.apply_all_dates(workshop)

    return apply
