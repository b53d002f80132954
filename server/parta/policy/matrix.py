"""Who may write to whom directly (C12, L15, L16): the fixed matrix of standings and relations. All else is nobody."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Party(StrEnum):
    """In which standing somebody takes part in a direct chat; `pupil` from the grade that the school names, else `young`."""

    STAFF = "staff"
    UNCONFIRMED = "unconfirmed"
    PUPIL = "pupil"
    YOUNG = "young"
    GUARDIAN = "guardian"
    TRUSTED = "trusted"


class Relation(StrEnum):
    """How two people of one school stand to each other."""

    COLLEAGUES = "colleagues"
    OWN_TEACHER = "ownTeacher"  # of the pupil's class, subgroup or club
    CHILDS_TEACHER = "childsTeacher"  # the same, for the parent
    OFFICE = "office"  # «Приёмная»: a position that the school has opened, and that reaches the class
    CLASSMATES = "classmates"
    SCHOOLMATES = "schoolmates"
    OWN_CHILD = "ownChild"
    CLASS_PARENTS = "classParents"  # their children learn in one class
    AGREED = "agreed"  # one asked, the other let


class Verdict(StrEnum):
    """What a relation gives."""

    WRITES = "writes"
    ASKS = "asks"  # only with the other's consent
    LASTS = "lasts"  # what was begun goes on; nothing begins


class Mark(StrEnum):
    """What both read above their talk."""

    NONE = "none"
    SEEN = "seen"  # that it exists is known to the class teacher and the parents, its text to nobody
    CONFIDENTIAL = "confidential"  # with the psychologist or the social pedagogue: not even that


Cell = dict[Relation, Verdict]

_ADULTS_OF_SCHOOL = {Relation.OWN_TEACHER: Verdict.WRITES, Relation.OFFICE: Verdict.WRITES}
_WITH_PARENTS = {Relation.CHILDS_TEACHER: Verdict.WRITES, Relation.OFFICE: Verdict.WRITES}
_OWN_CHILD = {Relation.OWN_CHILD: Verdict.WRITES}

# A pair that does not stand here writes to each other never: an unconfirmed teacher to nobody, a trusted adult to nobody
# (he gets notices and the chats of the class), pupils of the lowest grades to no pupil.
MATRIX: dict[frozenset[Party], Cell] = {
    frozenset({Party.STAFF}): {Relation.COLLEAGUES: Verdict.WRITES},
    frozenset({Party.STAFF, Party.PUPIL}): _ADULTS_OF_SCHOOL,
    frozenset({Party.STAFF, Party.YOUNG}): _ADULTS_OF_SCHOOL,
    frozenset({Party.STAFF, Party.GUARDIAN}): _WITH_PARENTS,
    frozenset({Party.PUPIL}): {Relation.CLASSMATES: Verdict.WRITES, Relation.SCHOOLMATES: Verdict.LASTS},
    frozenset({Party.PUPIL, Party.GUARDIAN}): _OWN_CHILD,
    frozenset({Party.YOUNG, Party.GUARDIAN}): _OWN_CHILD,
    frozenset({Party.GUARDIAN}): {Relation.CLASS_PARENTS: Verdict.ASKS, Relation.AGREED: Verdict.LASTS},
}

_ORDER = (Verdict.WRITES, Verdict.LASTS, Verdict.ASKS)  # what has begun needs no second asking
FIRST_GRADE = 5  # pupils write to pupils from this grade on, unless the school says otherwise
CONFIDANTS = ("psychologist", "socialPedagogue")


class Switches(msgspec.Struct, frozen=True, rename="camel"):
    """What the school may change. `offices`: positions opened as «Приёмная»."""

    pupils_from_grade: int = FIRST_GRADE
    pupils_find_school: bool = False
    offices: tuple[str, ...] = ()


def verdict(one: Party, other: Party, relations: Iterable[Relation], switches: Switches) -> Verdict | None:
    """The most that any of the relations gives this pair; None: they write to each other never."""
    cell = MATRIX.get(frozenset({one, other}), {})
    given = {_switched(relation, cell[relation], switches) for relation in relations if relation in cell}
    return next((one for one in _ORDER if one in given), None)


def begins(switches: Switches) -> list[tuple[Party, Party, Relation]]:
    """Every pair and relation with which a talk may begin or be asked for, both ways round."""
    return [
        (one, other, relation)
        for pair, cell in MATRIX.items()
        for one, other in _both_ways(pair)
        for relation, given in cell.items()
        if _switched(relation, given, switches) is not Verdict.LASTS
    ]


def mark(one: Party, other: Party, *, confidant: bool) -> Mark:
    """One adult of the school with one child is always marked (L16); `confidant`: the adult holds such a position."""
    if Party.STAFF not in (one, other) or not {Party.PUPIL, Party.YOUNG} & {one, other}:
        return Mark.NONE
    return Mark.CONFIDENTIAL if confidant else Mark.SEEN


def marked_on(was: Mark, now: Mark) -> Mark:
    """A talk that was confidential stays so, whatever the adult becomes: that a child asked for help never comes to light."""
    return was if was is Mark.CONFIDENTIAL else now


def _switched(relation: Relation, given: Verdict, switches: Switches) -> Verdict:
    wider = relation is Relation.SCHOOLMATES and switches.pupils_find_school
    return Verdict.WRITES if wider else given


def _both_ways(pair: frozenset[Party]) -> set[tuple[Party, Party]]:
    first, *rest = sorted(pair)
    second = rest[0] if rest else first
    return {(first, second), (second, first)}
