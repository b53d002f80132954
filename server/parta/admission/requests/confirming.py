"""The status «учитель»: none → claimed → confirmed → withdrawn (B6)."""

from parta.admission.consents import queries as schools
from parta.kernel.errors import NotFound
from parta.kernel.ids import PersonId, SchoolId, hat_stream, school_desk
from parta.people import commands as people
from parta.people import queries as roster
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from .events import TeacherStatusChanged


async def confirm(work: Work, person: PersonId) -> None:
    """«Подтвердить статус учителя»."""
    work.require(Action.CONFIRM_TEACHER, Place(school=work.school))
    await _must_hold(work, person, Kind.UNCONFIRMED)
    await become_teacher(work, work.school, person, confirmed=True)
    work.note(Action.CONFIRM_TEACHER, person)


async def withdraw(work: Work, person: PersonId) -> None:
    """The status is withdrawn: chats of pupils and the lists close at once."""
    work.require(Action.CONFIRM_TEACHER, Place(school=work.school))
    await _must_hold(work, person, Kind.TEACHER)
    await become_teacher(work, work.school, person, confirmed=False)
    work.note(Action.CONFIRM_TEACHER, person, withdrawn=True)


async def become_teacher(work: Work, school: SchoolId, person: PersonId, *, confirmed: bool) -> None:
    """Set the status, whatever it was; with verification off, whoever joined is confirmed."""
    words = await schools.school_words(work.connection, school)
    sure = confirmed or not words.verification
    gets, loses = (Kind.TEACHER, Kind.UNCONFIRMED) if sure else (Kind.UNCONFIRMED, Kind.TEACHER)
    today = work.today(words.time_zone)
    held = {row.kind for row in (await roster.standings_of(work.connection, school, [person])).get(person, [])}
    if loses in held:
        await people.end(work, school, [person], today=today, kinds=[loses])
    for kind in (Kind.STAFF, gets):
        if kind not in held:
            await people.give(work, school, person, kind, today=today)
    event = TeacherStatusChanged(person_id=person, status="confirmed" if sure else "claimed")
    work.tell(school_desk(school), "desk", event)
    work.tell(hat_stream(person, "staff"), "person", event)


async def _must_hold(work: Work, person: PersonId, kind: Kind) -> None:
    held = (await roster.standings_of(work.connection, work.school, [person])).get(person, [])
    if kind not in {row.kind for row in held}:
        raise NotFound
