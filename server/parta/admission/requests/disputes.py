"""«Это не я»: slips that name somebody else, or by which another has joined; their class teacher sees to them (B3, B5)."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from parta.admission.invitations import queries as invitations
from parta.admission.invitations import tickets
from parta.admission.invitations.shapes import Role
from parta.admission.invitations.tickets import Found
from parta.kernel.errors import NotFound
from parta.kernel.ids import class_desk, school_desk
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.work import Work

from . import queries
from .commands import deciding_for
from .errors import NotASlip
from .events import SlipReported

AGAIN_AFTER = timedelta(hours=1)  # a slip that was seen to is reported anew no sooner


class SlipReport(msgspec.Struct, frozen=True, rename="camel"):
    """A slip whose holder says that it is not his, or that it was not he who used it."""

    id: UUID  # of the slip
    role: Role
    person_id: UUID | None  # whose slip it is; none: a representative's place
    name: str  # of the person, or of the child whose representative's place it is
    class_id: UUID | None
    class_title: str | None
    used: bool  # somebody else has joined by it; else it only names somebody else
    used_at: datetime | None
    reported_at: datetime


async def report(work: Work, ticket: str, source: str) -> None:
    """Tell the school; a slip is reported once, so nobody can flood the inbox, and guesses are counted as everywhere."""
    found = await tickets.living(work, ticket, source)
    if not found.slip:
        raise NotASlip
    work.within(found.target.school)
    if await queries.dispute(work.connection, found.target.school, found.id, work.now, work.now - AGAIN_AFTER):
        _tell(work, found)
        work.note("reportSlip", found.id, used=found.used)


async def waiting(work: Work) -> list[SlipReport]:
    """Reports that the actor can see to, newest first."""
    rows = await queries.disputes(work.connection, work.school, deciding_for(work))
    return [_report(row) for row in rows]


async def settle(work: Work, slip: UUID) -> None:
    """Seen to: a new slip was printed, or the stranger's way in was reset."""
    row = await invitations.one(work.connection, work.school, slip)
    target = tickets.target_of(row)
    work.require(target.action, target.place)
    if not await queries.settle(work.connection, work.school, slip, work.now):
        raise NotFound
    work.note("settleSlipReport", slip)
    _tell(work, await tickets.found(work, row))


def _tell(work: Work, found: Found) -> None:
    event = SlipReported(slip_id=found.id)
    if found.target.class_id is not None:
        work.tell(class_desk(found.target.class_id), "desk", event)
    work.tell(school_desk(found.target.school), "desk", event)


def _report(row: Record) -> SlipReport:
    used = row.used_at is not None and row.used_at <= row.disputed_at
    return SlipReport(
        id=row.id,
        role=Role(row.role),
        person_id=row.person_id,
        name=full_name(row.last_name, row.first_name, row.middle_name),
        class_id=row.class_id,
        class_title=row.class_title,
        used=used,
        used_at=row.used_at if used else None,
        reported_at=row.disputed_at,
    )
