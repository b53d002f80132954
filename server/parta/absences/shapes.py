"""«Не придёт» as the wire shows it."""

from datetime import date, datetime, time
from typing import Literal
from uuid import UUID

import msgspec

from parta.policy.table import Action

Reason = Literal["illness", "doctor", "family", "event", "other"]
MarkedBy = Literal["me", "family", "school"]


class NewAbsence(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which child will not come, on which days, and why."""

    child_id: UUID
    first_day: date
    last_day: date
    reason: Reason


class Absence(msgspec.Struct, frozen=True, rename="camel"):
    """Days on which a child will not come, as the family sees them. `may_take_back`: some of them have not begun."""

    id: UUID
    first_day: date
    last_day: date
    reason: Reason
    marked_by: MarkedBy
    may_take_back: bool


class ChildDays(msgspec.Struct, frozen=True, rename="camel"):
    """One's child with the days that are marked. `begins`: the first bell of today, where the school keeps its bells."""

    person_id: UUID
    name: str
    class_title: str
    begins: time | None
    absences: list[Absence]


class MyAbsences(msgspec.Struct, frozen=True, rename="camel"):
    """One's children, by the school's clock; a pupil of age sees himself. `own`: the pupil himself asks."""

    today: date
    own: bool
    children: list[ChildDays]


class Absent(msgspec.Struct, frozen=True, rename="camel"):
    """Who is not expected on a day, as the class teacher sees it."""

    id: UUID
    child_id: UUID
    name: str
    reason: Reason
    first_day: date
    last_day: date
    marked_by: Literal["family", "pupil", "school"]
    marked_at: datetime
    may_take_back: bool


class Expected(msgspec.Struct, frozen=True, rename="camel"):
    """A pupil of the class who is expected."""

    child_id: UUID
    name: str


class ClassDay(msgspec.Struct, frozen=True, rename="camel"):
    """A day of a class: who is not expected, and who is."""

    class_id: UUID
    title: str
    today: date
    day: date
    absent: list[Absent]
    expected: list[Expected]
    abilities: list[Action]


class ClassCount(msgspec.Struct, frozen=True, rename="camel"):
    """How many of a class are expected: a number, no name."""

    class_id: UUID
    title: str
    pupils: int
    absent: int


class SchoolDay(msgspec.Struct, frozen=True, rename="camel"):
    """A day of the school in numbers, class by class."""

    today: date
    day: date
    pupils: int
    absent: int
    classes: list[ClassCount]
