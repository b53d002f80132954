"""The school as the wire shows it."""

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

import msgspec


class SchoolCard(msgspec.Struct, frozen=True, rename="camel"):
    """What every member may know of his school."""

    id: UUID
    short_name: str
    full_name: str
    time_zone: str
    help_phone: str
    help_hours: str
    quiet_from: int
    quiet_to: int
    logo_id: UUID | None


LegalMode = Literal["channel", "remoteLessons"]
Minute = Annotated[int, msgspec.Meta(ge=0, le=1439)]
Line = Annotated[str, msgspec.Meta(max_length=300)]


Weekdays = Annotated[list[Annotated[int, msgspec.Meta(ge=1, le=7)]], msgspec.Meta(max_length=7)]


class Holiday(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Days on which the school is quiet from morning to evening, both included."""

    begins: date
    ends: date


class Profile(msgspec.Struct, frozen=True, rename="camel"):
    """Everything the administrator keeps about the school (A4, A14). `quiet_from`, `quiet_to`: minutes after midnight."""

    id: UUID
    short_name: str
    full_name: str
    inn: str
    region: str
    city: str
    address: str
    site: str
    email: str
    phone: str
    help_phone: str
    help_hours: str
    time_zone: str
    quiet_from: int
    quiet_to: int
    quiet_weekdays: list[int]
    holidays: list[Holiday]
    verification: bool
    consents: bool
    informal_to_grade: int
    legal_mode: LegalMode
    closed_school: bool
    logo_id: UUID | None


class ProfileChange(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True
):
    """What of the profile is to change; what is not named stays. `order`: number and date, for «дистанционные занятия»."""

    short_name: Line | msgspec.UnsetType = msgspec.UNSET
    full_name: Line | msgspec.UnsetType = msgspec.UNSET
    inn: Line | msgspec.UnsetType = msgspec.UNSET
    region: Line | msgspec.UnsetType = msgspec.UNSET
    city: Line | msgspec.UnsetType = msgspec.UNSET
    address: Line | msgspec.UnsetType = msgspec.UNSET
    site: Line | msgspec.UnsetType = msgspec.UNSET
    email: Line | msgspec.UnsetType = msgspec.UNSET
    phone: Line | msgspec.UnsetType = msgspec.UNSET
    help_phone: Line | msgspec.UnsetType = msgspec.UNSET
    help_hours: Line | msgspec.UnsetType = msgspec.UNSET
    time_zone: Line | msgspec.UnsetType = msgspec.UNSET
    quiet_from: Minute | msgspec.UnsetType = msgspec.UNSET
    quiet_to: Minute | msgspec.UnsetType = msgspec.UNSET
    quiet_weekdays: Weekdays | msgspec.UnsetType = msgspec.UNSET
    holidays: Annotated[list[Holiday], msgspec.Meta(max_length=40)] | msgspec.UnsetType = msgspec.UNSET
    verification: bool | msgspec.UnsetType = msgspec.UNSET
    consents: bool | msgspec.UnsetType = msgspec.UNSET
    informal_to_grade: Annotated[int, msgspec.Meta(ge=0, le=12)] | msgspec.UnsetType = msgspec.UNSET
    legal_mode: LegalMode | msgspec.UnsetType = msgspec.UNSET
    closed_school: bool | msgspec.UnsetType = msgspec.UNSET
    order: Line = ""


class Building(msgspec.Struct, frozen=True, rename="camel"):
    """A building or branch."""

    id: UUID
    name: str
    address: str


class NewBuilding(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A building or branch to be written down."""

    name: Line
    address: Line = ""


class Lesson(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A lesson of a bell schedule, school time."""

    begins: time
    ends: time


class NewBellSchedule(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """«Расписание звонков»: which lessons, on which weekdays (1 = Monday), for which shift and building."""

    name: Line
    weekdays: Annotated[list[Annotated[int, msgspec.Meta(ge=1, le=7)]], msgspec.Meta(min_length=1, max_length=7)]
    lessons: Annotated[list[Lesson], msgspec.Meta(min_length=1, max_length=16)]
    shift: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    building_id: UUID | None = None
    short_day: bool = False


class BellSchedule(msgspec.Struct, frozen=True, rename="camel"):
    """A bell schedule as it is kept."""

    id: UUID
    name: str
    weekdays: list[int]
    lessons: list[Lesson]
    shift: int
    building_id: UUID | None
    short_day: bool
