"""Receipts counted live: gathered in memory, told to the author twice a second, however many people press at once (C15)."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import groupby
from uuid import UUID

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, hat_stream
from parta.parts.together import Together
from parta.work import STORAGE_FAULTS, Work

from .events import ReceiptsCounted
from .queries import receipts as queries

EVERY = 0.5  # seconds


class Tally:
    """Hears of each receipt; counts and tells while there is something."""

    def __init__(self, open_work: Callable[[], AbstractAsyncContextManager[Work]]) -> None:
        self._open_work = open_work
        self._changed: Together[UUID] = Together("receipts", self._tell, EVERY, STORAGE_FAULTS)

    async def changed(self, announcement: UUID) -> None:
        """Somebody's receipt of this announcement is durable."""
        self._changed.add(announcement)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Tally"]:
        """Count as long as the block lasts."""
        async with self._changed.open():
            yield self

    async def flush(self) -> None:
        """Tell the authors now how their receipts stand."""
        await self._changed.flush()

    async def _tell(self, ones: set[UUID]) -> None:
        async with self._open_work() as work:
            authors = await queries.authors(work.connection, sorted(ones))
        for school, rows in groupby(authors, key=lambda row: SchoolId(row.school_id)):
            async with self._open_work() as work:
                work.within(school)
                of_school = list(rows)
                counted = await queries.count(work.connection, school, [row.id for row in of_school])
                for row in of_school:
                    stream = hat_stream(PersonId(row.author_id), Hat.STAFF.value)
                    work.tell(stream, "person", ReceiptsCounted(row.id, counted[row.id]))
