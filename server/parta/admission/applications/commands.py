"""A school with its first administrator: made at once on a one-school installation, by approval elsewhere (A2, A3)."""

from typing import Annotated

import msgspec

from parta.admission.consents import commands as consents
from parta.admission.founding import Founding
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.kernel.text import one_line
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.rooms import opening
from parta.school import commands as schools
from parta.school import queries as school_queries
from parta.school.commands import NewSchool
from parta.work import Work

from .errors import SchoolIsThere, SchoolsApply

NamePart = Annotated[str, msgspec.Meta(max_length=80)]


class FirstAdministrator(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The first administrator as the school's roster will know him."""

    last_name: NamePart
    first_name: NamePart
    middle_name: NamePart = ""
    job_title: Annotated[str, msgspec.Meta(max_length=120)] = ""
    teaches: bool = True  # педагогический работник; else other staff


class MadeSchool(msgspec.Struct, frozen=True, rename="camel"):
    """A school that now exists, and its first administrator."""

    school_id: SchoolId
    administrator_id: PersonId


async def create_one_school(
    work: Work, form: NewSchool, administrator: FirstAdministrator, account: AccountId | None, *, order: str = ""
) -> MadeSchool:
    """A school, «Учительская» and the first administrator. `order`: who appointed him.

    He signs in by this account; without one he is in the roster, and signs up by the contact he is named by (A3).
    """
    school = await schools.create(work, form)
    await consents.lay_down(work, school)
    await opening.open_staffroom(work, school)
    person = PersonId(work.new_id())
    await people.add(work, school, [_person(person, administrator)])
    today = work.today(form.time_zone)
    kinds = [Kind.STAFF, Kind.TEACHER if administrator.teaches else Kind.OTHER_STAFF, Kind.ADMIN]
    for kind in kinds:
        await people.give(work, school, person, kind, today=today, basis=order)
    if account is not None:
        await people.link(work, school, account, person, admitted=True)
    if not administrator.teaches:
        await opening.keep_in_staffroom(work, school, person, "администратор")
    work.note("appointFirstAdmin", person, order=order)
    return MadeSchool(school, person)


async def first_run(work: Work, founding: Founding, form: NewSchool, administrator: FirstAdministrator) -> MadeSchool:
    """The one-school installation's first page: who holds the operator's code makes the school and administers it."""
    work.require(Action.REVIEW_APPLICATION, Place(school=None))
    if founding.applications:
        raise SchoolsApply
    if await has_school(work):
        raise SchoolIsThere
    made = await create_one_school(work, form, administrator, work.actor.account)
    if work.actor.session is not None:
        work.sessions_ended([work.actor.session], over=False)
    return made


async def has_school(work: Work) -> bool:
    """Is there a school on this installation?"""
    return bool(await school_queries.time_zones(work.connection))


def _person(one: PersonId, form: FirstAdministrator) -> NewPerson:
    typed = form.middle_name
    middle = one_line(typed, pointer="/administrator/middleName", longest=80, name=True) if typed.strip() else ""
    return NewPerson(
        id=one,
        last_name=one_line(form.last_name, pointer="/administrator/lastName", longest=80, name=True),
        first_name=one_line(form.first_name, pointer="/administrator/firstName", longest=80, name=True),
        middle_name=middle or None,
        job_title=form.job_title.strip(),
    )
