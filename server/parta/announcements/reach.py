"""How far somebody's right to announce and to see receipts reaches, and where an announcement stands for him."""

from collections.abc import Iterable

from parta.kernel.ids import ClassId
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.standing import Actor, Column
from parta.policy.table import Action
from parta.work import Work


def own_classes(actor: Actor) -> frozenset[ClassId]:
    """The classes that the actor leads, or that his position reaches."""
    columns = actor.columns()
    reached = columns.get(Column.CLASS_TEACHER, frozenset()) | columns.get(Column.POSITION, frozenset())
    return frozenset(ClassId(one) for one in reached)


def only(work: Work) -> frozenset[ClassId] | None:
    """Whose receipts the actor may see: None = everybody's, else those who got it through these classes."""
    return None if work.may(Action.SEE_RECEIPTS, Place(school=work.school)) else own_classes(work.actor)


def place_of(work: Work, row: Record, *, recipient: bool) -> Place:
    """What goes to the whole school concerns every class of it."""
    classes: Iterable[ClassId] = own_classes(work.actor) if row.whole else map(ClassId, row.classes)
    return Place(school=work.school, classes=frozenset(classes), member=recipient)
