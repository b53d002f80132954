"""Representatives who came in by a slip without a name: seen by the class teacher, undone when they are not who they say (B3)."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from parta.admission.consents import queries as schools
from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import full_name
from parta.people import commands as people
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .commands import deciding_for

SHOWN_FOR = timedelta(days=30)


class Newcomer(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody who took a representative's place of a child."""

    person_id: UUID
    name: str
    relation: str
    child_id: UUID
    child_name: str
    class_id: UUID
    class_title: str
    joined_at: datetime


async def lately(work: Work) -> list[Newcomer]:
    """Who came in lately, newest first."""
    rows = await queries.newcomers(work.connection, work.school, deciding_for(work), since=work.now - SHOWN_FOR)
    return [
        Newcomer(
            row.guardian_id,
            full_name(row.last_name, row.first_name, row.middle_name),
            row.relation,
            row.child_id,
            full_name(row.child_last, row.child_first, None),
            row.class_id,
            row.class_title,
            row.since,
        )
        for row in rows
    ]


async def undo(work: Work, guardian: PersonId, child: PersonId) -> None:
    """Not this child's representative after all: chats close at once, and without another child the sign-in too."""
    classes = await schools.classes_of(work.connection, work.school, [child])
    work.require(Action.END_GUARDIANSHIP, Place(school=work.school, classes=frozenset(map(ClassId, classes))))
    await work.alone(work.school)
    if not await queries.end_bonds(work.connection, work.school, child, guardian, ["slip"], work.now):
        raise NotFound
    today = work.today((await schools.school_words(work.connection, work.school)).time_zone)
    kinds = [Kind.GUARDIAN, Kind.TRUSTED_ADULT]
    await people.end(work, work.school, [guardian], today=today, kinds=kinds, target=child)
    await people.leave(work, work.school, [guardian], today)
    work.note(Action.END_GUARDIANSHIP, guardian, child=str(child), undone=True)
