"""The decision: compare how an actor stands to a target with what the table allows."""

from collections.abc import Iterable
from enum import Enum

import msgspec

from parta.kernel.errors import NotAllowed, NotFound
from parta.kernel.ids import ClassId, PersonId, SchoolId

from .standing import Actor
from .table import AMONG_MANY, TABLE, Action, Scope


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the thing asked for stands: filled in by the slice that owns it."""

    school: SchoolId | None
    classes: frozenset[ClassId] = frozenset()  # the classes it belongs to
    member: bool = False  # the actor is a member of this chat now
    owner: PersonId | None = None  # whose it is
    children: frozenset[PersonId] = frozenset()  # the children it concerns
    of_two: bool = False  # a chat of two, in which nobody stands above the other


class Verdict(Enum):
    """What a door answers."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"  # 403: the actor sees the thing
    HIDDEN = "hidden"  # 404: the actor may not know of it


def decide(actor: Actor, action: Action, place: Place) -> Verdict:
    """May this actor do this action at this place?"""
    if allowed(actor, action, place):
        return Verdict.ALLOWED
    sees = TABLE[action].sees
    visible = allowed(actor, sees, place) if sees else place.school is None or place.school == actor.school
    return Verdict.FORBIDDEN if visible else Verdict.HIDDEN


def demand(actor: Actor, action: Action, place: Place) -> None:
    """Go on only if the regulation allows it: `NotFound` when the actor may not know of it, else `NotAllowed`."""
    match decide(actor, action, place):
        case Verdict.FORBIDDEN:
            raise NotAllowed
        case Verdict.HIDDEN:
            raise NotFound
        case Verdict.ALLOWED:
            pass


def allowed(actor: Actor, action: Action, place: Place) -> bool:
    """Does any column that the actor stands in reach this place?"""
    if place.of_two and action in AMONG_MANY:
        return False
    cells = TABLE[action].cells
    return any(_reaches(cells[column], actor, targets, place) for column, targets in actor.columns().items())


def abilities(actor: Actor, actions: Iterable[Action], place: Place) -> list[Action]:
    """Those of the actions that the actor may do here: the screen shows exactly these."""
    return [action for action in actions if allowed(actor, action, place)]


def _reaches(scope: Scope, actor: Actor, targets: frozenset[ClassId | PersonId], place: Place) -> bool:
    if scope is Scope.NO:
        return False
    if scope is Scope.ALL:
        return True
    if place.school is None or place.school != actor.school:
        return False
    match scope:
        case Scope.SCHOOL:
            return True
        case Scope.MEMBER:
            return place.member
        case Scope.OWN:
            return place.owner is not None and place.owner == actor.person
        case Scope.OWN_CLASS:
            return not place.classes.isdisjoint(targets)
        case Scope.OFFICE:
            return not targets or not place.classes.isdisjoint(targets)
        case Scope.OWN_CHILD:
            return not place.children.isdisjoint(targets)
    raise AssertionError(scope)
