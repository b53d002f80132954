"""The applicant's side: to apply, to see how it stands, to correct and send again (A1)."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from parta.admission import orders
from parta.admission.founding import Founding
from parta.admission.naming.commands import path_of
from parta.identity.contact_words import Contact, read_email, read_mobile
from parta.identity.limits import Limit
from parta.kernel.errors import NotFound, invalid
from parta.kernel.text import one_line
from parta.parts.schema import Record
from parta.school.commands import known_inn, known_time_zone, optional_line
from parta.work import Work

from . import letters, queries
from .errors import NothingToCorrect, TooManyApplications
from .shapes import ApplicationPage, Filed, NewApplication, Step

FROM_SOURCE = Limit("application", 10, timedelta(hours=1))
IN_ALL = Limit("application-all", 300, timedelta(hours=24))  # each may bring ten megabytes
LETTERS = Limit("application-letter", 5, timedelta(hours=24))  # an address; more are not sent
EVERYWHERE = "*"
_PATH = "/apply/{}"


async def apply(work: Work, founding: Founding, form: NewApplication, scan: bytes, source: str) -> Filed:
    """A school asks to be connected. It gets a number, and a page that only its link opens."""
    if not founding.applications:
        raise NotFound
    await _hold_pace(work, source)
    clean = cleaned(form)
    row = {
        "id": work.new_id(),
        "secret": secrets.token_urlsafe(24),
        "status": "pending",
        "form": msgspec.to_builtins(clean),
        "scan_id": await orders.keep(work, scan),
        "steps": 1,
        "created_at": work.now,
        "changed_at": work.now,
    }
    number = await _number(work, row)
    await _step(work, row, 1, "sent")
    path = _PATH.format(row["secret"])
    email = email_of(clean)
    within = await LETTERS.count(work, email.key) <= LETTERS.at_most
    await letters.tell_filed(work, email, number, founding.address + path, real=within)
    return Filed(number, path)


async def correct(work: Work, secret: str, form: NewApplication, scan: bytes | None, source: str) -> None:
    """Send a refused application again; without a new scan the old one stays."""
    await _hold_pace(work, source)
    found = await by_secret(work, secret)
    await queries.lock(work.connection, found.id)
    found = await by_secret(work, secret)
    if found.status != "refused":
        raise NothingToCorrect
    row = {
        "id": found.id,
        "status": "pending",
        "reason": "",
        "form": msgspec.to_builtins(cleaned(form)),
        "scan_id": found.scan_id if scan is None else await orders.keep(work, scan),
        "steps": found.steps + 1,
        "changed_at": work.now,
    }
    await queries.set_application(work.connection, found.id, row)
    await _step(work, row, found.steps + 1, "corrected")


async def page(work: Work, secret: str) -> ApplicationPage:
    """How the application stands, for whoever holds its link."""
    found = await by_secret(work, secret)
    form = msgspec.convert(found.form, NewApplication)
    return ApplicationPage(
        number=found.number,
        status=found.status,
        reason=found.reason,
        short_name=form.short_name,
        form=form if found.status == "refused" else None,
        steps=await history(work, found.id),
        sign_up=path_of(found.sign_up) if found.sign_up else None,
        signed_up=found.taken_at is not None,
    )


async def history(work: Work, one: UUID) -> list[Step]:
    """What was sent and decided."""
    return [Step(row.number, row.at, row.what, row.reason) for row in await queries.steps(work.connection, one)]


async def by_secret(work: Work, secret: str) -> Record:
    """The application behind a link; a foreign secret and none at all look the same."""
    found = await queries.by_secret(work.connection, secret)
    if found is None:
        raise NotFound
    return found


def status_path(row: Record) -> str:
    """The page of an application."""
    return _PATH.format(row.secret)


def email_of(form: NewApplication) -> Contact:
    """Where decisions are written to."""
    return Contact("email", form.email)


def cleaned(form: NewApplication) -> NewApplication:
    """The form as it is kept; raises `Invalid` at the first field that makes no sense."""
    inn = known_inn(form.inn)
    if not inn:
        raise invalid("/inn", "Заполните это поле")
    middle = form.middle_name
    return NewApplication(
        short_name=one_line(form.short_name, pointer="/shortName", longest=80),
        full_name=one_line(form.full_name, pointer="/fullName", longest=300),
        inn=inn,
        region=one_line(form.region, pointer="/region", longest=100),
        time_zone=known_time_zone(form.time_zone),
        last_name=one_line(form.last_name, pointer="/lastName", longest=80, name=True),
        first_name=one_line(form.first_name, pointer="/firstName", longest=80, name=True),
        middle_name=one_line(middle, pointer="/middleName", longest=80, name=True) if middle.strip() else "",
        job_title=optional_line(form.job_title, pointer="/jobTitle", longest=120),
        teaches=form.teaches,
        email=read_email(form.email).value,
        mobile=read_mobile(form.mobile).value,
    )


async def _hold_pace(work: Work, source: str) -> None:
    if await FROM_SOURCE.reached(work, source) or await IN_ALL.reached(work, EVERYWHERE):
        raise TooManyApplications
    await FROM_SOURCE.count(work, source)
    await IN_ALL.count(work, EVERYWHERE)


async def _number(work: Work, row: dict[str, Any]) -> str:
    """Write the application under a number that is easy to say and tells nothing of how many there are."""
    while True:
        number = f"{work.now:%y%m%d}-{secrets.randbelow(9000) + 1000}"
        if await queries.insert_application(work.connection, {**row, "number": number}):
            return number


async def _step(work: Work, row: dict[str, Any], number: int, what: str) -> None:
    step = {"application_id": row["id"], "number": number, "at": work.now, "what": what}
    await queries.insert_step(work.connection, {**step, "form": row["form"], "scan_id": row["scan_id"]})
