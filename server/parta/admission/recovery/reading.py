"""What the operator sees of schools and their recoveries, and what a school sees of its own."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from parta.admission import orders
from parta.admission.founding import Founding
from parta.admission.orders import Scan
from parta.kernel.errors import NotFound
from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.people import queries as roster
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as schools
from parta.work import Work

from . import queries
from .commands import INSTALLATION, name_of
from .shapes import Newcomer, OpenRecovery, RecoveryCard, RecoveryNotice, SchoolDesk, SchoolRow, StaffChoice


async def list_schools(work: Work, search: str) -> list[SchoolRow]:
    """The schools of the installation, by name."""
    work.require(Action.RECOVER_SCHOOL, INSTALLATION)
    rows = await queries.schools(work.connection, search.strip())
    return [SchoolRow(row.id, row.short_name, row.inn, row.region, row.recovering) for row in rows]


async def desk(work: Work, founding: Founding, school: SchoolId) -> SchoolDesk:
    """One school: whom an order may name, and what was brought in before."""
    work.require(Action.RECOVER_SCHOOL, INSTALLATION)
    card = await schools.card(work.connection, school)
    staff = [
        StaffChoice(row.id, full_name(row.last_name, row.first_name, row.middle_name), row.job_title, row.administrator)
        for row in await queries.confirmed_staff(work.connection, school)
    ]
    rows = await queries.of_school(work.connection, school)
    hours = round(founding.recovery_wait.total_seconds() / 3600)
    return SchoolDesk(card.id, card.short_name, hours, staff, await _cards(work, school, rows))


async def scan(work: Work, one: UUID) -> tuple[str, Scan]:
    """The scan of an order that was brought in, and a number for its file."""
    work.require(Action.RECOVER_SCHOOL, INSTALLATION)
    row = await queries.by_id(work.connection, one)
    if row is None:
        raise NotFound
    return f"{row.asked_at:%y%m%d}", await orders.scan(work, row.scan_id)


async def own(work: Work) -> OpenRecovery:
    """The order that waits in one's own school: all staff may know of it."""
    place = Place(school=work.school)
    work.require(Action.SEE_STAFF, place)
    row = await queries.open_one(work.connection, work.school)
    if row is None:
        return OpenRecovery(None)
    newcomer = msgspec.convert(row.newcomer, Newcomer) if row.newcomer else None
    person = PersonId(row.person_id) if row.person_id else None
    name = await name_of(work, work.school, person, newcomer)
    abilities = work.abilities([Action.STOP_RECOVERY], place)
    return OpenRecovery(RecoveryNotice(row.order, name, row.status, row.due_at, abilities))


async def _cards(work: Work, school: SchoolId, rows: Sequence[Record]) -> list[RecoveryCard]:
    people = {PersonId(one) for row in rows for one in (row.person_id, row.stopped_by) if one}
    names = {one: name.full for one, name in (await roster.names(work.connection, school, people)).items()}
    return [
        RecoveryCard(
            id=row.id,
            school_id=school,
            order=row.order,
            name=names.get(row.person_id) or _new_name(row),
            newcomer=row.newcomer is not None,
            status=row.status,
            asked_at=row.asked_at,
            due_at=row.due_at,
            ended_at=row.ended_at,
            stopped_by=names.get(row.stopped_by) if row.stopped_by else None,
            reason=row.reason,
        )
        for row in rows
    ]


def _new_name(row: Record) -> str:
    new = msgspec.convert(row.newcomer, Newcomer)
    return full_name(new.last_name, new.first_name, new.middle_name)
