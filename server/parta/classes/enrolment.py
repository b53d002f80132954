"""Pupils come, move and leave: the parents follow in the same transaction (A7, F1)."""

from datetime import date, timedelta
from typing import Annotated

import msgspec

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.kernel.text import full_name, one_line
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.people.queries import NewPerson
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from .bindings import must_be_ahead, school_today
from .errors import AlreadyThere, LooksLikeAnother, NotAClass, NotInThisClass
from .queries import classes as queries
from .queries import leaving as ending
from .queries import people as persons
from .shapes import NamePart


class NewName(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Somebody to be put on the roster by hand. `namesake`: a second one of the same name is meant."""

    last_name: NamePart
    first_name: NamePart
    middle_name: NamePart = ""
    namesake: bool = False
    mark: Annotated[str, msgspec.Meta(max_length=10)] = ""

    def person(self, one: PersonId, job_title: str = "") -> NewPerson:
        """The roster record of this name; raises `Invalid`."""
        middle = self.middle_name
        return NewPerson(
            id=one,
            last_name=one_line(self.last_name, pointer="/lastName", longest=80, name=True),
            first_name=one_line(self.first_name, pointer="/firstName", longest=80, name=True),
            middle_name=one_line(middle, pointer="/middleName", longest=80, name=True) if middle.strip() else None,
            roster_mark=one_line(self.mark, pointer="/mark", longest=10) if self.mark.strip() else None,
            job_title=job_title,
        )


async def add_pupil(work: Work, school: SchoolId, class_id: ClassId, form: NewName) -> PersonId:
    """Put a pupil on the list of a class: the class teacher in the own one, the administrator in any (A7)."""
    work.require(Action.ADD_PUPIL, Place(school=school, classes=frozenset({class_id})))
    await _class_for_pupils(work, school, class_id)
    new = form.person(PersonId(work.new_id()))
    name = full_name(new.last_name, new.first_name, new.middle_name)
    if not form.namesake and await persons.namesakes(work.connection, school, name, pupils_of=class_id):
        raise LooksLikeAnother("В классе уже есть ученик с таким именем. Если это однофамилец, добавьте его с номером")
    await people.add(work, school, [new])
    await people.give(work, school, new.id, Kind.PUPIL, today=await school_today(work, school), target=class_id)
    work.note(Action.ADD_PUPIL, new.id, {"name": ("", name)}, school_class=str(class_id))
    return new.id


async def transfer(work: Work, school: SchoolId, child: PersonId, into: ClassId, *, since: date | None = None) -> None:
    """Leave one class and join another in one step; a later day is done when it begins (F1)."""
    await work.alone(school)
    today = await school_today(work, school)
    begins = since or today
    must_be_ahead(begins, today, "/since", "Перевести можно сегодняшним днём или позже")
    left = await _class_now(work, school, child)
    work.require(Action.TRANSFER_PUPIL, Place(school=school, classes=frozenset({left} if left else ())))
    await _class_for_pupils(work, school, into)
    if left == into:
        raise AlreadyThere
    if left is not None:
        await _leave(work, school, child, left, begins, today)
    await people.give(work, school, child, Kind.PUPIL, today=today, target=into, since=begins)
    work.note(Action.TRANSFER_PUPIL, child, left=str(left) if left else None, into=str(into), since=str(begins))


async def leave_school(work: Work, school: SchoolId, child: PersonId, *, last_day: date | None = None) -> None:
    """«Оформить выбытие»: the pupil leaves the school, his class, and his parents leave its chats."""
    await work.alone(school)
    today = await school_today(work, school)
    left = await _class_now(work, school, child)
    if left is None:
        raise NotInThisClass
    work.require(Action.TRANSFER_PUPIL, Place(school=school, classes=frozenset({left})))
    must_be_ahead(last_day or today, today, "/lastDay", "Последний день — сегодня или позже")
    begins = last_day + timedelta(days=1) if last_day is not None else today
    await _leave(work, school, child, left, begins, today)
    if begins <= today:
        await people.leave(work, school, [child], today)
    work.note(Action.TRANSFER_PUPIL, child, left=str(left), into=None, since=str(begins))


async def _leave(work: Work, school: SchoolId, child: PersonId, left: ClassId, begins: date, today: date) -> None:
    """Out of the class, its subgroups and its committees from that day; the parents' committee marks go along."""
    parts = [left, *await queries.subgroups_of(work.connection, school, left)]
    concerned = [child, *await people_queries.guardians_of(work.connection, school, [child])]
    for part in parts:
        if begins <= today:
            await people.end(
                work, school, [child], today=today, kinds=[Kind.PUPIL, Kind.MEMBER, Kind.ACTIVIST], target=part
            )
        else:
            last_day = begins - timedelta(days=1)
            kinds = [Kind.PUPIL, Kind.MEMBER, Kind.ACTIVIST]
            await people.end_after(work, school, [child], last_day=last_day, kinds=kinds, target=part)
    if begins <= today:
        still_here = await ending.guardians_in(work.connection, school, left, concerned, but_not=child)
        gone = [one for one in concerned if one not in still_here]
        await people.end(work, school, gone, today=today, kinds=[Kind.ACTIVIST], target=left)


async def _class_now(work: Work, school: SchoolId, child: PersonId) -> ClassId | None:
    await persons.person_row(work.connection, school, child)
    held = (await people_queries.standings_of(work.connection, school, [child])).get(child, [])
    return next((ClassId(one.target) for one in held if one.kind is Kind.PUPIL and one.target), None)


async def _class_for_pupils(work: Work, school: SchoolId, class_id: ClassId) -> None:
    row = await queries.one_class(work.connection, school, class_id)
    if row.kind not in ("class", "set"):
        raise NotAClass
