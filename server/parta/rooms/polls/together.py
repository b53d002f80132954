"""Votes of one moment are told together: a class that answers at once costs its chat one event a second."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID

import structlog

from parta.kernel.ids import SchoolId, StreamId
from parta.work import STORAGE_FAULTS, Work

from . import queries
from .events import PollChanged

EVERY = 1.0  # seconds

log = structlog.get_logger()


class PollTallies:
    """Takes the polls in which somebody voted; once a second each tells its chat how it stands."""

    def __init__(self, open_work: Callable[[], AbstractAsyncContextManager[Work]], every: float = EVERY) -> None:
        self._open_work, self._every = open_work, every
        self._changed: dict[SchoolId, set[UUID]] = {}
        self._any = asyncio.Event()

    def after(self, work: Work, poll: UUID) -> None:
        """Once this work has committed, tell how the poll stands."""
        school = work.school

        async def note() -> None:
            self._note(school, {poll})

        work.after_commit(note)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["PollTallies"]:
        """Tell as long as the block lasts, and once more at its end."""
        task = asyncio.create_task(self._run(), name="poll-tallies")
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self.flush()

    async def flush(self) -> None:
        """Tell what was gathered; on a fault it is kept for the next time."""
        gathered, self._changed = self._changed, {}
        for school, polls in gathered.items():
            try:
                await self._tell(school, polls)
            except STORAGE_FAULTS as error:
                log.warning("votes not told", error=str(error))
                self._note(school, polls)

    def _note(self, school: SchoolId, polls: set[UUID]) -> None:
        self._changed.setdefault(school, set()).update(polls)
        self._any.set()

    async def _run(self) -> None:
        while True:
            await self._any.wait()
            await asyncio.sleep(self._every)
            self._any.clear()
            await self.flush()

    async def _tell(self, school: SchoolId, polls: set[UUID]) -> None:
        async with self._open_work() as work:
            work.within(school)
            tallies = await queries.tallies(work.connection, school, polls)
            for row in await queries.several(work.connection, school, polls):
                closed = row.closed_at is not None or (row.closes_at is not None and row.closes_at <= work.now)
                voted, times = tallies.get(row.id, (0, {}))
                shown = closed or row.shows == "atOnce"
                counts = [times.get(at, 0) for at in range(len(row.choices))] if shown else None
                event = PollChanged(poll_id=row.id, voted=voted, counts=counts, closed=closed)
                work.tell(StreamId(row.room_id), "room", event)
