"""A member of staff leaves: rights off, sessions ended, no chat without a responsible adult (F4); and due dates."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from parta.kernel.errors import Pointer
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.rooms import opening
from parta.school import queries as schools
from parta.work import Work, Workshop

from . import bindings, leading, offices, restrictions
from .bindings import must_be_staff, school_today
from .errors import LeavesChatsAlone
from .queries import leaving as ending

STAFF_KINDS = tuple(kind for kind in Kind if kind not in people_queries.HAT_OF and kind is not Kind.ACTIVIST)


async def dismiss(
    work: Work,
    school: SchoolId,
    person: PersonId,
    when: Literal["now", "endOfDay"],
    successors: Mapping[ClassId, PersonId],
) -> None:
    """«Сейчас» or with the end of the school's day. Whom nobody else answers for gets a successor first."""
    work.require(Action.DISMISS_STAFF, Place(school=school))
    await work.alone(school)
    await must_be_staff(work, school, person)
    today = await school_today(work, school)
    await _hand_over(work, school, person, successors)
    if when == "now":
        await people.end(work, school, [person], today=today, kinds=STAFF_KINDS)
        await shut(work, school, [person], today)
    else:
        await people.end_after(work, school, [person], last_day=today, kinds=STAFF_KINDS)
    work.note(Action.DISMISS_STAFF, person, when=when, last_day=str(today))


async def _hand_over(work: Work, school: SchoolId, person: PersonId, successors: Mapping[ClassId, PersonId]) -> None:
    alone = await ending.sole_leader_of(work.connection, school, person)
    missing = [(one, title) for one, title, _ in alone if successors.get(one, person) == person]
    if missing:
        titles = ", ".join(title for _, title in missing)
        raise LeavesChatsAlone(
            f"Кто будет отвечать за чаты: {titles}?", [Pointer(f"/successors/{one}", title) for one, title in missing]
        )
    for one, _, kind in alone:
        if kind in ("club", "subgroup"):
            await bindings.bind_teacher(work, school, one, successors[one], "руководитель")
        else:
            await leading.bind_leader(work, school, one, successors[one], "class_teacher")


async def shut(work: Work, school: SchoolId, left: Collection[PersonId], today: date) -> None:
    """What a member of staff had besides his standings: kept places in chats, a position to come, the account's claim."""
    await opening.release(work, school, left, Hat.STAFF)
    await offices.forget(work, school, left)
    await people.leave(work, school, left, today)


async def apply_dates(work: Work, school: SchoolId, time_zone: str) -> int:
    """Bring in force what begins today at this school, end what is over; who left the staff is out in the same step."""
    work.within(school)
    today = work.today(time_zone)
    touched = await people.apply_dates(work, school, today)
    if touched:
        left = await ending.who_left_staff(work.connection, school, touched)
        if left:  # what was given on the last day ends with it
            await people_queries.end_standings(work.connection, school, work.now, today, people=left, kinds=STAFF_KINDS)
            await people.changed(work, school, left)
            await shut(work, school, left, today)
        await people.leave(work, school, touched, today)
    await restrictions.remind(work, school, today)
    return len(touched)


async def apply_all_dates(workshop: Workshop) -> None:
    """Every school's dates, each school in a work of its own; runs at start and each minute."""
    async with workshop.open(reads=True) as work:
        zones = await schools.time_zones(work.connection)
    for school, zone in zones.items():
        async with workshop.open() as work:
            await apply_dates(work, school, zone)
