"""Reading about chats of two: whom one may write to, which chats a child has with adults of the school."""

from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.pages import Page, Words, decode_cursor, encode_cursor
from parta.kernel.text import full_name, pupil_name
from parta.parts.schema import Record
from parta.people import queries as people
from parta.policy.decide import Place
from parta.policy.matrix import MATRIX, Relation, Verdict
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from .queries import chats as queries
from .queries import contacts as contact_queries
from .shapes import Contact, DirectRules, SeenDirect

_BY_CONSENT = {one for cell in MATRIX.values() for one, given in cell.items() if given is Verdict.ASKS}


async def contacts(work: Work, *, search: str, only: UUID | None, cursor: str | None, limit: int) -> Page[Contact]:
    """Only those to whom one may write, by name; `only`: this person, in each of his hats."""
    work.require(Action.WRITE_DIRECT, Place(school=work.school))
    hat = work.actor.hat
    if hat is None:
        raise NotFound
    switches = await queries.switches_of(work.connection, work.school)
    rows = await contact_queries.contacts(
        work.connection,
        work.school,
        (work.person, hat),
        switches,
        search=search,
        only=only,
        after=decode_cursor(cursor, tuple[Words, UUID, Words]),
        count=limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    more = encode_cursor(last.sort_key, str(last.id), last.hat) if last else None
    return Page([_contact(row, full=hat is Hat.STAFF) for row in rows[:limit]], more)


async def seen(work: Work, child: PersonId) -> list[SeenDirect]:
    """THAT a child and an adult of the school write to each other, for class teacher and parents; never a word (L16)."""
    held = (await people.standings_of(work.connection, work.school, [child])).get(child, [])
    classes = frozenset(ClassId(one.target) for one in held if one.kind is Kind.PUPIL and one.target)
    if not held:
        raise NotFound
    work.require(
        Action.SEE_DIRECT_CHATS,
        Place(school=work.school, classes=classes, owner=child, children=frozenset({child})),
    )
    return [
        SeenDirect(r.id, full_name(r.last_name, r.first_name, r.middle_name), r.job_title, r.at, r.goes_on)
        for r in await queries.seen_of(work.connection, work.school, child)
    ]


async def rules(work: Work) -> DirectRules:
    """Which doors of the matrix the school has opened."""
    work.require(Action.EDIT_SCHOOL, Place(school=work.school))
    known = await queries.switches_of(work.connection, work.school)
    return msgspec.convert(msgspec.to_builtins(known), DirectRules)


def _contact(r: Record, *, full: bool) -> Contact:
    """Staff is named in full; families to each other as in their chats, «Анна И.»."""
    in_full = full or r.hat == Hat.STAFF
    relations = [Relation(one) for one in r.relations]
    return Contact(
        person_id=r.id,
        hat=Hat(r.hat),
        name=full_name(r.last_name, r.first_name, r.middle_name) if in_full else pupil_name(r.last_name, r.first_name),
        verified=r.hat == Hat.STAFF and r.verified,
        relations=relations,
        words=_words(r),
        children=list(r.children),
        asks=all(one in _BY_CONSENT for one in relations),
    )


def _words(r: Record) -> list[str]:
    if r.hat == Hat.STAFF:
        return [*(r.words or ()), *([r.job_title] if r.job_title else ())]
    return list(r.classes)
