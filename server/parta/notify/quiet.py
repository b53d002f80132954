"""Quiet hours: what would ring now waits until the school, and whoever is told, is awake (C14, L12)."""

from collections.abc import Sequence
from datetime import datetime

from parta.kernel.hats import Hat
from parta.people.queries import hours as people
from parta.school import queries as schools
from parta.school.quiet import Rule, quiet_until
from parta.work import Work

from .queries import Candidate


async def after_quiet(work: Work, told: Sequence[Candidate], now: datetime) -> list[tuple[Candidate, datetime]]:
    """When each of these may be told: now, or when it is no longer quiet for him."""
    if not told:
        return []
    times = await schools.quiet_times(work.connection, {one.school for one in told})
    hours = await people.hours_of(work.connection, {one.person for one in told if one.hat is Hat.STAFF})
    due = []
    for one in told:
        rules: list[Rule] = [times[one.school]]
        if one.hat is Hat.STAFF and one.person in hours:
            rules.append(hours[one.person])
        due.append((one, quiet_until(now, times[one.school].time_zone, rules) or now))
    return due
