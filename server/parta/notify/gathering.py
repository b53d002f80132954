"""Rooms with new messages, gathered from the bus: one look at who must be told, however many messages there were.

The path of a message knows nothing of it: what costs is a dictionary entry for each announcement, and one question a second
while people write (docs/decisions/push-beside-the-hot-path.md).
"""

import asyncio
from collections.abc import Callable
from uuid import UUID

import structlog

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId
from parta.parts.bus import Announcement, BusMessage
from parta.work import STORAGE_FAULTS, Workshop

from . import queries
from .quiet import after_quiet

EVERY = 1.0  # seconds
ROOMS_AT_ONCE = 500

log = structlog.get_logger()


class NewMessages:
    """Listens to the bus; once a second has the browsers of absent members told."""

    def __init__(self, workshop: Workshop, is_here: Callable[[PersonId, Hat], bool], every: float = EVERY) -> None:
        self._workshop, self._is_here, self._every = workshop, is_here, every
        self._rooms: dict[UUID, int] = {}
        self._any = asyncio.Event()
        workshop.bus.listen(self.hear)

    def hear(self, message: BusMessage) -> None:
        """Listener of the bus."""
        if isinstance(message, Announcement) and message.position is not None:
            if message.position > self._rooms.get(message.stream, 0):
                self._rooms[message.stream] = message.position
            self._any.set()

    async def run(self) -> None:
        """Look as long as the server lives."""
        while True:
            await self._any.wait()
            await asyncio.sleep(self._every)
            self._any.clear()
            try:
                await self.flush()
            except STORAGE_FAULTS as error:
                log.warning("nobody was told of new messages", error=str(error))

    async def flush(self) -> None:
        """Queue a notice for every browser whose owner is away; what fails is not gathered again: the next message tells."""
        gathered, self._rooms = self._rooms, {}
        rooms = list(gathered.items())
        for start in range(0, len(rooms), ROOMS_AT_ONCE):
            await self._queue(dict(rooms[start : start + ROOMS_AT_ONCE]))

    async def _queue(self, rooms: dict[UUID, int]) -> None:
        now = self._workshop.clock.now()
        async with self._workshop.open(reads=True) as work:
            found = await queries.candidates(work.connection, rooms, now)
            gone = [one for one in found if not self._is_here(one.person, one.hat)]
            away = await after_quiet(work, gone, now)
        if away:
            async with self._workshop.open() as work:
                await queries.queue(work.connection, away, now)
