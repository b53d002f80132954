"""Finding: messages by their words, people by their names, the place of a day. Each asks what the searcher may read now."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from parta.files.shapes import Attachment
from parta.kernel import pages
from parta.kernel.errors import invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId
from parta.kernel.pages import Moment, Number
from parta.policy.decide import Place as PolicyPlace
from parta.policy.standing import Actor
from parta.policy.table import TABLE, Action, Scope
from parta.school import queries as school_queries
from parta.work import Work

from ..cards import author_of
from ..commands import place, standing_in
from . import terms
from .at_once import Searches
from .errors import SearchTooWide
from .excerpt import excerpt
from .queries import asking
from .queries import people as people_queries
from .queries.people import Reach
from .shapes import Kind, MessageHit, MessageHits, PeopleHits, PersonHit, Place
from .terms import Words

MOST_PEOPLE = 20
_YEARS = range(1970, 3000)  # outside of them nobody has said anything, and clocks overflow
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(9000, 1, 1, tzinfo=UTC)
_ATTACHMENTS = tuple[Attachment, ...]
_Key = tuple[datetime, UUID, Number, bool]


class MessageQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for, and where. `first_day` and `last_day` are the school's."""

    query: str
    room: RoomId | None = None
    author: PersonId | None = None
    kind: Kind | None = None
    first_day: date | None = None
    last_day: date | None = None
    cursor: str | None = None
    limit: int = 20


async def messages(work: Work, searches: Searches, asked: MessageQuestion) -> MessageHits:
    """Messages, the newest first; when none says exactly this, those with words like it (C11)."""
    work.require(Action.SEE_ROOM, PolicyPlace(school=work.school, member=True))
    words = terms.typed_words(asked.query)
    kinds = [*([f"by:{asked.author}"] if asked.author else ()), *([f"is:{asked.kind}"] if asked.kind else ())]
    if not words and not kinds:
        return MessageHits([])
    key = pages.decode_cursor(asked.cursor, tuple[Moment, UUID, Number, bool])
    try:
        with searches.one_of(work.person):
            async with asking.in_time(work.connection):
                return await _look(work, asked, words, kinds, key)
    except asking.TookTooLong as late:
        raise SearchTooWide from late


async def _look(
    work: Work, asked: MessageQuestion, words: list[str], kinds: list[str], key: _Key | None
) -> MessageHits:
    similar = key is not None and key[3]
    stems = await asking.stems(work.connection, words) if words else []
    if not similar:
        found = await _page(
            work, asked, terms.exactly(words, stems, open_end=not asked.query.endswith(" ")), kinds, key
        )
        if found.items or found.next or key or not words:
            return found
    return await _page(work, asked, await _similar(work, asked.query, stems), kinds, key, similar=True)


async def _similar(work: Work, query: str, stems: Sequence[Sequence[str]]) -> Words:
    """The words with a slip mended, or as the other keyboard would have written them."""
    retyped = terms.typed_words(terms.in_other_keys(query))
    other = await asking.stems(work.connection, retyped) if retyped else []
    if retyped and [stem for word in other for stem in word] != [stem for word in stems for stem in word]:
        stems = other
    flat = [word[0] for word in stems if word]
    return terms.nearly(flat, await asking.neighbours(work.connection, work.school, flat))


async def _page(
    work: Work, asked: MessageQuestion, words: Words, kinds: list[str], key: _Key | None, *, similar: bool = False
) -> MessageHits:
    hat = work.actor.hat
    assert hat is not None
    since, before = await _days(work, asked)
    last = (before, UUID(int=2**128 - 1), 2**62)
    where = asking.Asked(
        room=asked.room,
        kinds=kinds,
        since=since,
        before=min(last, key[:3]) if key else last,
        limit=asked.limit + 1,
    )
    rows = await asking.messages(work.connection, work.school, work.person, hat, terms.terms_of(words, kinds), where)
    edge = (rows[0].edge_at, rows[0].edge_room, rows[0].edge_position) if rows[0].edge_at else None
    sure = [row for row in rows if row.room_id and (edge is None or _key(row) >= edge)]
    shown = sure[: asked.limit]
    next_key = _key(shown[-1]) if len(sure) > asked.limit else edge
    return MessageHits(
        items=[hit for row in shown if (hit := _hit(row, words))],
        next=_cursor(next_key, similar=similar) if next_key else None,
        similar=similar and bool(shown),
    )


