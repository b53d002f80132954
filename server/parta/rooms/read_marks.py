"""Read marks: gathered in memory and written together, so that thirty readers of one message cost one statement."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import structlog

from parta.kernel.ending import end
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, StreamId, hat_stream
from parta.parts.bus import Bus, Passing
from parta.realtime.frames import ReadUpTo, encode
from parta.work import STORAGE_FAULTS, Work

from .events import SeenUpTo
from .queries import messages as queries

EVERY = 0.5  # seconds

log = structlog.get_logger()
Seen = dict[tuple[RoomId, PersonId], tuple[Hat, int]]


class ReadMarks:
    """Takes what people have read; flushes twice a second while there is something."""

    def __init__(self, open_work: Callable[[], AbstractAsyncContextManager[Work]], bus: Bus) -> None:
        self._open_work, self._bus = open_work, bus
        self._seen: dict[SchoolId, Seen] = {}
        self._any = asyncio.Event()

    def seen(self, school: SchoolId, room: RoomId, person: PersonId, hat: Hat, position: int) -> None:
        """This person has read this room up to here. The caller has made sure that he may hear the room."""
        marks = self._seen.setdefault(school, {})
        known = marks.get((room, person))
        if known is None or known[1] < position:
            marks[(room, person)] = (hat, position)
            self._any.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["ReadMarks"]:
        """Flush as long as the block lasts, and once more at its end."""
        task = asyncio.create_task(self._run(), name="read-marks")
        try:
            yield self
        finally:
            await end(task)
            await self.flush()

    async def _run(self) -> None:
        while True:
            await self._any.wait()
            await asyncio.sleep(EVERY)
            self._any.clear()
            await self.flush()

    async def flush(self) -> None:
        """Write what was gathered; on a fault it is kept for the next time."""
        gathered, self._seen = self._seen, {}
        for school, marks in gathered.items():
            try:
                await self._flush_school(school, marks)
            except STORAGE_FAULTS as error:
                log.warning("read marks not written", error=str(error))
                for (room, person), (hat, position) in marks.items():
                    self.seen(school, room, person, hat, position)

    async def _flush_school(self, school: SchoolId, marks: Seen) -> None:
        async with self._open_work() as work:
            work.within(school)
            raised = await queries.raise_marks(
                work.connection,
                school,
                [(room, person, at) for (room, person), (_, at) in sorted(marks.items())],
                work.now,
            )
            for room, person, position in raised:
                hat = marks[(room, person)][0]
                event = SeenUpTo(room_id=room, position=position)
                work.tell(hat_stream(person, hat.value), "person", event)
        self._bus.publish(_to_rooms(raised))


def _to_rooms(raised: list[tuple[RoomId, PersonId, int]]) -> list[Passing]:
    """Each room hears how far somebody has read; the furthest reader himself hears of the next one."""
    by_room: dict[RoomId, list[tuple[int, PersonId]]] = {}
    for room, person, position in raised:
        by_room.setdefault(room, []).append((position, person))
    told = []
    for room, readers in by_room.items():
        readers.sort(reverse=True)
        furthest, first = readers[0]
        told.append(Passing(StreamId(room), encode(ReadUpTo(room, furthest)), but_not=first))
        if len(readers) > 1:
            told.append(Passing(StreamId(room), encode(ReadUpTo(room, readers[1][0])), only=first))
    return told
