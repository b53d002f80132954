"""What the family, the class teacher and the canteen see of «Не придёт»; by the school's clock."""

from datetime import date

from parta.classes.queries import classes as known_classes
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.standing import Column
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .commands import of_age, place_of
from .days import SchoolClock, school_clock
from .shapes import Absence, Absent, ChildDays, ClassCount, ClassDay, Expected, MyAbsences, SchoolDay


async def mine(work: Work) -> MyAbsences:
    """One's own children; a pupil sees himself, once he is of age."""
    whose = _own(work)
    found = await queries.children(work.connection, work.school, whose) if whose else []
    clock = await school_clock(work, frozenset(ClassId(one.class_id) for one in found))
    own = work.actor.hat is Hat.PUPIL
    shown = [one for one in found if work.may(Action.MARK_ABSENCE, place_of(work, one))]
    if own:
        shown = [one for one in shown if of_age(one.born_on, clock.today)]
    ids = [PersonId(one.id) for one in shown]
    marked = await queries.of_children(work.connection, work.school, ids, clock.today) if ids else []
    return MyAbsences(clock.today, own, [_child(work, clock, one, marked) for one in shown])


async def class_day(work: Work, class_id: ClassId, day: date | None) -> ClassDay:
    """Who of a class is not expected on a day (today, when none is named)."""
    place = Place(school=work.school, classes=frozenset({class_id}))
    row = await known_classes.one_class(work.connection, work.school, class_id)
    work.require(Action.SEE_ABSENCES, place)
    clock = await school_clock(work, frozenset({class_id}))
    day = day or clock.today
    pupils = await queries.of_class(work.connection, work.school, class_id, day)
    return ClassDay(
        class_id=class_id,
        title=row.title,
        today=clock.today,
        day=day,
        absent=[
            _absent(one, one.last_day >= clock.first_free_day(class_id, work.actor, one)) for one in pupils if one.id
        ],
        expected=[Expected(one.child_id, _name(one)) for one in pupils if not one.id],
        abilities=work.abilities([Action.MARK_ABSENCE], place),
    )


async def school_day(work: Work, day: date | None) -> SchoolDay:
    """How many are expected, class by class: of the school, or of the classes that an office reaches."""
    whole = work.may(Action.SEE_ABSENCE_NUMBERS, Place(school=work.school))
    columns = work.actor.columns()
    reach = columns.get(Column.POSITION, frozenset()) | columns.get(Column.CANTEEN, frozenset())
    own = frozenset(ClassId(one) for one in reach)
    work.require(Action.SEE_ABSENCE_NUMBERS, Place(school=work.school, classes=own))
    clock = await school_clock(work, frozenset())
    day = day or clock.today
    rows = await queries.counts(work.connection, work.school, day, None if whole else own)
    return SchoolDay(
        today=clock.today,
        day=day,
        pupils=sum(one.pupils for one in rows),
        absent=sum(one.absent for one in rows),
        classes=[ClassCount(one.class_id, one.title, one.pupils, one.absent) for one in rows],
    )


def _own(work: Work) -> list[PersonId]:
    columns = work.actor.columns()
    if Column.PUPIL in columns:
        return [work.person]
    return [PersonId(one) for one in sorted(columns.get(Column.GUARDIAN, frozenset()))]


def _child(work: Work, clock: SchoolClock, child: Record, marked: list[Record]) -> ChildDays:
    class_id = ClassId(child.class_id)
    return ChildDays(
        person_id=child.id,
        name=full_name(child.last_name, child.first_name, None),
        class_title=child.title,
        begins=clock.bells.get(class_id),
        absences=[
            Absence(
                one.id,
                one.first_day,
                one.last_day,
                one.reason,
                "me" if one.marked_by == work.person else "school" if one.marked_as == "staff" else "family",
                one.last_day >= clock.first_free_day(class_id, work.actor, one),
            )
            for one in marked
            if one.child_id == child.id
        ],
    )


def _absent(row: Record, may_take_back: bool) -> Absent:
    by = {"staff": "school", "pupil": "pupil"}.get(row.marked_as, "family")
    return Absent(
        id=row.id,
        child_id=row.child_id,
        name=_name(row),
        reason=row.reason,
        first_day=row.first_day,
        last_day=row.last_day,
        marked_by=by,  # type: ignore[arg-type]  # one of the three words above
        marked_at=row.marked_at,
        may_take_back=may_take_back,
    )


def _name(row: Record) -> str:
    return full_name(row.last_name, row.first_name, row.middle_name)
