"""Restrictions as they are read: by administrators whole, by the class's staff that there is one, by the family never (B9)."""

from datetime import date

from parta.kernel.ids import PersonId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from .bindings import school_today
from .queries import restrictions as queries
from .shapes import RestrictionBasis, RestrictionCard


async def of_person(work: Work, person: PersonId) -> list[RestrictionCard]:
    """Those that concern a person whom the actor may see; the caller has asked whether he may."""
    return await _cards(work, person, only_over=False)


async def to_decide(work: Work) -> list[RestrictionCard]:
    """Those whose term is over, for the administrators' inbox."""
    if not work.may(Action.RESTRICT_GUARDIAN, Place(school=work.school)):
        return []
    return await _cards(work, None, only_over=True)


async def _cards(work: Work, of: PersonId | None, *, only_over: bool) -> list[RestrictionCard]:
    today = await school_today(work, work.school)
    rows = await queries.listed(work.connection, work.school, of, today if only_over else None)
    if not rows:
        return []
    own = await people_queries.children_ever(work.connection, work.school, work.person)
    abilities = work.abilities([Action.RESTRICT_GUARDIAN], Place(school=work.school))
    return [_card(row, today, abilities) for row in rows if row.child_id not in own]


def _card(row: Record, today: date, abilities: list[Action]) -> RestrictionCard:
    decision = RestrictionBasis(row.document, row.decided_on, _name(row, "maker"), row.made_at) if abilities else None
    return RestrictionCard(
        id=row.id,
        child_id=row.child_id,
        child=_name(row, "child"),
        guardian_id=row.guardian_id,
        guardian=_name(row, "adult"),
        relation=row.relation,
        ends_on=row.ends_on,
        over=row.ends_on < today,
        decision=decision,
        abilities=abilities,
    )


def _name(row: Record, who: str) -> str:
    last, first, middle = (getattr(row, f"{who}_{part}") for part in ("last", "first", "middle"))
    return full_name(last, first, middle) if last else ""
