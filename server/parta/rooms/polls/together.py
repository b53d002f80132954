"""Votes of one moment are told together: a class that answers at once costs its chat one event a second."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID

from parta.kernel.ids import SchoolId, StreamId
from parta.parts.together import Together
from parta.work import STORAGE_FAULTS, Work

from . import queries
from .events import PollChanged

EVERY = 1.0  # seconds


class PollTallies:
    """Takes the polls in which somebody voted; once a second each tells its chat how it stands."""

    def __init__(self, open_work: Callable[[], AbstractAsyncContextManager[Work]], every: float = EVERY) -> None:
        self._open_work = open_work
        self._changed: Together[tuple[SchoolId, UUID]] = Together("votes", self._tell, every, STORAGE_FAULTS)

    def after(self, work: Work, poll: UUID) -> None:
        """Once this work has committed, tell how the poll stands."""
        changed = (work.school, poll)

        async def note() -> None:
            self._changed.add(changed)

        work.after_commit(note)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["PollTallies"]:
        """Tell as long as the block lasts, and once more at its end."""
        async with self._changed.open():
            yield self

    async def flush(self) -> None:
        """Tell now."""
        await self._changed.flush()

    async def _tell(self, changed: set[tuple[SchoolId, UUID]]) -> None:
        by_school: dict[SchoolId, set[UUID]] = {}
        for school, poll in changed:
            by_school.setdefault(school, set()).add(poll)
        for school, polls in by_school.items():
            await self._tell_school(school, polls)

    async def _tell_school(self, school: SchoolId, polls: set[UUID]) -> None:
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