def _key(row: Any) -> tuple[datetime, UUID, int]:
    return row.sent_at, row.room_id, row.position


def _cursor(key: tuple[datetime, UUID, int], *, similar: bool) -> str:
    return pages.encode_cursor(key[0].isoformat(), str(key[1]), str(key[2]), "true" if similar else "false")


def _hit(row: Any, words: Words) -> MessageHit | None:
    """A row as it is shown; None when what it says at this moment has none of the words."""
    attachments = msgspec.convert(row.attachments or [], _ATTACHMENTS)
    said = [excerpt(row.text, words), *(excerpt(one.name, words) for one in attachments)]
    pieces = next((one for one in said if one is not None), None)
    if pieces is None and any(way.lexeme.isascii() for ways in words for way in ways):
        pieces = excerpt(row.text, ())  # an English stem need not begin its word («die» of «dying»): nothing is marked
    if pieces is None:
        return None
    author = author_of(row.author_id, row.badge)
    return MessageHit(row.room_id, row.position, author, row.sent_at, pieces, attachments)


async def _days(work: Work, asked: MessageQuestion) -> tuple[datetime, datetime]:
    """From when until when, by the school's clock."""
    if asked.first_day is None and asked.last_day is None:
        return _FIRST, _LAST
    zone = ZoneInfo(await school_queries.time_zone(work.connection, work.school))
    first = _begins(asked.first_day, zone, "/firstDay") if asked.first_day else _FIRST
    after = _begins(asked.last_day, zone, "/lastDay", after=timedelta(days=1)) if asked.last_day else _LAST
    return first, after


def _begins(day: date, zone: ZoneInfo, pointer: str, *, after: timedelta = timedelta()) -> datetime:
    """The midnight of a day by the school's clock, or that of a day `after` it."""
    if day.year not in _YEARS:
        raise invalid(pointer, "Проверьте год: таких дней в чатах нет")
    return datetime.combine(day + after, time(), zone).astimezone(UTC)


async def people(work: Work, searches: Searches, query: str) -> PeopleHits:
    """People by name, «ё» = «е», a slip forgiven: fellow members, and whom the table of rights opens (2.3, 2.5)."""
    work.require(Action.SEE_ROOM, PolicyPlace(school=work.school, member=True))
    words = terms.typed_words(query)
    hat = work.actor.hat
    if hat is None or sum(map(len, words)) < 2:
        return PeopleHits([])
    # A pupil finds his own class and teachers, no adults of other families (ux.md §8).
    hats = (Hat.STAFF, Hat.PUPIL) if hat is Hat.PUPIL else tuple(Hat)
    try:
        with searches.one_of(work.person):
            async with asking.in_time(work.connection):
                rows = await people_queries.people(
                    work.connection, work.school, (work.person, hat), reach_of(work.actor), words,
                    hats=hats, limit=MOST_PEOPLE,
                )  # fmt: skip
    except asking.TookTooLong as late:
        raise SearchTooWide from late
    return PeopleHits([PersonHit(row.person_id, row.name, row.about, row.verified, row.listed) for row in rows])


def reach_of(actor: Actor) -> Reach:
    """Whose names the table opens to this actor, by the rows that open the lists themselves."""
    staff, classes, whole = False, set[UUID](), False
    for column, targets in actor.columns().items():
        staff = staff or TABLE[Action.SEE_STAFF].cells[column] is Scope.SCHOOL
        match TABLE[Action.SEE_ROSTER].cells[column]:
            case Scope.SCHOOL:
                whole = True
            case Scope.OFFICE if not targets:
                whole = True
            case Scope.OFFICE | Scope.OWN_CLASS:
                classes |= targets
    return Reach(staff, None if whole else frozenset(classes))


async def day_in(work: Work, room: RoomId, day: date) -> Place:
    """Where a day begins in a chat: the first message since its midnight that the actor may read."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    zone = ZoneInfo(await school_queries.time_zone(work.connection, work.school))
    hat = work.actor.hat
    assert hat is not None
    since = _begins(day, zone, "/day")
    return Place(await asking.first_since(work.connection, work.school, work.person, hat, room, since))
