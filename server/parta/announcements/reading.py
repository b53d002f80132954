"""Reading announcements: the recipient's feed, the writer's list and receipts."""

from datetime import timedelta
from uuid import UUID

from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId
from parta.kernel.pages import Number, Page, Words, decode_cursor, encode_cursor
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import reach, wording
from .queries import children as child_queries
from .queries import feed, sending
from .queries import receipts as queries
from .shapes import (
    Announcement,
    AudienceChoices,
    ChildReceipt,
    ClassChoice,
    OwnReceipt,
    PersonReceipt,
    ReceiptsPage,
    SentAnnouncement,
    Tab,
    Waiting,
)

REMIND_AFTER = timedelta(hours=12)  # since the last reminder to the same person
REMINDERS_AT_MOST = 3  # to one person

ACTS = (Action.SEE_RECEIPTS, Action.REMIND_ANNOUNCEMENT)
WRITES = (Action.WRITE_ANNOUNCEMENT, Action.BROADCAST_EMERGENCY, Action.SEE_RECEIPTS)


async def mine(work: Work, cursor: str | None, limit: int) -> Page[Announcement]:
    """What was addressed to the reader: unread first, then the newest."""
    if work.actor.hat is None:
        return Page([])
    after = decode_cursor(cursor, tuple[bool, Number])
    rows = await feed.page(work.connection, work.school, work.person, work.actor.hat, after, limit)
    following = (
        encode_cursor(str(rows[limit - 1].done).lower(), str(rows[limit - 1].number)) if len(rows) > limit else None
    )
    return Page([_announcement(row, own=_own(row)) for row in rows[:limit]], following)


async def waiting(work: Work) -> Waiting:
    """What the badge counts, what is shown over everything, and whether there is a door to writing."""
    place = Place(school=work.school, classes=reach.own_classes(work.actor))
    may = work.abilities(WRITES, place)
    hat = work.actor.hat
    if hat is None:
        return Waiting(0, [], may)
    count = await feed.waiting(work.connection, work.school, work.person, hat)
    urgent = await feed.urgent(work.connection, work.school, work.person, hat) if count else []
    return Waiting(count, [_announcement(row, own=_own(row)) for row in urgent], may)


async def one(work: Work, which: UUID) -> Announcement:
    """An announcement, for its recipients and for whoever sees its receipts."""
    row, receipt = await _seen(work, which)
    place = reach.place_of(work, row, recipient=receipt is not None)
    return _announcement(row, own=None if receipt is None else _own(receipt), may=work.abilities(ACTS, place))


async def own(work: Work, which: UUID) -> Record | None:
    """The announcement as the reader's own; None when it is not his to read."""
    hat: Hat | None = work.actor.hat
    return None if hat is None else await feed.one(work.connection, work.school, work.person, hat, which)


async def choices(work: Work) -> AudienceChoices:
    """What the writer may address."""
    rows = await sending.open_classes(work.connection, work.school)
    classes = [
        ClassChoice(
            row.id, row.title, row.kind, [grade for grade in (row.grade, row.second_grade) if grade is not None]
        )
        for row in rows
        if work.may(Action.WRITE_ANNOUNCEMENT, Place(school=work.school, classes=frozenset({ClassId(row.id)})))
    ]
    whole = work.may(Action.WRITE_ANNOUNCEMENT, Place(school=work.school))
    if not classes and not whole:
        work.require(Action.WRITE_ANNOUNCEMENT, Place(school=work.school))
    return AudienceChoices(whole, work.may(Action.BROADCAST_EMERGENCY, Place(school=work.school)), classes)


