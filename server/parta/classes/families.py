"""What is changed about one person: the name, «вне платформы», a bond between adult and child (B9, B15)."""

from parta.kernel.errors import NotFound
from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name, one_line
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.people.queries import Name
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.school.commands import optional_line
from parta.work import Work

from .bindings import school_today
from .queries import pages
from .queries import people as persons


async def rename(work: Work, school: SchoolId, person: PersonId, name: Name, job_title: str | None) -> None:
    """Correct a name or an office; badges in chats follow, the trail keeps both names."""
    row = await persons.person_row(work.connection, school, person)
    classes = frozenset(await pages.classes_of(work.connection, school, [person]))
    work.require(Action.EDIT_PERSON, Place(school=school, classes=classes))
    clean = Name(
        one_line(name.last, pointer="/lastName", longest=80, name=True),
        one_line(name.first, pointer="/firstName", longest=80, name=True),
        one_line(name.middle, pointer="/middleName", longest=80, name=True)
        if name.middle and name.middle.strip()
        else None,
    )
    await people_queries.rename(work.connection, school, person, clean)
    if job_title is not None:
        title = optional_line(job_title, pointer="/jobTitle", longest=120)
        await persons.set_person(work.connection, school, person, {"job_title": title})
    await people.changed(work, school, [person])
    old = full_name(row.last_name, row.first_name, row.middle_name)
    work.note(Action.EDIT_PERSON, person, {"name": (old, clean.full)})


async def mark_off_platform(work: Work, school: SchoolId, person: PersonId, off: bool) -> None:
    """«Вне платформы»: this family gets official notices on paper (B15)."""
    await persons.person_row(work.connection, school, person)
    classes = frozenset(await pages.classes_of(work.connection, school, [person]))
    work.require(Action.MARK_OFF_PLATFORM, Place(school=school, classes=classes))
    await persons.set_person(work.connection, school, person, {"off_platform": off})
    work.note(Action.MARK_OFF_PLATFORM, person, off=off)


async def end_guardianship(work: Work, school: SchoolId, child: PersonId, guardian: PersonId) -> None:
    """This adult no longer stands for this child: out of the chats that came through the child, at once.

    Who stands for no other child (and is no staff) has left the school.
    """
    await persons.person_row(work.connection, school, child)
    classes = frozenset(await pages.classes_of(work.connection, school, [child]))
    work.require(Action.END_GUARDIANSHIP, Place(school=school, classes=classes))
    await work.alone(school)
    today = await school_today(work, school)
    bond = await persons.end_bond(work.connection, school, child, guardian, work.now)
    kinds = [Kind.GUARDIAN, Kind.TRUSTED_ADULT]
    ended = await people.end(work, school, [guardian], today=today, kinds=kinds, target=child)
    if not bond and not ended:
        raise NotFound
    await people.leave(work, school, [guardian], today)
    work.note(Action.END_GUARDIANSHIP, child, guardian=str(guardian))
