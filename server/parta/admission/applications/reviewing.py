"""The operator's desk: read an application with its scan, approve it, or refuse it with a reason (A2)."""

from uuid import UUID

import msgspec

from parta.admission import orders
from parta.admission.founding import Founding
from parta.admission.naming import commands as naming
from parta.admission.orders import Scan
from parta.kernel.errors import NotFound, invalid
from parta.kernel.pages import Moment, Page, decode_cursor, encode_cursor
from parta.kernel.text import body_text
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as schools
from parta.school.commands import NewSchool
from parta.work import Work

from . import letters, queries
from .applying import email_of, history, status_path
from .commands import FirstAdministrator, create_one_school
from .errors import ApplicationDecided
from .shapes import ApplicationCard, ApplicationRow, NewApplication

INSTALLATION = Place(school=None)


async def desk(work: Work, *, pending: bool, cursor: str | None, limit: int) -> Page[ApplicationRow]:
    """Applications, the last changed first."""
    work.require(Action.REVIEW_APPLICATION, INSTALLATION)
    rows = await queries.changed_last(
        work.connection, pending=pending, before=decode_cursor(cursor, tuple[Moment, UUID]), limit=limit + 1
    )
    shown = [
        ApplicationRow(row.id, row.number, row.status, row.form["shortName"], row.form["region"], row.changed_at)
        for row in rows[:limit]
    ]
    more = encode_cursor(shown[-1].changed_at.isoformat(), str(shown[-1].id)) if len(rows) > limit else None
    return Page(shown, more)


async def card(work: Work, one: UUID) -> ApplicationCard:
    """One application, as it is decided on."""
    work.require(Action.REVIEW_APPLICATION, INSTALLATION)
    row = await _existing(work, one)
    form = msgspec.convert(row.form, NewApplication)
    return ApplicationCard(
        id=row.id,
        number=row.number,
        status=row.status,
        reason=row.reason,
        form=form,
        steps=await history(work, one),
        scan_kind=row.scan_kind,
        twin=await schools.name_by_inn(work.connection, form.inn) if row.status != "approved" else None,
        signed_up=row.taken_at is not None,
        abilities=work.abilities([Action.REVIEW_APPLICATION], INSTALLATION) if row.status == "pending" else [],
    )


async def scan(work: Work, one: UUID) -> tuple[str, Scan]:
    """The order that came with an application, and the application's number."""
    work.require(Action.REVIEW_APPLICATION, INSTALLATION)
    row = await _existing(work, one)
    return row.number, await orders.scan(work, row.scan_id)


async def approve(work: Work, founding: Founding, one: UUID, seen: int) -> None:
    """Make the school; its administrator is in the roster and signs up by the contact that the application names."""
    row = await _undecided(work, one, seen)
    form = msgspec.convert(row.form, NewApplication)
    school = NewSchool(
        short_name=form.short_name,
        full_name=form.full_name,
        inn=form.inn,
        region=form.region,
        time_zone=form.time_zone,
    )
    administrator = FirstAdministrator(
        last_name=form.last_name,
        first_name=form.first_name,
        middle_name=form.middle_name,
        job_title=form.job_title,
        teaches=form.teaches,
    )
    made = await create_one_school(work, school, administrator, None, order=f"приказ к заявке № {row.number}")
    path = await naming.name(work, made.school_id, made.administrator_id, email=form.email, mobile=form.mobile)
    await _decide(work, row, "approved", "", school_id=made.school_id)
    work.note(Action.REVIEW_APPLICATION, made.school_id, application=row.number, approved=True)
    await letters.tell_approved(work, email_of(form), row.number, form.short_name, founding.address + path)


async def refuse(work: Work, founding: Founding, one: UUID, seen: int, reason: str) -> None:
    """Say why not; the applicant may correct and send again. The history keeps it: there is no school yet to log for."""
    row = await _undecided(work, one, seen)
    if not reason.strip():
        raise invalid("/reason", "Напишите причину: её прочтёт заявитель")
    clean = body_text(reason, pointer="/reason", longest=2000)
    form = msgspec.convert(row.form, NewApplication)
    await _decide(work, row, "refused", clean)
    address = founding.address + status_path(row)
    await letters.tell_refused(work, email_of(form), row.number, form.short_name, clean, address)


async def _undecided(work: Work, one: UUID, seen: int) -> Record:
    work.require(Action.REVIEW_APPLICATION, INSTALLATION)
    await queries.lock(work.connection, one)
    row = await _existing(work, one)
    if row.status != "pending" or row.steps != seen:
        raise ApplicationDecided
    return row


async def _decide(work: Work, row: Record, what: str, reason: str, *, school_id: UUID | None = None) -> None:
    number = row.steps + 1
    change = {"status": what, "reason": reason, "steps": number, "changed_at": work.now, "school_id": school_id}
    await queries.set_application(work.connection, row.id, change)
    step = {
        "application_id": row.id,
        "number": number,
        "at": work.now,
        "what": what,
        "operator_id": work.actor.account,
        "reason": reason,
        "form": row.form,
        "scan_id": row.scan_id,
    }
    await queries.insert_step(work.connection, step)


async def _existing(work: Work, one: UUID) -> Record:
    row = await queries.by_id(work.connection, one)
    if row is None:
        raise NotFound
    return row
