"""The school's clock for absences: what day it is, and from which day on something may still be taken back (C25)."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId
from parta.parts.schema import Record
from parta.policy.standing import Actor
from parta.school import queries as schools
from parta.work import Work

from . import queries

SLIP = timedelta(minutes=10)
BEGINS = time(8, 0)  # where the school keeps no bells for the class


class SchoolClock(msgspec.Struct, frozen=True):
    """Now at the school, and when lessons begin there today."""

    now: datetime  # school-local
    bells: dict[ClassId, Any]

    @property
    def today(self) -> date:
        """The school's date."""
        return self.now.date()

    def first_free_day(self, school_class: ClassId, actor: Actor, mark: Record) -> date:
        """From this day on the actor may take this mark back: staff from today, a family from tomorrow once lessons began.

        What one marked a moment ago was a slip of the finger: it is taken back whole.
        """
        if mark.marked_by == actor.person and self.now - mark.marked_at < SLIP:
            return min(self.today, cast(date, mark.first_day))
        rang = self.now.time() >= self.bells.get(school_class, BEGINS)
        return self.today + timedelta(days=1) if rang and actor.hat is not Hat.STAFF else self.today


async def school_clock(work: Work, classes: frozenset[ClassId]) -> SchoolClock:
    """The clock of the school, with today's first bells of these classes."""
    zone = await schools.time_zone(work.connection, work.school)
    now = work.now.astimezone(ZoneInfo(zone))
    bells = await queries.begins(work.connection, work.school, classes, now.isoweekday()) if classes else {}
    return SchoolClock(now, bells)
