"""The hours in which a member of the staff is there; he sets them himself (C14)."""

from typing import Annotated

import msgspec

from parta.kernel.errors import invalid
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school.quiet import OfficeHours
from parta.school.shapes import Minute
from parta.work import Work

from .queries import hours as queries

Days = Annotated[list[Annotated[int, msgspec.Meta(ge=1, le=7)]], msgspec.Meta(min_length=1, max_length=7)]


class Hours(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """On which days (1 = Monday), from when to when: minutes after midnight, school time."""

    weekdays: Days
    begins: Minute
    ends: Minute


class MyHours(msgspec.Struct, frozen=True, rename="camel"):
    """One's own hours; none: only the school's quiet hours count."""

    hours: Hours | None


async def mine(work: Work) -> MyHours:
    """What one has said."""
    _require(work)
    found = (await queries.hours_of(work.connection, [work.person])).get(work.person)
    return MyHours(Hours(sorted(found.weekdays), found.begins, found.ends) if found else None)


async def say(work: Work, hours: Hours | None) -> None:
    """Say when one is there, or take it back."""
    _require(work)
    if hours is not None and hours.begins >= hours.ends:
        raise invalid("/ends", "Конец должен быть позже начала")
    kept = OfficeHours(frozenset(hours.weekdays), hours.begins, hours.ends) if hours else None
    await queries.set_hours(work.connection, work.school, work.person, kept)


def _require(work: Work) -> None:
    work.require(Action.SET_OFFICE_HOURS, Place(school=work.school))
