"""Who of a class, or of the staff, has joined, was invited, or waits for a slip."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from parta.admission.consents import queries as schools
from parta.admission.invitations import queries as invitations
from parta.admission.invitations.queries import ERRORS_AT_MOST
from parta.admission.invitations.shapes import Role, Target
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.work import Work

from . import queries

SlipState = Literal["joined", "printed", "expired", "none"]


class SlipRow(msgspec.Struct, frozen=True, rename="camel"):
    """A person with his newest slip."""

    person_id: UUID
    child_id: UUID | None
    role: Role
    name: str
    job_title: str
    state: SlipState
    slip_id: UUID | None  # to be recalled
    printed_at: datetime | None
    off_platform: bool


class PlaceSlip(msgspec.Struct, frozen=True, rename="camel"):
    """A slip for a representative's place of a child."""

    id: UUID
    child_id: UUID
    printed_at: datetime | None
    expires_at: datetime
    used: bool


class Overview(msgspec.Struct, frozen=True, rename="camel"):
    """Everybody of a class, or of the staff."""

    title: str
    rows: list[SlipRow]
    places: list[PlaceSlip]
    may_print: bool  # the test QR answered, or «Только внутри школы»


async def overview(work: Work, class_id: ClassId | None) -> Overview:
    """For whoever may invite there."""
    words = await schools.school_words(work.connection, work.school)
    may_print = words.test_qr_at is not None or words.closed_school
    if class_id is None:
        target = Target(work.school, Role.TEACHER)
        work.require(target.action, target.place)
        rows = await queries.of_staff(work.connection, work.school)
        return Overview("Учительская", [_row(work, one) for one in rows], [], may_print)
    row = await invitations.class_of(work.connection, work.school, class_id)
    target = Target(work.school, Role.PUPIL, class_id, club=row.kind == "club")
    work.require(target.action, target.place)
    rows = await queries.of_class(work.connection, work.school, class_id)
    children = [PersonId(one.person_id) for one in rows if one.child_id is None]
    places = await queries.places(work.connection, work.school, children)
    return Overview(
        row.title,
        [_row(work, one) for one in rows],
        [PlaceSlip(one.id, one.child_id, one.printed_at, one.expires_at, one.used_at is not None) for one in places],
        may_print,
    )


def _row(work: Work, row: Record) -> SlipRow:
    return SlipRow(
        person_id=row.person_id,
        child_id=row.child_id,
        role=Role(row.role),
        name=full_name(row.last_name, row.first_name, row.middle_name),
        job_title=row.job_title,
        state=_state(work, row),
        slip_id=row.id,
        printed_at=row.printed_at,
        off_platform=row.off_platform,
    )


def _state(work: Work, row: Record) -> SlipState:
    if row.joined:
        return "joined"
    if row.id is None or row.recalled_at is not None or row.used_at is not None:
        return "none"
    return "expired" if row.expires_at <= work.now or row.errors >= ERRORS_AT_MOST else "printed"
