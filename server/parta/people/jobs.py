"""What people's standings need done by the clock."""

from collections.abc import Awaitable, Callable

from parta.parts.jobs import Job
from parta.school import queries as schools
from parta.work import Workshop

from . import commands


def jobs(workshop: Workshop) -> list[Job]:
    """Every minute: what begins today is in force, what is over ends; a school's day begins at its own midnight."""
    return [Job("people.apply_dates", "app", every_school(workshop), cron="* * * * *")]


def every_school(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Apply the dates of all schools, each in a work of its own: one school's fault stops no other."""

    async def apply() -> None:
        async with workshop.open(reads=True) as work:
            zones = await schools.time_zones(work.connection)
        for school, zone in zones.items():
            async with workshop.open() as work:
                work.within(school)
                await commands.apply_dates(work, school, work.today(zone))

    return apply
