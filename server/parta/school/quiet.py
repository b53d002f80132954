"""When it is quiet (C14): by the school's clock, its week and holidays, and by a teacher's own hours. Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

FURTHEST = 130  # days: no holidays are longer
MIDNIGHT = 0


class Rule(Protocol):
    """Says of a local moment whether it is quiet; may change its mind at midnight and at its `turns`."""

    @property
    def turns(self) -> tuple[int, ...]:
        """Minutes after midnight at which it may change its mind."""
        ...

    def quiet(self, local: datetime) -> bool:
        """Is it quiet now?"""
        ...


class QuietTimes(msgspec.Struct, frozen=True):
    """The school's own: each night, all of some weekdays (1 = Monday), all of the holidays. Minutes after midnight."""

    time_zone: str
    begins: int
    ends: int
    weekdays: frozenset[int] = frozenset()
    holidays: tuple[tuple[date, date], ...] = ()

    @property
    def turns(self) -> tuple[int, ...]:
        return (self.begins, self.ends)

    def quiet(self, local: datetime) -> bool:
        day = local.date()
        if day.isoweekday() in self.weekdays or any(begins <= day <= ends for begins, ends in self.holidays):
            return True
        minute = local.hour * 60 + local.minute
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


class OfficeHours(msgspec.Struct, frozen=True):
    """When somebody of the staff is there: outside of it nothing rings for him."""

    weekdays: frozenset[int]
    begins: int
    ends: int

    @property
    def turns(self) -> tuple[int, ...]:
        return (self.begins, self.ends)

    def quiet(self, local: datetime) -> bool:
        minute = local.hour * 60 + local.minute
        return local.isoweekday() not in self.weekdays or not self.begins <= minute < self.ends


def quiet_until(moment: datetime, time_zone: str, rules: Sequence[Rule]) -> datetime | None:
    """The first moment at which none of the rules is quiet; None when it is not quiet now."""
    zone = ZoneInfo(time_zone)
    local = moment.astimezone(zone)
    if not any(rule.quiet(local) for rule in rules):
        return None
    turns = sorted({MIDNIGHT, *(turn for rule in rules for turn in rule.turns)})
    for days in range(FURTHEST):
        day = local.date() + timedelta(days=days)
        for minute in turns:
            at = datetime.combine(day, time(minute // 60, minute % 60), zone)
            if at > local and not any(rule.quiet(at) for rule in rules):
                return at.astimezone(UTC)
    return moment + timedelta(days=1)  # rules that never let go: looked at anew tomorrow
