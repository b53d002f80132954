"""Quiet hours: what would ring now waits until the school, and whoever is told, is awake (C14, L12)."""

from collections.abc import Sequence
from datetime import datetime

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId
from parta.people.queries import hours as people
from parta.school import queries as schools
from parta.school.quiet import QuietTimes, Rule, quiet_until
from parta.work import Work

from .queries import Candidate


async def after_quiet(work: Work, told: Sequence[Candidate], now: datetime) -> list[tuple[Candidate, datetime]]:
    """When each of these may be told: now, or when it is no longer quiet for him."""
    if not told:
        return []
    times = await schools.quiet_times(work.connection, {one.school for one in told})
    hours = await people.hours_of(work.connection, {one.person for one in told if one.hat is Hat.STAFF})
    return [
        (one, _awake(times[one.school], hours.get(one.person) if one.hat is Hat.STAFF else None, now)) for one in told
    ]


async def due(work: Work, whom: Sequence[tuple[PersonId, Hat]]) -> list[datetime]:
    """The same for people of one's own school, in their order."""
    times = (await schools.quiet_times(work.connection, {work.school}))[work.school]
    hours = await people.hours_of(work.connection, {person for person, hat in whom if hat is Hat.STAFF})
    of_all = _awake(times, None, work.now)
    return [_awake(times, hours[one], work.now) if hat is Hat.STAFF and one in hours else of_all for one, hat in whom]


def _awake(school: QuietTimes, own: Rule | None, now: datetime) -> datetime:
    return quiet_until(now, school.time_zone, [school] if own is None else [school, own]) or now
