"""Who teaches a class and who represents it: bindings with their subjects and dates (A11, A12)."""

from datetime import date, timedelta

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.kernel.text import one_line
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.rooms import opening
from parta.school import queries as schools
from parta.school.commands import year_of
from parta.work import Work

from .errors import LeavesChatsAlone, LeavesSoon, NotInThisClass, NotStaff
from .queries import classes as queries
from .queries import pages
from .queries import people as persons
from .shapes import Committee

PLANNED_AHEAD = timedelta(days=2 * 366)


async def bind_teacher(work: Work, school: SchoolId, class_id: ClassId, person: PersonId, subject: str) -> None:
    """Make somebody a teacher of a subject in a class or subgroup, or the leader of a club (A11)."""
    work.require(Action.BIND_TEACHER, Place(school=school, classes=frozenset({class_id})))
    row = await queries.one_class(work.connection, school, class_id)
    await must_stay(work, school, person)
    clean = one_line(subject, pointer="/subject", longest=80) if subject.strip() or row.kind != "club" else ""
    today = await school_today(work, school)
    held = await people_queries.standings_of(work.connection, school, [person])
    if any((one.kind, one.target, one.detail) == (Kind.TEACHES, class_id, clean) for one in held.get(person, [])):
        return
    await people.give(work, school, person, Kind.TEACHES, today=today, target=class_id, detail=clean)
    if clean:
        await schools.know_subjects(work.connection, school, [(work.new_id(), clean)])
    work.note(Action.BIND_TEACHER, class_id, person=str(person), subject=clean)


async def unbind_teacher(work: Work, school: SchoolId, class_id: ClassId, person: PersonId, subject: str) -> None:
    """The subject is no longer taught here by this person."""
    work.require(Action.BIND_TEACHER, Place(school=school, classes=frozenset({class_id})))
    row = await queries.one_class(work.connection, school, class_id)
    today = await school_today(work, school)
    ended = await people.end(work, school, [person], today=today, kinds=[Kind.TEACHES], target=class_id, detail=subject)
    if not ended:
        raise NotFound
    if row.kind in ("club", "subgroup") and not await people_queries.holders(
        work.connection, school, Kind.TEACHES, class_id
    ):
        raise LeavesChatsAlone("Сначала назначьте другого руководителя группы")
    work.note(Action.BIND_TEACHER, class_id, person=str(person), subject=subject, ended=True)


async def mark_activist(
    work: Work, school: SchoolId, class_id: ClassId, person: PersonId, committee: Committee
) -> None:
    """Mark a representative of the class for this school year (A12): a term of rules, a badge, over with the year."""
    work.require(Action.MARK_ACTIVIST, Place(school=school, classes=frozenset({class_id})))
    await work.alone(school)
    await queries.one_class(work.connection, school, class_id)
    held = (await people_queries.standings_of(work.connection, school, [person])).get(person, [])
    kind = Kind.PUPIL if committee == "pupils" else Kind.GUARDIAN
    if kind not in {one.kind for one in held} or class_id not in await pages.classes_of(
        work.connection, school, [person]
    ):
        raise NotInThisClass
    if any((one.kind, one.target, one.detail) == (Kind.ACTIVIST, class_id, committee) for one in held):
        return
    today = await school_today(work, school)
    year = await schools.year_at(work.connection, school, today) or year_of(today)
    await people.give(
        work, school, person, Kind.ACTIVIST, today=today, target=class_id, detail=committee, until=year[1]
    )
    work.note(Action.MARK_ACTIVIST, class_id, person=str(person), committee=committee)


async def unmark_activist(
    work: Work, school: SchoolId, class_id: ClassId, person: PersonId, committee: Committee
) -> None:
    """No longer a representative of the class."""
    work.require(Action.MARK_ACTIVIST, Place(school=school, classes=frozenset({class_id})))
    today = await school_today(work, school)
    if not await people.end(
        work, school, [person], today=today, kinds=[Kind.ACTIVIST], target=class_id, detail=committee
    ):
        raise NotFound
    work.note(Action.MARK_ACTIVIST, class_id, person=str(person), committee=committee, ended=True)


async def open_subject_chat(work: Work, school: SchoolId, class_id: ClassId, subject: str) -> None:
    """The chat of a subject in a class: its pupils, who teaches it, the class teacher (C3)."""
    work.require(Action.OPEN_SUBJECT_CHAT, Place(school=school, classes=frozenset({class_id})))
    row = await queries.one_class(work.connection, school, class_id)
    clean = one_line(subject, pointer="/subject", longest=80)
    await work.alone(school)
    members = await pages.class_people(work.connection, school, class_id)
    room = await opening.open_subject_room(work, school, (class_id, row.title), clean, members)
    work.note(Action.OPEN_SUBJECT_CHAT, room, subject=clean)


async def must_be_staff(work: Work, school: SchoolId, person: PersonId) -> None:
    """Only the school's staff is bound; an unconfirmed one gets nothing of it before he is confirmed (B6)."""
    await persons.person_row(work.connection, school, person)
    held = (await people_queries.standings_of(work.connection, school, [person])).get(person, [])
    if Kind.STAFF not in {one.kind for one in held}:
        raise NotStaff


async def must_stay(work: Work, school: SchoolId, person: PersonId) -> None:
    """Only staff that stays is bound and appointed: whoever leaves tonight answers for nothing tomorrow (F4, A9)."""
    await must_be_staff(work, school, person)
    if await people_queries.leaves_on(work.connection, school, person) is not None:
        raise LeavesSoon


def must_be_ahead(day: date, today: date, pointer: str, past: str) -> None:
    """What is dated is for today or later, and a school plans two years ahead at most: the year 9999 is a slip."""
    if day < today:
        raise invalid(pointer, past)
    if day > today + PLANNED_AHEAD:
        raise invalid(pointer, "Слишком далёкий день: выберите день не позже чем через два года")


async def school_today(work: Work, school: SchoolId) -> date:
    """The school's date of this work."""
    return work.today(await schools.time_zone(work.connection, school))
