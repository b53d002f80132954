"""Staff and their offices: members of staff, administrators, the head (A8, A9, A13)."""

from datetime import date
from typing import Annotated

import msgspec

from parta.identity.queries import sessions
from parta.kernel.errors import NotFound, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name, one_line
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.school.commands import optional_line
from parta.work import Work

from .bindings import must_stay, school_today
from .enrolment import NewName
from .errors import LooksLikeAnother, NotConfirmedStaff
from .queries import people as persons


class NewStaff(NewName, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A member of staff to be put on the roster. `teaches`: педагогический работник, who is confirmed at joining."""

    job_title: Annotated[str, msgspec.Meta(max_length=120)] = ""
    teaches: bool = True


class Order(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The head's order (приказ): its number and date."""

    number: Annotated[str, msgspec.Meta(max_length=40)]
    day: date

    def words(self) -> str:
        """«№ 12 от 01.09.2026»."""
        number = one_line(self.number.lstrip("№ "), pointer="/number", longest=40)
        return f"№ {number} от {self.day:%d.%m.%Y}"


async def add_staff(work: Work, school: SchoolId, form: NewStaff) -> PersonId:
    """Put a member of staff on the roster; a teacher's status is confirmed when he joins by his slip (B6)."""
    work.require(Action.ADD_STAFF, Place(school=school))
    job = optional_line(form.job_title, pointer="/jobTitle", longest=120)
    new = form.person(PersonId(work.new_id()), job)
    name = full_name(new.last_name, new.first_name, new.middle_name)
    if not form.namesake and await persons.namesakes(work.connection, school, name):
        raise LooksLikeAnother("Сотрудник с таким именем уже есть в списке")
    today = await school_today(work, school)
    await people.add(work, school, [new])
    for kind in (Kind.STAFF, Kind.UNCONFIRMED if form.teaches else Kind.OTHER_STAFF):
        await people.give(work, school, new.id, kind, today=today)
    work.note(Action.ADD_STAFF, new.id, {"name": ("", name)})
    return new.id


async def appoint_admin(work: Work, school: SchoolId, person: PersonId, order: Order) -> None:
    """A further administrator: a confirmed teacher who has joined, or other staff by the head's order (A8)."""
    work.require(Action.APPOINT_ADMIN, Place(school=school))
    words = order.words()
    await work.alone(school)
    today = await school_today(work, school)
    if order.day > today:
        raise invalid("/day", "Дата приказа ещё не наступила")
    await must_stay(work, school, person)
    held = {one.kind for one in (await people_queries.standings_of(work.connection, school, [person]))[person]}
    joined = await people_queries.living_claim(work.connection, school, person) is not None
    if not joined or not held & {Kind.TEACHER, Kind.OTHER_STAFF}:
        raise NotConfirmedStaff("Администратором можно назначить работника, который уже вошёл и подтверждён")
    if Kind.ADMIN in held:
        return
    await people.give(work, school, person, Kind.ADMIN, today=today, basis=words)
    work.note(Action.APPOINT_ADMIN, person, order=words)


async def remove_admin(work: Work, school: SchoolId, person: PersonId) -> None:
    """No longer an administrator. The last one stays: he hands over first (A9)."""
    work.require(Action.REMOVE_ADMIN, Place(school=school))
    today = await school_today(work, school)
    if not await people.end(work, school, [person], today=today, kinds=[Kind.ADMIN]):
        raise NotFound
    await end_sessions_of(work, school, person)
    work.note(Action.REMOVE_ADMIN, person)


async def appoint_head(work: Work, school: SchoolId, person: PersonId) -> None:
    """The head of the school: a position of its own, never implied by administration. There is one (A13)."""
    work.require(Action.APPOINT_HEAD, Place(school=school))
    await work.alone(school)
    await must_stay(work, school, person)
    today = await school_today(work, school)
    before = await people_queries.holders(work.connection, school, Kind.HEAD)
    if before == [person]:
        return
    await people.end(work, school, before, today=today, kinds=[Kind.HEAD])
    await people.give(work, school, person, Kind.HEAD, today=today)
    work.note(Action.APPOINT_HEAD, person, before=[str(one) for one in before])


async def remove_head(work: Work, school: SchoolId, person: PersonId) -> None:
    """No longer the head of the school."""
    work.require(Action.APPOINT_HEAD, Place(school=school))
    today = await school_today(work, school)
    if not await people.end(work, school, [person], today=today, kinds=[Kind.HEAD]):
        raise NotFound
    work.note(Action.APPOINT_HEAD, person, ended=True)


async def end_sessions_of(work: Work, school: SchoolId, person: PersonId) -> None:
    """Whoever acts as this member of staff signs in again: his sockets close."""
    worn = await sessions.worn(work.connection, school, [person])
    work.sessions_ended(await sessions.end_worn(work.connection, school, {one for one in worn if one[2] is Hat.STAFF}))
