"""Who has joined, was invited, is without a joined representative: class by class, for whoever sees the school (A13)."""

from uuid import UUID

import msgspec

from parta.admission.invitations.queries import ERRORS_AT_MOST
from parta.classes.queries import pages
from parta.classes.shapes import Numbers
from parta.kernel.ids import ClassId
from parta.policy.decide import Place
from parta.policy.standing import Column
from parta.policy.table import Action
from parta.work import Work

from . import queries


class ClassJoining(msgspec.Struct, frozen=True, rename="camel"):
    """A class in numbers. `…_invited`: has not joined and holds a slip that works."""

    id: UUID
    title: str
    leaders: list[str]
    numbers: Numbers
    pupils_invited: int
    guardians_invited: int


async def joining(work: Work) -> list[ClassJoining]:
    """All classes that one may see so, the smallest grade first."""
    office = frozenset(ClassId(one) for one in work.actor.columns().get(Column.POSITION, frozenset()))
    work.require(Action.SEE_JOINING, Place(school=work.school, classes=office))
    everywhere = work.may(Action.SEE_JOINING, Place(school=work.school))
    invited = await queries.invited_by_class(work.connection, work.school, work.now, ERRORS_AT_MOST)
    nobody = (0, 0)
    return [
        ClassJoining(card.id, card.title, card.leaders, card.numbers, *invited.get(card.id, nobody))
        for card in await pages.cards(work.connection, work.school, None)
        if card.kind in ("class", "set") and card.numbers is not None and (everywhere or card.id in office)
    ]
