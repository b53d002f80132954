"""Jobs of files, in the worker: looking at what came, removing what nobody may see, sweeping what was never sent."""

from datetime import timedelta
from uuid import UUID

from parta.kernel.ids import SchoolId
from parta.parts.jobs import Job
from parta.work import Workshop

from .looking import look
from .queries import uploads as queries
from .storage import Storage

UNFINISHED, UNSENT = timedelta(days=2), timedelta(days=7)


def jobs(workshop: Workshop, storage: Storage) -> list[Job]:
    """What the worker does for files."""

    async def looked(school: str, file: str) -> None:
        await look(workshop, storage, SchoolId(UUID(school)), UUID(file))

    async def forgotten(school: str, files: list[str]) -> None:
        await _forget(workshop, storage, SchoolId(UUID(school)), [UUID(one) for one in files])

    async def swept() -> None:
        async with workshop.open() as work:
            await queries.let_go_of_loose(
                work.connection, unfinished_before=work.now - UNFINISHED, unsent_before=work.now - UNSENT, now=work.now
            )
        await _forget(workshop, storage)

    return [
        Job("files.look", "worker", looked, attempts=8),
        Job("files.forget", "worker", forgotten, attempts=8),
        Job("files.sweep", "worker", swept, cron="41 2 * * *"),
    ]


async def _forget(
    workshop: Workshop, storage: Storage, school: SchoolId | None = None, files: list[UUID] | None = None
) -> None:
    """Remove the bytes, then the rows: a job that dies between the two comes again."""
    async with workshop.open(reads=True) as work:
        rows = await queries.gone(work.connection, school, among=files or [])
    # A piece may have come while the file was let go: its place is counted too.
    keys = [f"{row.school_id}/{row.id}/part-{place:05}" for row in rows for place in range(len(row.parts) + 1)]
    await storage.store.forget(
        [*keys, *(variant[0] for row in rows if not row.shared for variant in row.variants.values())]
    )
    async with workshop.open() as work:
        await queries.forget(work.connection, [row.id for row in rows])
