"""«История действий»: the trail as people read it, and the check that nothing of it was changed or lost (E6)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.pages import Number, Page, decode_cursor, encode_cursor
from parta.parts.schema import Record
from parta.people import queries as people
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .trail import digest, link

BATCH = 2000


class Words(msgspec.Struct, frozen=True, rename="camel"):
    """A field that was changed."""

    field: str
    old: str
    new: str


class Entry(msgspec.Struct, frozen=True, rename="camel"):
    """An act."""

    number: int
    at: datetime
    actor: str  # empty: the installation itself
    act: str
    target: str  # a name, where the target is a person or a class
    target_id: UUID | None
    detail: dict[str, Any]
    words: list[Words]


class Verdict(msgspec.Struct, frozen=True, rename="camel"):
    """What the check found: how many entries are chained, and where the chain is broken, if it is."""

    school_id: SchoolId
    entries: int
    head: str
    broken_at: int | None
    why: str


async def page(work: Work, cursor: str | None, limit: int) -> Page[Entry]:
    """The newest acts first."""
    school = work.school
    work.require(Action.SEE_AUDIT, Place(school=school))
    key = decode_cursor(cursor, tuple[Number])
    rows = await queries.newest(work.connection, school, key[0] if key else None, limit + 1)
    shown = rows[:limit]
    words = await queries.words(work.connection, school, [r.number for r in shown])
    ids = {PersonId(one) for r in shown for one in (r.actor_id, r.target_id) if one}
    names = {one: name.full for one, name in (await people.names(work.connection, school, ids)).items()}
    titles = await queries.titles(work.connection, school, ids)
    own = await people.children_ever(work.connection, school, work.person)
    items = [
        _of_own_family(r)
        if r.act == Action.RESTRICT_GUARDIAN and r.target_id in own
        else Entry(
            number=r.number,
            at=r.at,
            actor=names.get(r.actor_id, ""),
            act=r.act,
            target=names.get(r.target_id) or titles.get(r.target_id, ""),
            target_id=r.target_id,
            detail={field: value for field, value in r.detail.items() if field not in words.get(r.number, {})},
            words=[Words(field, old, new) for field, (_, old, new) in words.get(r.number, {}).items()],
        )
        for r in shown
    ]
    return Page(items, encode_cursor(str(shown[-1].number)) if len(rows) > limit else None)


def _of_own_family(r: Record) -> Entry:
    """That there is an entry, and nothing of it: neither side of a restriction reads its details (B9)."""
    return Entry(r.number, r.at, "", r.act, "", None, {}, [])


async def verify(work: Work, school: SchoolId) -> Verdict:
    """Go through the whole chain of a school; words that are still there must fit their digests."""
    number, previous = 0, queries.GENESIS
    while True:
        rows = await queries.oldest(work.connection, school, number, BATCH)
        if not rows:
            return Verdict(school, number, previous.hex(), None, "")
        words = await queries.words(work.connection, school, [r.number for r in rows])
        for r in rows:
            fault = _fault(r, number + 1, previous, words.get(r.number, {}))
            if fault:
                return Verdict(school, number, previous.hex(), number + 1, fault)
            number, previous = r.number, r.hash


def _fault(r: Any, number: int, previous: bytes, words: dict[str, tuple[bytes, str, str]]) -> str:
    if r.number != number:
        return "записи не хватает"
    if r.previous != previous:
        return "запись не продолжает предыдущую"
    if link(dict(r._mapping)) != r.hash:
        return "запись изменена"
    for field, (salt, old, new) in words.items():
        if r.detail.get(field) != [digest(salt, old), digest(salt, new)]:
            return f"изменены слова поля «{field}»"
    return ""
