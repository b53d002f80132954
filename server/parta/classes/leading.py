"""Who answers for a class: class teacher, deputy, substitute for a period, each with dates and history (A10)."""

from datetime import date, timedelta

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from .bindings import must_be_ahead, must_stay, school_today
from .errors import LeavesChatsAlone, NotAClass
from .queries import classes as queries
from .shapes import LeaderKind

LEADERS = (Kind.CLASS_TEACHER, Kind.DEPUTY, Kind.SUBSTITUTE)
A_DAY = timedelta(days=1)


async def bind_leader(
    work: Work,
    school: SchoolId,
    class_id: ClassId,
    person: PersonId,
    kind: LeaderKind,
    *,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Make somebody class teacher, deputy or substitute: today at once, else when that day of the school begins (A10)."""
    work.require(Action.BIND_CLASS_TEACHER, Place(school=school, classes=frozenset({class_id})))
    await work.alone(school)
    row = await queries.one_class(work.connection, school, class_id)
    if row.kind not in ("class", "set"):
        raise NotAClass
    await must_stay(work, school, person)
    today = await school_today(work, school)
    begins = since or today
    must_be_ahead(begins, today, "/since", "Назначить можно с сегодняшнего дня или позже")
    if until is not None and until < begins:
        raise invalid("/until", "Последний день раньше первого")
    must_be_ahead(until or begins, today, "/until", "Последний день уже прошёл")
    if kind == "substitute" and until is None:
        raise invalid("/until", "Укажите последний день замещения")
    led = await people_queries.lasting_leaders(work.connection, school, class_id)
    await people.end(work, school, [person], today=today, kinds=[Kind(kind)], target=class_id)
    if kind == "class_teacher":
        planned = await _relieve(work, school, class_id, begins, today)
        until = until or planned
    await people.give(work, school, person, Kind(kind), today=today, target=class_id, since=begins, until=until)
    if led and not await people_queries.lasting_leaders(work.connection, school, class_id):
        raise LeavesChatsAlone("После этого дня за чаты класса некому отвечать. Назначьте без последнего дня")
    work.note(Action.BIND_CLASS_TEACHER, class_id, person=str(person), role=kind, since=str(begins), until=str(until))


async def _relieve(work: Work, school: SchoolId, class_id: ClassId, begins: date, today: date) -> date | None:
    """The class teacher so far goes on the day the new one comes; the day before a later plan, if there is one."""
    plans = await people_queries.bound(work.connection, school, Kind.CLASS_TEACHER, class_id, today)
    kinds = [Kind.CLASS_TEACHER]
    replaced = [one for one, since in plans if since == begins or (since < begins <= today)]
    await people.end(work, school, replaced, today=today, kinds=kinds, target=class_id)
    before = [one for one, since in plans if since < begins and one not in replaced]
    await people.end_after(work, school, before, last_day=begins - A_DAY, kinds=kinds, target=class_id)
    later = [since for _, since in plans if since > begins]
    return min(later) - A_DAY if later else None


async def unbind_leader(work: Work, school: SchoolId, class_id: ClassId, person: PersonId, kind: LeaderKind) -> None:
    """End a binding at once; the chats of a class never stay without an adult who answers for them (F4)."""
    work.require(Action.BIND_CLASS_TEACHER, Place(school=school, classes=frozenset({class_id})))
    await work.alone(school)
    await queries.one_class(work.connection, school, class_id)
    today = await school_today(work, school)
    led = await leaders_of(work, school, class_id)
    lasting = await people_queries.lasting_leaders(work.connection, school, class_id)
    plans = dict(await people_queries.bound(work.connection, school, Kind(kind), class_id, today))
    if not await people.end(work, school, [person], today=today, kinds=[Kind(kind)], target=class_id):
        raise NotFound
    if led and not await leaders_of(work, school, class_id):
        raise LeavesChatsAlone("Сначала назначьте другого классного руководителя: этот уйдёт сам")
    if kind == "class_teacher" and plans[person] > today:
        await people.carry_on(work, school, Kind.CLASS_TEACHER, class_id, last_day=plans[person] - A_DAY)
    if lasting and led and not await people_queries.lasting_leaders(work.connection, school, class_id):
        raise LeavesChatsAlone("Сначала назначьте другого классного руководителя: замещающий уйдёт в свой день")
    work.note(Action.BIND_CLASS_TEACHER, class_id, person=str(person), role=kind, ended=True)


async def leaders_of(work: Work, school: SchoolId, class_id: ClassId) -> list[PersonId]:
    """Who answers for the class now."""
    found = [await people_queries.holders(work.connection, school, kind, class_id) for kind in LEADERS]
    return [one for holders in found for one in holders]
