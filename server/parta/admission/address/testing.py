"""The test from a phone: a QR that the administrator opens, so that what is printed later leads somewhere (B3)."""

import hashlib
import secrets
from datetime import timedelta
from typing import Literal

from parta.kernel.errors import NotFound
from parta.kernel.ids import SchoolId, SessionId
from parta.parts.qr import qr_rows
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as schools
from parta.work import Work

from . import queries
from .shapes import PhoneTest

LIVES = timedelta(hours=1)
Outcome = Literal["works", "same-browser", "over"]


async def begin(work: Work, address: str) -> PhoneTest:
    """A fresh test QR for the address in force."""
    work.require(Action.SET_ADDRESS, Place(school=work.actor.school))
    school = work.actor.school or next(iter(await schools.time_zones(work.connection)), None)
    if school is None:
        raise NotFound
    secret = secrets.token_urlsafe(16)
    expires = work.now + LIVES
    await queries.insert_test(
        work.connection,
        {
            "school_id": school,
            "id": work.new_id(),
            "secret_hash": _hash(secret),
            "asked_in": work.actor.session,
            "created_at": work.now,
            "expires_at": expires,
        },
    )
    url = f"{address}/check/{secret}"
    return PhoneTest(url, qr_rows(url), expires)


async def answer(work: Work, secret: str, session: SessionId | None) -> tuple[Outcome, str]:
    """The QR was opened, by whom it may be; gives the outcome and the school's name."""
    row = await queries.test_by(work.connection, _hash(secret))
    if row is None:
        return "over", ""
    school = SchoolId(row.school_id)
    name = await queries.name_of(work.connection, school)
    if row.expires_at <= work.now:
        return "over", name
    if session is not None and session == row.asked_in:
        return "same-browser", name
    work.within(school)
    if await queries.answer_test(work.connection, school, row.id, work.now):
        await queries.set_tested(work.connection, school, work.now)
        work.note("answerPhoneTest", school)
    return "works", name


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
