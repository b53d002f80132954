"""Time: the one place that asks the machine what time it is."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Says what time it is; tests bring their own."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def school_day(moment: datetime, time_zone: str) -> date:
    """The date at the school at this moment (a school's day begins at its own midnight)."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
