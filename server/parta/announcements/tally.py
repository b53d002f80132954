"""Receipts counted live: gathered in memory, told to the author twice a second, however many people press at once (C15)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import groupby
from uuid import UUID

import structlog

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, hat_stream
from parta.work import STORAGE_FAULTS, Work

from .events import ReceiptsCounted
from .queries import receipts as queries

EVERY = 0.5  # seconds

log = structlog.get_logger()


class Tally:
    """Hears of each receipt; counts and tells while there is something."""

    def __init__(self, open_work: Callable[[], AbstractAsyncContextManager[Work]]) -> None:
        self._open_work = open_work
        self._changed: set[UUID] = set()
        self._any = asyncio.Event()

    async def changed(self, announcement: UUID) -> None:
        """Somebody's receipt of this announcement is durable."""
        self._changed.add(announcement)
        self._any.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Tally"]:
        """Count as long as the block lasts."""
        task = asyncio.create_task(self._run(), name="receipts")
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await self._any.wait()
            await asyncio.sleep(EVERY)
            self._any.clear()
            await self.flush()

    async def flush(self) -> None:
        """Tell the authors how their receipts stand; on a fault it is kept for the next time."""
        gathered, self._changed = self._changed, set()
        try:
            await self._tell(sorted(gathered))
        except STORAGE_FAULTS as error:
            log.warning("receipts not counted", error=str(error))
            self._changed |= gathered

    async def _tell(self, ones: list[UUID]) -> None:
        async with self._open_work() as work:
            authors = await queries.authors(work.connection, ones)
        for school, rows in groupby(authors, key=lambda row: SchoolId(row.school_id)):
            async with self._open_work() as work:
                work.within(school)
                of_school = list(rows)
                counted = await queries.count(work.connection, school, [row.id for row in of_school])
                for row in of_school:
                    stream = hat_stream(PersonId(row.author_id), Hat.STAFF.value)
                    work.tell(stream, "person", ReceiptsCounted(row.id, counted[row.id]))
