"""When a timetable next closes a chat, and until when: by the school's clock, its bells and holidays. Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from .shapes import Closing, Timetable

AHEAD = 9  # days that are looked over: a week and its edges
Why = Literal["lessons", "hours"]


class Bells(msgspec.Struct, frozen=True):
    """Lessons of some weekdays (1 = Monday), school time."""

    weekdays: frozenset[int]
    lessons: tuple[tuple[time, time], ...]


class Week(msgspec.Struct, frozen=True):
    """What a school's clock says of one chat."""

    time_zone: str
    holidays: tuple[tuple[date, date], ...]
    bells: tuple[Bells, ...] = ()


class Closed(msgspec.Struct, frozen=True):
    """From `begins` to `ends` a chat is in a stricter mode. `turns`: when that mode becomes another in between, or ends."""

    mode: Closing
    why: Why
    begins: datetime
    ends: datetime
    turns: datetime


Span = tuple[datetime, datetime, Closing, Why]


def next_closed(now: datetime, timetable: Timetable, week: Week) -> Closed | None:
    """The stretch that holds now, or else the next one within a week."""
    spans = _spans(now, timetable, week)
    points = sorted({at for begins, ends, _, _ in spans for at in (begins, ends) if at > now})
    for at in (now, *points):
        found = _strictest(spans, at)
        if found is None:
            continue
        later = [(point, _strictest(spans, point)) for point in points if point > at]
        ends = next(point for point, one in later if one is None)
        turns = next(point for point, one in later if one != found)
        return Closed(*found, at, ends, turns)
    return None


def _strictest(spans: Sequence[Span], at: datetime) -> tuple[Closing, Why] | None:
    holds = [(mode, why) for begins, ends, mode, why in spans if begins <= at < ends]
    return max(holds, key=lambda one: (one[0] == "readOnly", one[1] == "lessons"), default=None)


def _spans(now: datetime, timetable: Timetable, week: Week) -> list[Span]:
    zone = ZoneInfo(week.time_zone)
    today = now.astimezone(zone).date()
    spans: list[Span] = []
    for day in (today + timedelta(days=number) for number in range(-1, AHEAD)):
        if timetable.hours is not None and day.isoweekday() in timetable.weekdays:
            begins, ends = _at(timetable.begins), _at(timetable.ends)
            last = day if begins < ends else day + timedelta(days=1)
            spans.append((_moment(day, begins, zone), _moment(last, ends, zone), timetable.hours, "hours"))
        if timetable.lessons is not None and not any(first <= day <= last for first, last in week.holidays):
            spans += [
                (_moment(day, begins, zone), _moment(day, ends, zone), timetable.lessons, "lessons")
                for bells in week.bells
                if day.isoweekday() in bells.weekdays
                for begins, ends in bells.lessons
            ]
    return spans


def _at(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
