"""At each turn of a timetable the chat says so to who has it open. What may be written follows from `room` by itself."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from parta.kernel.ids import RoomId, SchoolId, StreamId
from parta.parts.due import DueQueue
from parta.parts.schema import Record
from parta.school import queries as schools
from parta.work import STORAGE_FAULTS, Work, Workshop

from ..events import HoursTurned
from ..shapes import InHours
from . import queries
from .clock import Closed, Week, next_closed
from .shapes import Timetable


class Turning:
    """Empties the queue of chats that have to be looked at: at a lesson's begin and end, after a change, each midnight."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self.queue = DueQueue(queries.CHANNEL, workshop.clock, self._next_due, self._turn, STORAGE_FAULTS)

    async def _next_due(self) -> datetime | None:
        async with self._workshop.open(reads=True) as work:
            return await queries.next_due(work.connection)

    async def _turn(self) -> bool:
        async with self._workshop.open() as work:
            rows = await queries.due(work.connection, work.now)
            if not rows:
                return False
            work.within(SchoolId(rows[0].school_id))
            await settle(work, rows)
            return True


async def settle(work: Work, rows: Sequence[Record]) -> None:
    """Write down what the clock says of these chats of one school now; whoever has one open hears of a change."""
    school = work.acting_school
    times = (await schools.quiet_times(work.connection, [school]))[school]
    bells = await queries.bells(work.connection, school, {row.class_id for row in rows if row.class_id})
    midnight = _midnight(work.now, times.time_zone)
    found: list[tuple[RoomId, Closed | None, datetime | None]] = []
    for row in rows:
        room = RoomId(row.id)
        if row.timetable is None or row.archived_at is not None:
            closed, again = None, None
        else:
            week = Week(times.time_zone, times.holidays, tuple(bells.get(row.class_id, ())))
            closed = next_closed(work.now, msgspec.convert(row.timetable, Timetable), week)
            # At midnight anew: holidays may have been written down meanwhile.
            again = min(midnight, midnight if closed is None else _next(closed, work.now))
        found.append((room, closed, again))
        before = None if row.hours_mode is None else InHours(row.hours_mode, row.hours_why, row.hours_to)
        now = None if closed is None or closed.begins > work.now else InHours(closed.mode, closed.why, closed.ends)
        # What begins was told if the chat was looked at since: the look that is due now is later than its begin.
        told = before is not None and row.hours_from <= work.now and row.hours_next > row.hours_from
        if now != (before if told else None):
            work.tell(StreamId(room), "room", HoursTurned(hours=now))
    await queries.settle(work.connection, school, found)


def _next(closed: Closed, now: datetime) -> datetime:
    return closed.begins if closed.begins > now else closed.turns


def _midnight(now: datetime, time_zone: str) -> datetime:
    zone = ZoneInfo(time_zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0, 0), zone).astimezone(UTC)