async def sent(work: Work, cursor: str | None, limit: int) -> Page[SentAnnouncement]:
    """What was sent in the school, or to the classes that the asker answers for, with the receipts of these."""
    only = reach.only(work)
    if only is not None and not only:
        work.require(Action.SEE_RECEIPTS, Place(school=work.school))
    before = decode_cursor(cursor, tuple[Number])
    rows = await queries.sent(work.connection, work.school, only, before[0] if before else None, limit)
    shown = rows[:limit]
    receipts = await queries.count(work.connection, work.school, [row.id for row in shown], only)
    items = [
        SentAnnouncement(
            id=row.id,
            number=row.number,
            title=row.title,
            author_name=row.author_name,
            addressed=row.addressed,
            sent_at=row.sent_at,
            wants_acknowledgement=row.wants_acknowledgement,
            urgent=row.urgent,
            receipts=receipts[row.id],
        )
        for row in shown
    ]
    return Page(items, encode_cursor(str(shown[-1].number)) if len(rows) > limit else None)


async def receipts(work: Work, which: UUID) -> ReceiptsPage:
    """The receipts in numbers, and whether a reminder may go."""
    row = await required(work, which)
    only = reach.only(work)
    counted = await queries.count(work.connection, work.school, [which], only)
    since = work.now - REMIND_AFTER
    late = await queries.waiting(work.connection, work.school, which, only, since, REMINDERS_AT_MOST)
    return ReceiptsPage(
        announcement=_announcement(row, own=None, may=work.abilities(ACTS, reach.place_of(work, row, recipient=False))),
        receipts=counted[which],
        waiting=late.waiting,
        remindable=late.remindable,
        reminded_at=late.reminded_at,
    )


async def people(work: Work, which: UUID, tab: Tab, cursor: str | None, limit: int) -> Page[PersonReceipt]:
    """Who has not read, who has, who is not on the platform; by name."""
    await required(work, which)
    after = decode_cursor(cursor, tuple[Words, UUID, Words])
    rows = await queries.people(work.connection, work.school, which, reach.only(work), tab, after, limit)
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page(
        [
            PersonReceipt(
                row.person_id, Hat(row.hat), wording.name_of(row), wording.about(row), row.read_at, row.acknowledged_at
            )
            for row in shown
        ],
        None if last is None else encode_cursor(last.sort_key, str(last.person_id), last.hat),
    )


async def children(work: Work, which: UUID, cursor: str | None, limit: int, *, covered: bool) -> Page[ChildReceipt]:
    """Which children are covered by a representative's receipt, or which are not; class by class."""
    await required(work, which)
    after = decode_cursor(cursor, tuple[Words, Words, UUID])
    rows = await child_queries.page(
        work.connection, work.school, which, reach.only(work), after, limit, covered=covered
    )
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page(
        [
            ChildReceipt(
                child_id=row.child_id,
                name=wording.name_of(row),
                class_title=row.class_title,
                covered=row.by_id is not None,
                by=wording.by_whom(row),
                outside=row.outside,
                reached=row.reached,
            )
            for row in shown
        ],
        None if last is None else encode_cursor(last.class_key, last.sort_key, str(last.child_id)),
    )


async def required(work: Work, which: UUID, act: Action = Action.SEE_RECEIPTS) -> Record:
    """The announcement, for whoever may see its receipts (or do this with it)."""
    row, receipt = await _seen(work, which)
    work.require(act, reach.place_of(work, row, recipient=receipt is not None))
    return row


async def _seen(work: Work, which: UUID) -> tuple[Record, Record | None]:
    row = await queries.row(work.connection, work.school, which)
    if row is None:
        raise NotFound
    receipt = await own(work, which)
    place = reach.place_of(work, row, recipient=receipt is not None)
    if receipt is None and not work.may(Action.SEE_RECEIPTS, place):
        work.require(Action.READ_ANNOUNCEMENT, place)
    return row, receipt


def _own(row: Record) -> OwnReceipt:
    return OwnReceipt(row.read_at, row.acknowledged_at, wording.children(row))


def _announcement(row: Record, *, own: OwnReceipt | None, may: list[Action] | None = None) -> Announcement:
    return Announcement(
        id=row.id,
        number=row.number,
        title=row.title,
        text=row.text,
        author_name=row.author_name,
        author_office=row.author_office,
        addressed=row.addressed,
        sent_at=row.sent_at,
        wants_acknowledgement=row.wants_acknowledgement,
        urgent=row.urgent,
        own=own,
        abilities=may or [],
    )
