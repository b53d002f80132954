"""«Расписание звонков» is bound to classes: for each weekday a class has one, and one for its short day (A4)."""

from collections.abc import Collection
from uuid import UUID

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, SchoolId
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.rooms.timetable.queries import look_again
from parta.school import profile
from parta.school import queries as schools
from parta.school.shapes import BellSchedule, NewBellSchedule
from parta.work import Work

from .errors import BellsOverlap
from .queries import bells as queries
from .queries import classes as known_classes


async def ring_for(work: Work, school: SchoolId, schedule: UUID, classes: Collection[ClassId]) -> None:
    """These classes follow this schedule from now on, and no others."""
    work.require(Action.EDIT_SCHOOL, Place(school=school))
    known = {one.id: one for one in await schools.bell_schedules(work.connection, school)}
    if schedule not in known:
        raise NotFound
    titles = await known_classes.titles(work.connection, school, classes)
    if set(classes) - set(titles):
        raise invalid("/classIds", "Такого класса нет")
    await _must_fit(work, school, known[schedule], set(classes), list(known.values()))
    before = await queries.rung_for(work.connection, school, schedule)
    await queries.ring_for(work.connection, school, schedule, set(classes))
    await look_again(work.connection, school, work.now)
    words = {"bellClasses": (", ".join(before.values()), ", ".join(sorted(titles.values())))}
    work.note(Action.EDIT_SCHOOL, schedule, words)


async def change(work: Work, school: SchoolId, schedule: UUID, form: NewBellSchedule) -> BellSchedule:
    """Change a schedule; for the classes that follow it no day may have two."""
    row = await profile.save_bell_schedule(work, school, form, schedule)
    classes = await queries.rung_for(work.connection, school, schedule)
    await _must_fit(work, school, row, classes, await schools.bell_schedules(work.connection, school))
    await look_again(work.connection, school, work.now)
    return row


async def remove(work: Work, school: SchoolId, schedule: UUID) -> None:
    """Forget a schedule; it rings for nobody any more."""
    await profile.remove_bell_schedule(work, school, schedule)
    await look_again(work.connection, school, work.now)


async def _must_fit(
    work: Work, school: SchoolId, row: BellSchedule, classes: Collection[ClassId], known: list[BellSchedule]
) -> None:
    """One schedule a weekday, and one for its short day."""
    meets = {one.id: one for one in known if one.short_day == row.short_day and set(one.weekdays) & set(row.weekdays)}
    for title, other in await queries.others_of(work.connection, school, classes, row.id):
        if other in meets:
            raise BellsOverlap(f"У {title} на эти дни уже есть расписание «{meets[other].name}»")
