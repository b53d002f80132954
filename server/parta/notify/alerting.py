"""Moderators are called about reports: by day at once, at night in the morning, «угроза жизни» at any hour (E3, C14)."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.jobs import Job
from parta.parts.schema import Record
from parta.rooms.reports.queries import telling as reports
from parta.school import queries as schools
from parta.school.quiet import QuietTimes
from parta.work import Work, Workshop

from . import queries


def jobs(workshop: Workshop) -> list[Job]:
    """Right after a report, and every few minutes: the morning comes at another time in every school."""
    return [
        Job("reports.alert", "app", alerting(workshop)),
        Job("reports.morning", "app", every_school(workshop), cron="*/5 * * * *"),
    ]


def alerting(workshop: Workshop) -> Callable[[str], Awaitable[None]]:
    """Call the moderators of one school, as far as its hour allows."""

    async def alert(school: str) -> None:
        async with workshop.open() as work:
            await call_moderators(work, SchoolId(UUID(school)))

    return alert


def every_school(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    """Call the moderators of every school where somebody still waits to be called."""

    async def alert() -> None:
        async with workshop.open(reads=True) as work:
            waiting = await reports.schools_with_unheard(work.connection)
        for school in waiting:
            async with workshop.open() as work:
                await call_moderators(work, school)

    return alert


async def call_moderators(work: Work, school: SchoolId) -> None:
    """Tell the phones of those who decide; of a report about himself nobody is told."""
    work.within(school)
    times = (await schools.quiet_times(work.connection, [school]))[school]
    night = QuietTimes(times.time_zone, times.begins, times.ends)  # a holiday is no reason to let a child wait
    quiet = night.quiet(work.now.astimezone(ZoneInfo(times.time_zone)))
    due = [row for row in await reports.unheard(work.connection, school) if row.urgent or not quiet]
    if not due:
        return
    moderators = await reports.moderators(work.connection, school, {row.class_id for row in due if row.class_id})
    for kind, rows in (("danger", [r for r in due if r.urgent]), ("report", [r for r in due if not r.urgent])):
        if whom := sorted({one.person_id for row in rows for one in moderators if _decides(one, row)}):
            about = uuid5(school, kind)  # one call, however many reports there are
            called = [(PersonId(one), Hat.STAFF, work.now) for one in whom]
            await queries.call_up(work.connection, school, about, kind, called, work.now)
    await reports.heard(work.connection, school, [row.id for row in due], work.now)


def _decides(moderator: Record, report: Record) -> bool:
    """An administrator, or who leads the class where the reporter chose so; nobody of what is said about himself."""
    if moderator.person_id == report.author_id:
        return False
    return moderator.class_id is None or (report.to_class_teacher and moderator.class_id == report.class_id)
