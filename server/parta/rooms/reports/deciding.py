"""The queue of the moderators: what waits, what was decided, the files of it, the decision (E3)."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from parta.files import evidence as files
from parta.files.shapes import Attachment, Size, Variant
from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, PersonId, RoomId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.standing import Column
from parta.policy.table import Action
from parta.work import Work

from .. import sanctions
from ..cards import author_of
from ..deleting import delete_for_all
from ..events import ReportDecided
from .errors import AlreadyDecided, OwnReport
from .filing import BESIDE, tell_desks
from .queries import deciding as queries
from .queries import telling
from .shapes import Decided, Decision, Nearby, Report

_ATTACHMENTS = tuple[Attachment, ...]


async def listed(work: Work, *, decided: bool) -> list[Report]:
    """Reports that wait, or that were decided lately: of one's own classes, or of the school. Never those about oneself."""
    whole = work.may(Action.SEE_REPORTS, Place(school=work.school))
    own = work.actor.columns().get(Column.CLASS_TEACHER, frozenset())
    if not whole and not own:
        work.require(Action.SEE_REPORTS, Place(school=work.school))
    classes = None if whole else [*own]
    rows = await queries.listed(work.connection, work.school, classes, work.person, decided=decided)
    kept = await queries.evidence(work.connection, work.school, [row.id for row in rows])
    moderators = await telling.moderators(work.connection, work.school, {row.class_id for row in rows if row.class_id})
    return [
        _report(
            row,
            [one for one in kept if one.report_id == row.id],
            decides=row.decided_at is None and _decides(work.person, row, row.by_whom, moderators, shown=row.shown),
        )
        for row in rows
    ]


async def decide(work: Work, report: UUID, new: Decision) -> None:
    """Nothing wrong; deleted for all; or acted otherwise. Every report of the same that he may see is decided with it."""
    row = await _seen(work, report)
    whole = work.may(Action.SEE_REPORTS, Place(school=work.school))
    same = await queries.together(work.connection, work.school, row, shown_to_class_teachers=not whole)
    if report not in {one.id for one in same}:
        raise AlreadyDecided
    moderators = await telling.moderators(work.connection, work.school, {row.class_id} if row.class_id else ())
    shown = any(one.to_class_teacher for one in same)
    if not _decides(work.person, row, [one.reporter_id for one in same], moderators, shown=shown):
        raise OwnReport
    if new.decision == "deleted" and row.about != "message":
        raise invalid("/decision", "Удалить можно только сообщение")
    await queries.decide(work.connection, work.school, [one.id for one in same], new.decision, work.person, work.now)
    if new.decision == "deleted" and row.deleted is None:
        await delete_for_all(work, RoomId(row.room_id), row.position, by="moderator")
    if new.only_reading is not None:
        until = work.now + timedelta(hours=new.only_reading)
        await sanctions.restrict(work, RoomId(row.room_id), PersonId(row.author_id), until, "по жалобе")
    tell_desks(work, row.class_id, ReportDecided(report_id=report))
    work.note("decideReport", row.room_id, position=row.position, decision=new.decision, about=row.about)


def _decides(
    person: PersonId, row: Record, reporters: Collection[UUID], moderators: Collection[Record], *, shown: bool
) -> bool:
    """Nobody is the judge of what he has reported himself, unless nobody else is there to judge it.

    `moderators` of the school and of classes; those of classes judge only what was `shown` to them.
    """
    aside = {row.author_id, *reporters}
    others = [one for one in moderators if one.class_id is None or (shown and one.class_id == row.class_id)]
    return person not in reporters or all(one.person_id in aside for one in others)


async def file(work: Work, report: UUID, which: UUID, size: Size) -> tuple[Variant, str]:
    """A file that a report's evidence carries, for those who decide it; for nobody else."""
    await _seen(work, report)
    row = await queries.evidence_file(work.connection, work.school, report, which)
    if row is None:
        raise NotFound
    return files.variant_of(row, size), row.name


async def _seen(work: Work, report: UUID) -> Record:
    """A report that the actor may see: never one about himself, of a class only where the reporter chose so."""
    row = await queries.one(work.connection, work.school, report)
    if row is None or row.author_id == work.person:
        raise NotFound
    shown = row.class_id and row.to_class_teacher
    classes = frozenset({ClassId(row.class_id)}) if shown else frozenset[ClassId]()
    work.require(Action.SEE_REPORTS, Place(school=work.school, classes=classes))
    return row


def _report(row: Record, kept: list[Record], *, decides: bool) -> Report:
    decided = None
    if row.decided_at is not None:
        by = full_name(row.last_name, row.first_name, row.middle_name) if row.last_name else ""
        decided = Decided(by, row.decided_at, row.decision)
    return Report(
        id=row.id,
        about=row.about,
        accused=author_of(row.author_id, row.badge),
        room_id=row.room_id,
        room_title=row.title,
        position=row.position,
        reasons=list(row.reasons),
        urgent=row.urgent,
        reporters=list(row.reporters or ()),
        at=row.at,
        times=row.times,
        around=[_nearby(one) for one in kept if abs(one.position - row.position) <= BESIDE],
        decided=decided,
        abilities=[Action.SEE_REPORTS] if decides else [],
    )


def _nearby(row: Any) -> Nearby:
    attached = msgspec.convert(row.attachments or [], _ATTACHMENTS)
    author = author_of(row.author_id, row.badge)
    return Nearby(row.position, row.text, author, row.sent_at, row.deleted, row.changed, attached)
