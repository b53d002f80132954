"""The operator brings the head's order in; an administrator or the operator stops it; after the wait it takes effect."""

from datetime import timedelta
from uuid import UUID

import msgspec

from parta.admission import orders
from parta.admission.founding import Founding
from parta.admission.naming import commands as naming
from parta.admission.naming import queries as named
from parta.identity import delivery
from parta.identity.contact_words import Contact, read_email, read_mobile
from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name, one_line
from parta.parts.schema import Record
from parta.people import commands as people
from parta.people import queries as roster
from parta.people.queries import NewPerson
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.school import queries as schools
from parta.school.commands import optional_line
from parta.work import Work

from . import queries, taking_over, telling
from .errors import NobodyNamed, NoOpenRecovery, NotConfirmed, RecoveryIsOpen
from .shapes import Newcomer, NewRecovery

INSTALLATION = Place(school=None)
_INVITED = (
    "{school}: приказом {order} вы назначены администратором «Парты».\n\n"
    "Войдите по ссылке: {address}\n\n"
    "Код придёт только на телефон или почту из приказа; по чужой ссылке никто не войдёт.\n"
)


async def ask(work: Work, founding: Founding, school: SchoolId, form: NewRecovery, scan: bytes) -> UUID:
    """An order is brought in: all staff are told, and nothing changes before the wait is over."""
    work.require(Action.RECOVER_SCHOOL, INSTALLATION)
    if await queries.lock_school(work.connection, school) is None:
        raise NotFound
    work.within(school)
    order = await _order(work, school, form)
    if await queries.open_one(work.connection, school) is not None:
        raise RecoveryIsOpen
    person, newcomer = await _named(work, school, form)
    one, due = work.new_id(), work.now + founding.recovery_wait
    row = {
        "school_id": school,
        "id": one,
        "order": order,
        "scan_id": await orders.keep(work, scan),
        "person_id": person,
        "newcomer": msgspec.to_builtins(newcomer) if newcomer else None,
        "status": "waiting",
        "operator_id": work.actor.account,
        "asked_at": work.now,
        "due_at": due,
    }
    await queries.insert_recovery(work.connection, row)
    name = await name_of(work, school, person, newcomer)
    work.note(Action.RECOVER_SCHOOL, person, {"name": ("", name)}, order=order, hours=_hours(founding.recovery_wait))
    await telling.tell_asked(work, school, order, name, due)
    return one


async def stop_by_operator(work: Work, school: SchoolId, reason: str) -> None:
    """The operator takes an order back."""
    work.require(Action.RECOVER_SCHOOL, INSTALLATION)
    await _stop(work, school, reason, by=None)


async def stop(work: Work, reason: str) -> None:
    """An administrator of the school says that the order is not what it seems."""
    work.require(Action.STOP_RECOVERY, Place(school=work.school))
    await _stop(work, work.school, reason, by=work.person)


async def take_effect(work: Work, founding: Founding, school: SchoolId, recovery: UUID) -> None:
    """The wait is over: who is named takes over, or is invited if the school does not know him yet."""
    await queries.lock_school(work.connection, school)
    work.within(school)
    row = await queries.open_one(work.connection, school)
    if row is None or row.id != recovery or row.status != "waiting" or row.due_at > work.now:
        return
    if row.newcomer is not None:
        await _invite(work, founding, school, row)
        return
    person = PersonId(row.person_id)
    if person not in {one.id for one in await queries.confirmed_staff(work.connection, school)}:
        change = {"status": "void", "ended_at": work.now, "reason": "Названный в приказе больше не работает в школе"}
        await queries.set_recovery(work.connection, school, recovery, change)
        work.note(Action.STOP_RECOVERY, person, order=row.order, left=True)
        await telling.tell_stopped(work, school, row.order)
        return
    await taking_over.take_over(work, school, person, recovery)


async def name_of(work: Work, school: SchoolId, person: PersonId | None, newcomer: Newcomer | None) -> str:
    """Whom an order names."""
    if newcomer is not None:
        return full_name(newcomer.last_name, newcomer.first_name, newcomer.middle_name)
    assert person is not None
    return (await roster.names(work.connection, school, [person]))[person].full


async def _stop(work: Work, school: SchoolId, reason: str, *, by: PersonId | None) -> None:
    clean = one_line(reason, pointer="/reason", longest=500)
    await queries.lock_school(work.connection, school)
    work.within(school)
    row = await queries.open_one(work.connection, school)
    if row is None:
        raise NoOpenRecovery
    change = {"status": "stopped", "ended_at": work.now, "stopped_by": by, "reason": clean}
    await queries.set_recovery(work.connection, school, row.id, change)
    await named.recall(work.connection, school, row.id, work.now)
    work.note(Action.STOP_RECOVERY, by, {"reason": ("", clean)}, order=row.order)
    await telling.tell_stopped(work, school, row.order)


async def _order(work: Work, school: SchoolId, form: NewRecovery) -> str:
    number = one_line(form.order_number.lstrip("№ "), pointer="/orderNumber", longest=40)
    if form.order_day > work.today(await schools.time_zone(work.connection, school)):
        raise invalid("/orderDay", "Дата приказа ещё не наступила")
    return f"№ {number} от {form.order_day:%d.%m.%Y}"


async def _named(work: Work, school: SchoolId, form: NewRecovery) -> tuple[PersonId | None, Newcomer | None]:
    if form.person_id is not None:
        if form.person_id not in {one.id for one in await queries.confirmed_staff(work.connection, school)}:
            raise NotConfirmed
        return PersonId(form.person_id), None
    if not form.last_name.strip():
        raise NobodyNamed
    middle = form.middle_name
    return None, Newcomer(
        last_name=one_line(form.last_name, pointer="/lastName", longest=80, name=True),
        first_name=one_line(form.first_name, pointer="/firstName", longest=80, name=True),
        middle_name=one_line(middle, pointer="/middleName", longest=80, name=True) if middle.strip() else "",
        job_title=optional_line(form.job_title, pointer="/jobTitle", longest=120),
        email=read_email(form.email).value,
        mobile=read_mobile(form.mobile).value,
    )


async def _invite(work: Work, founding: Founding, school: SchoolId, row: Record) -> None:
    """The newcomer is put on the roster and gets a link; the others stay administrators until he has signed up."""
    new = msgspec.convert(row.newcomer, Newcomer)
    person = PersonId(work.new_id())
    record = NewPerson(
        id=person,
        last_name=new.last_name,
        first_name=new.first_name,
        middle_name=new.middle_name or None,
        job_title=new.job_title,
    )
    await people.add(work, school, [record])
    card = await schools.card(work.connection, school)
    today = work.today(card.time_zone)
    for kind in (Kind.STAFF, Kind.TEACHER):
        await people.give(work, school, person, kind, today=today, basis=row.order)
    path = await naming.name(work, school, person, email=new.email, mobile=new.mobile, recovery=row.id)
    await queries.set_recovery(work.connection, school, row.id, {"status": "invited", "person_id": person})
    work.note("inviteNamedAdmin", person, order=row.order)
    body = _INVITED.format(school=card.short_name, order=row.order, address=founding.address + path)
    await delivery.write(work, Contact("email", new.email), "Вы назначены администратором школы", body)


def _hours(wait: timedelta) -> int:
    return round(wait.total_seconds() / 3600)
