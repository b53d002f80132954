"""Standings: in which capacity somebody asks, and to which classes and children each capacity reaches."""

from enum import StrEnum

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, PersonId, SchoolId, SessionId


class Column(StrEnum):
    """The columns of the policy table, in its order."""

    OPERATOR = "operator"
    ADMIN = "admin"
    HEAD = "head"
    POSITION = "position"
    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    UNCONFIRMED = "unconfirmed"
    OTHER_STAFF = "other_staff"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    TRUSTED_ADULT = "trusted_adult"
    CANTEEN = "canteen"  # other staff who count plates


class Kind(StrEnum):
    """What a row of the table `standing` says; see people/tables.py for what each one's target is."""

    STAFF = "staff"
    TEACHER = "teacher"
    UNCONFIRMED = "unconfirmed"
    OTHER_STAFF = "other_staff"
    ADMIN = "admin"
    HEAD = "head"
    POSITION = "position"
    CLASS_TEACHER = "class_teacher"
    DEPUTY = "deputy"
    SUBSTITUTE = "substitute"
    TEACHES = "teaches"
    PUPIL = "pupil"
    MEMBER = "member"
    GUARDIAN = "guardian"
    TRUSTED_ADULT = "trusted_adult"
    ACTIVIST = "activist"


# Which column a kind opens, in which hat. STAFF, MEMBER and ACTIVIST alone open none: they place people in chats.
_OPENS: dict[Kind, tuple[Hat, Column]] = {
    Kind.ADMIN: (Hat.STAFF, Column.ADMIN),
    Kind.HEAD: (Hat.STAFF, Column.HEAD),
    Kind.POSITION: (Hat.STAFF, Column.POSITION),
    Kind.CLASS_TEACHER: (Hat.STAFF, Column.CLASS_TEACHER),
    Kind.DEPUTY: (Hat.STAFF, Column.CLASS_TEACHER),
    Kind.SUBSTITUTE: (Hat.STAFF, Column.CLASS_TEACHER),
    Kind.TEACHER: (Hat.STAFF, Column.TEACHER),
    Kind.TEACHES: (Hat.STAFF, Column.TEACHER),
    Kind.UNCONFIRMED: (Hat.STAFF, Column.UNCONFIRMED),
    Kind.OTHER_STAFF: (Hat.STAFF, Column.OTHER_STAFF),
    Kind.PUPIL: (Hat.PUPIL, Column.PUPIL),
    Kind.GUARDIAN: (Hat.GUARDIAN, Column.GUARDIAN),
    Kind.TRUSTED_ADULT: (Hat.GUARDIAN, Column.TRUSTED_ADULT),
}
# The canteen is a position that needs numbers and no names: it opens none of what other positions see (C25, L8).
_OFFICE_OPENS = {"canteen": Column.CANTEEN}
# Bound to a class or led as a teacher, but waiting for confirmation: such a standing gives nothing yet (B6).
_NEEDS_CONFIRMED = {Kind.CLASS_TEACHER, Kind.DEPUTY, Kind.SUBSTITUTE, Kind.TEACHES}


class Held(msgspec.Struct, frozen=True):
    """One living row of `standing`."""

    kind: Kind
    target: ClassId | PersonId | None = None
    detail: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks: one account, one person, one hat, and the standings this hat has now."""

    account: AccountId
    session: SessionId | None
    operator: bool = False
    school: SchoolId | None = None
    person: PersonId | None = None
    hat: Hat | None = None
    name: str = ""
    held: tuple[Held, ...] = ()
    second_factor: bool = False  # the session has shown one
    owes_second_factor: bool = False  # … and must, before it may do anything: it acts as nobody until then (B11)
    must_have_second_factor: bool = False  # the role asks for one, whether or not it was shown

    def columns(self) -> dict[Column, frozenset[ClassId | PersonId]]:
        """The columns this actor stands in, each with the classes or children it reaches."""
        kinds = {held.kind for held in self.held}
        columns: dict[Column, set[ClassId | PersonId]] = {}
        if self.operator:
            columns[Column.OPERATOR] = set()
        for held in self.held:
            opens = _OPENS.get(held.kind)
            if opens is None or opens[0] != self.hat:
                continue
            if held.kind in _NEEDS_CONFIRMED and Kind.TEACHER not in kinds:
                continue
            targets = columns.setdefault(_column(held), set())
            if held.target is not None:
                targets.add(held.target)
        for one in self.held:
            if one.kind is Kind.POSITION and one.target is None and _column(one) in columns:
                columns[_column(one)].clear()  # one position of the whole school is of the whole school (A13)
        return {column: frozenset(targets) for column, targets in columns.items()}


def _column(held: Held) -> Column:
    if held.kind is Kind.POSITION:
        return _OFFICE_OPENS.get(held.detail, Column.POSITION)
    return _OPENS[held.kind][1]
