"""Limits of guessing and asking, counted in the database: no restart and no lost cache lifts them (security.md 21)."""

from datetime import datetime, timedelta

import msgspec

from parta.work import Work

from . import queries


class Limit(msgspec.Struct, frozen=True):
    """At most so many of one thing within a window, for each source."""

    what: str
    at_most: int
    window: timedelta

    async def reached(self, work: Work, source: str) -> bool:
        """Has this source used up its share of the current window?"""
        return await queries.misses(work.connection, self.what, source, self._began(work.now)) >= self.at_most

    async def count(self, work: Work, source: str) -> int:
        """One more; returns how many there are now."""
        return await queries.count_miss(work.connection, self.what, source, self._began(work.now))

    def ends(self, moment: datetime) -> datetime:
        """When the current window is over."""
        return self._began(moment) + self.window

    def _began(self, moment: datetime) -> datetime:
        return moment - timedelta(seconds=moment.timestamp() % self.window.total_seconds())
