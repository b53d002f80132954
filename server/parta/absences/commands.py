"""A child will not come, and comes after all (C25). Told to whoever counts and to the family, in no chat."""

from datetime import date, timedelta
from uuid import UUID

from parta.kernel.errors import NotFound, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, class_desk, hat_stream
from parta.parts.schema import Record
from parta.people import queries as people
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .days import SchoolClock, school_clock
from .errors import AlreadyBegan, AlreadyMarked, NotOfAge
from .events import AbsencesChanged
from .shapes import NewAbsence

AHEAD = timedelta(days=120)  # how far ahead a day may lie
LONGEST = timedelta(days=60)
OF_AGE = 18


async def mark(work: Work, new: NewAbsence) -> UUID:
    """These days this child will not come."""
    child = await _child(work, PersonId(new.child_id))
    work.require(Action.MARK_ABSENCE, place_of(work, child))
    clock = await school_clock(work, frozenset())
    if work.actor.hat is Hat.PUPIL and not of_age(child.born_on, clock.today):
        raise NotOfAge
    _must_make_sense(new, clock)
    await queries.lock_child(work.connection, work.school, PersonId(child.id))
    living = await queries.of_children(work.connection, work.school, [PersonId(child.id)], new.first_day)
    if any(one.first_day <= new.last_day for one in living):
        raise AlreadyMarked
    row = {
        "school_id": work.school,
        "id": work.new_id(),
        "child_id": child.id,
        "first_day": new.first_day,
        "last_day": new.last_day,
        "reason": new.reason,
        "marked_by": work.person,
        "marked_as": str(work.actor.hat),
        "marked_at": work.now,
    }
    await queries.add(work.connection, row)
    await _tell(work, child, clock)
    work.note(Action.MARK_ABSENCE, PersonId(child.id), first_day=str(new.first_day), last_day=str(new.last_day))
    return UUID(str(row["id"]))


async def take_back(work: Work, absence: UUID) -> None:
    """The days that have not begun are taken back; those that have, stay as they were."""
    row = await queries.one(work.connection, work.school, absence)
    if row is None:
        raise NotFound
    child = await _child(work, PersonId(row.child_id))
    work.require(Action.MARK_ABSENCE, place_of(work, child))
    clock = await school_clock(work, frozenset({ClassId(child.class_id)}))
    if work.actor.hat is Hat.PUPIL and not of_age(child.born_on, clock.today):
        raise NotOfAge
    free = clock.first_free_day(ClassId(child.class_id), work.actor, row)
    if row.last_day < free:
        raise AlreadyBegan
    values = {"taken_back_at": work.now} if row.first_day >= free else {"last_day": free - timedelta(days=1)}
    await queries.change(work.connection, work.school, absence, values)
    await _tell(work, child, clock)
    work.note(
        "takeBackAbsence", PersonId(child.id), first_day=str(max(row.first_day, free)), last_day=str(row.last_day)
    )


def place_of(work: Work, child: Record) -> Place:
    """Where marking this child must be allowed."""
    one = PersonId(child.id)
    classes = frozenset({ClassId(child.class_id)})
    return Place(school=work.school, classes=classes, owner=one, children=frozenset({one}))


def of_age(born_on: date | None, today: date) -> bool:
    """Has this person's 18th birthday come? Who is not known to be of age is not."""
    if born_on is None:
        return False
    return (today.year - OF_AGE, today.month, today.day) >= (born_on.year, born_on.month, born_on.day)


def _must_make_sense(new: NewAbsence, clock: SchoolClock) -> None:
    if new.first_day < clock.today:
        raise invalid("/firstDay", "Этот день уже прошёл")
    if new.first_day > clock.today + AHEAD:
        raise invalid("/firstDay", f"Не дальше чем на {AHEAD.days} дней вперёд")
    if not new.first_day <= new.last_day <= new.first_day + LONGEST:
        raise invalid("/lastDay", f"Последний день — не раньше первого и не больше {LONGEST.days} дней вместе")


async def _child(work: Work, child: PersonId) -> Record:
    found = await queries.children(work.connection, work.school, [child])
    if not found:
        raise NotFound
    return found[0]


async def _tell(work: Work, child: Record, clock: SchoolClock) -> None:
    """The class's desk, the family's other devices, and the offices that count; nobody else hears of it."""
    class_id, one = ClassId(child.class_id), PersonId(child.id)
    event = AbsencesChanged(class_id=class_id)
    work.tell(class_desk(class_id), "desk", event)
    for adult in await people.guardians_of(work.connection, work.school, [one]):
        work.tell(hat_stream(adult, Hat.GUARDIAN.value), "person", event)
    if of_age(child.born_on, clock.today):
        work.tell(hat_stream(one, Hat.PUPIL.value), "person", event)
    for counting in await queries.who_counts(work.connection, work.school, class_id):
        work.tell(hat_stream(counting, Hat.STAFF.value), "person", event)
