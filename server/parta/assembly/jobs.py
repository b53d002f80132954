"""Every kind of job of every slice."""

from collections.abc import Awaitable, Callable

from parta.absences import jobs as absence_jobs
from parta.admission.recovery import jobs as recovery_jobs
from parta.classes import jobs as class_jobs
from parta.files import jobs as file_jobs
from parta.files.storage import Storage
from parta.notify import alerting
from parta.parts.jobs import Job
from parta.realtime import journal
from parta.rooms.edits import jobs as edit_jobs
from parta.rooms.polls import jobs as poll_jobs
from parta.rooms.reports import jobs as report_jobs
from parta.rooms.search import indexing as search_jobs
from parta.work import Workshop

from .entry import Entry


def every_job(workshop: Workshop, entry: Entry | None = None, storage: Storage | None = None) -> list[Job]:
    """Every kind of job of every slice; without `storage` those of files are only asked for, not done."""
    return [
        *(file_jobs.jobs(workshop, storage) if storage else ()),
        *class_jobs.jobs(workshop),
        *absence_jobs.jobs(workshop),
        *search_jobs.jobs(workshop),
        *edit_jobs.jobs(workshop),
        *report_jobs.jobs(workshop),
        *poll_jobs.jobs(workshop),
        *alerting.jobs(workshop),
        *recovery_jobs.jobs(workshop, (entry or Entry()).founding),
        Job("realtime.forget", "app", _forgetting(workshop), cron="17 2 * * *"),
    ]


def _forgetting(workshop: Workshop) -> Callable[[], Awaitable[None]]:
    async def forget() -> None:
        async with workshop.open() as work:
            await journal.forget(work.connection, work.now)

    return forget
