"""Classes and their people as the wire shows them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.policy.table import Action

Joined = Literal["joined", "waiting", "none"]  # has come in | acknowledges rules or waits for consent | not yet
LeaderKind = Literal["class_teacher", "deputy", "substitute"]
Committee = Literal["parents", "pupils"]
Position = Literal["deputyHead", "counsellor", "psychologist", "socialPedagogue", "secretary", "canteen"]
NamePart = Annotated[str, msgspec.Meta(max_length=80)]


class Numbers(msgspec.Struct, frozen=True, rename="camel"):
    """Who has come in, of how many."""

    pupils: int
    pupils_joined: int
    guardians: int
    guardians_joined: int
    without_guardian: int  # pupils none of whose representatives has joined


class ClassCard(msgspec.Struct, frozen=True, rename="camel"):
    """A class in the list. `numbers`: only for those who see who has joined."""

    id: UUID
    kind: Literal["class", "set", "club", "subgroup"]
    title: str
    grade: int | None
    second_grade: int | None
    building_id: UUID | None
    parent_id: UUID | None
    bell_schedule_ids: list[UUID]
    leaders: list[str]
    numbers: Numbers | None


class Leader(msgspec.Struct, frozen=True, rename="camel"):
    """A class teacher's, deputy's or substitute's binding, now, to come or past (A10)."""

    person_id: UUID
    name: str
    kind: LeaderKind
    since: date
    until: date | None
    active: bool
    joined: Joined


class SubjectTeacher(msgspec.Struct, frozen=True, rename="camel"):
    """Who teaches here, and what (A11)."""

    person_id: UUID
    name: str
    subject: str
    joined: Joined


class Guardian(msgspec.Struct, frozen=True, rename="camel"):
    """A child's representative or trusted adult."""

    person_id: UUID
    name: str
    relation: str
    trusted: bool
    joined: Joined
    activist: bool


class Pupil(msgspec.Struct, frozen=True, rename="camel"):
    """A line of the class list."""

    person_id: UUID
    name: str
    mark: str | None  # number in the list, where namesakes need it
    joined: Joined
    off_platform: bool
    missing: bool  # not in the newest list
    activist: bool
    guardians: list[Guardian]


class Subgroup(msgspec.Struct, frozen=True, rename="camel"):
    """A part of a class."""

    id: UUID
    title: str
    members: list[UUID]


class GroupCandidate(msgspec.Struct, frozen=True, rename="camel"):
    """A pupil who may be put into a club or subgroup."""

    person_id: UUID
    name: str
    class_name: str
    member: bool


class ClassRoom(msgspec.Struct, frozen=True, rename="camel"):
    """A chat of the class; `subject`: of which subject, if of one."""

    id: UUID
    kind: str
    title: str
    subject: str


class ClassPage(msgspec.Struct, frozen=True, rename="camel"):
    """Everything on the page of a class; `pupils` are there only for those who may see the list."""

    id: UUID
    kind: str
    title: str
    grade: int | None
    second_grade: int | None
    building_id: UUID | None
    parent_id: UUID | None  # the class that a subgroup is a part of
    bell_schedule_ids: list[UUID]
    leaders: list[Leader]
    teachers: list[SubjectTeacher]
    pupils: list[Pupil]
    subgroups: list[Subgroup]
    rooms: list[ClassRoom]
    abilities: list[Action]


class Classmate(msgspec.Struct, frozen=True, rename="camel"):
    """A pupil as his classmates see him: «Имя Ф.», nothing else."""

    person_id: UUID
    name: str


class ClassAdult(msgspec.Struct, frozen=True, rename="camel"):
    """Who leads or teaches a class, as its pupils see it."""

    person_id: UUID
    name: str
    leads: LeaderKind | None
    subjects: list[str]


class MyClass(msgspec.Struct, frozen=True, rename="camel"):
    """«Мой класс» of a pupil: no contacts, no parents, nothing of who has joined."""

    id: UUID
    title: str
    adults: list[ClassAdult]
    classmates: list[Classmate]


class Standing(msgspec.Struct, frozen=True, rename="camel"):
    """One line of how a person stands in the school."""

    kind: str
    target_id: UUID | None
    target: str  # the class's title or the child's name
    detail: str
    basis: str
    since: date
    until: date | None
    active: bool


class Relative(msgspec.Struct, frozen=True, rename="camel"):
    """A child of a guardian, or a guardian of a child."""

    person_id: UUID
    name: str
    relation: str
    trusted: bool
    joined: Joined
    proof_note: str  # by what his right was seen proved (B9)


class RestrictionBasis(msgspec.Struct, frozen=True, rename="camel"):
    """What a restriction rests on: for whoever decides such things, and for nobody of the family."""

    document: str
    decided_on: date
    made_by: str
    made_at: datetime


class RestrictionCard(msgspec.Struct, frozen=True, rename="camel"):
    """An adult barred from a child (B9)."""

    id: UUID
    child_id: UUID
    child: str
    guardian_id: UUID
    guardian: str
    relation: str
    ends_on: date
    over: bool  # its last day has passed: it holds until an administrator decides
    decision: RestrictionBasis | None
    abilities: list[Action]


class PersonCard(msgspec.Struct, frozen=True, rename="camel"):
    """A person of the roster."""

    id: UUID
    last_name: str
    first_name: str
    middle_name: str
    name: str
    job_title: str
    joined: Joined
    joined_at: datetime | None
    off_platform: bool
    missing: bool
    left: bool
    standings: list[Standing]
    guardians: list[Relative]
    children: list[Relative]
    restrictions: list[RestrictionCard]
    abilities: list[Action]


class PersonRow(msgspec.Struct, frozen=True, rename="camel"):
    """A person in the list of people."""

    id: UUID
    name: str
    job_title: str
    joined: Joined
    roles: list[str]  # kinds of living standings
    classes: list[str]  # titles of the classes these name
    left: bool


class SchoolNumbers(msgspec.Struct, frozen=True, rename="camel"):
    """The numbers and to-do cards of the home screen «Школа»."""

    numbers: Numbers
    staff: int
    staff_joined: int
    unconfirmed: int  # teachers who have joined and wait for confirmation
    administrators: int
    has_head: bool
    classes: int
    classes_without_teacher: list[str]
