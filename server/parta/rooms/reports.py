"""Reports of messages, for the class teacher and the school's moderators (E3, its simple form). The reporter is unseen."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, RoomId, class_desk, school_desk
from parta.policy.decide import Place
from parta.policy.standing import Column
from parta.policy.table import Action
from parta.work import Work

from .cards import author_of
from .deleting import delete_for_all
from .events import ReportDecided, ReportFiled
from .queries import reports as queries
from .shapes import Author

BESIDE = 5  # messages on each side that a report opens, no more


class Nearby(msgspec.Struct, frozen=True, rename="camel"):
    """A message as a moderator sees it: text, author, place."""

    position: int
    text: str
    author: Author
    sent_at: datetime
    deleted: bool


class Report(msgspec.Struct, frozen=True, rename="camel"):
    """A reported message with what stood around it."""

    id: UUID
    room_id: UUID
    room_title: str
    position: int
    reason: str
    at: datetime
    times: int  # how many people reported it
    around: list[Nearby]


async def waiting(work: Work) -> list[Report]:
    """Reports that wait for a decision: of one's own classes, or of the whole school. Never those about oneself."""
    whole = work.may(Action.SEE_REPORTS, Place(school=work.school))
    own = work.actor.columns().get(Column.CLASS_TEACHER, frozenset())
    if not whole and not own:
        work.require(Action.SEE_REPORTS, Place(school=work.school))
    rows = await queries.waiting(work.connection, work.school, None if whole else [*own], work.person)
    near = await queries.around(work.connection, work.school, [(r.room_id, r.position) for r in rows], BESIDE)
    return [
        Report(
            r.id,
            r.room_id,
            r.title,
            r.position,
            r.reason,
            r.at,
            r.times,
            [_nearby(one) for one in near if (one.room_id, one.reported) == (r.room_id, r.position)],
        )
        for r in rows
    ]


async def decide(work: Work, report: UUID, decision: Literal["kept", "deleted"]) -> None:
    """Keep the message or delete it for all; every report of it is decided."""
    row = await queries.one(work.connection, work.school, report)
    if row is None or row.author_id == work.person:
        raise NotFound
    classes = frozenset({ClassId(row.class_id)}) if row.class_id else frozenset[ClassId]()
    work.require(Action.SEE_REPORTS, Place(school=work.school, classes=classes))
    await queries.decide(work.connection, work.school, row.room_id, row.position, decision, work.person, work.now)
    if decision == "deleted" and row.deleted is None:
        await delete_for_all(work, RoomId(row.room_id), row.position, by="moderator")
    tell_desks(work, row.class_id, ReportDecided(report_id=report))
    work.note("decideReport", row.room_id, position=row.position, decision=decision)


def tell_desks(work: Work, class_id: UUID | None, event: ReportFiled | ReportDecided) -> None:
    """Moderators of the class and of the school hear of a report; nobody else."""
    if class_id is not None:
        work.tell(class_desk(ClassId(class_id)), "desk", event)
    work.tell(school_desk(work.school), "desk", event)


def _nearby(row: Any) -> Nearby:
    return Nearby(
        row.position, row.text, author_of(row.author_id, row.author_badge), row.sent_at, row.deleted is not None
    )
