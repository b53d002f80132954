"""What a demo school consists of: plain facts that refer to each other by short keys."""

import datetime
from enum import StrEnum

import msgspec


class Fact(msgspec.Struct, frozen=True, rename="camel"):
    """The base of all facts of the demo school."""


class Sex(StrEnum):
    """Needed for surnames, patronymics and verbs only; the product itself stores none."""

    M = "m"
    F = "f"


class DemoPerson(Fact, frozen=True):
    """An invented human being; `joined` tells whether an account exists already."""

    key: str
    sex: Sex
    surname: str
    given: str
    patronymic: str = ""
    birth_date: datetime.date | None = None
    external_number: str = ""
    phone: str = ""
    email: str = ""
    joined: bool = True

    @property
    def full_name(self) -> str:
        """«Фамилия Имя Отчество» as far as there is one."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """«Фамилия И. О.»."""
        initials = " ".join(f"{part[0]}." for part in (self.given, self.patronymic) if part)
        return f"{self.surname} {initials}"


class DemoBuilding(Fact, frozen=True):
    """A building of the school."""

    key: str
    title: str
    address: str


class DemoClass(Fact, frozen=True):
    """A class or a kindergarten group with its class teacher; `pupils` in the order of the class list."""

    key: str
    title: str
    grade: int | None
    building: str
    teacher: str
    pupils: tuple[str, ...]


class DemoTeaching(Fact, frozen=True):
    """A subject taught in a class."""

    subject: str
    class_key: str


class DemoStaff(Fact, frozen=True):
    """A member of staff; `person` is the key of the human, who may be a guardian too."""

    person: str
    positions: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    teaches: tuple[DemoTeaching, ...] = ()
    is_teaching_staff: bool = True


class DemoGuardianship(Fact, frozen=True):
    """Who represents which child; kind is mother, father, guardian or trusted."""

    guardian: str
    child: str
    kind: str


class RoomKind(StrEnum):
    """The chats that the demo school talks in."""

    CLASS = "class"
    PARENTS = "parents"
    TEACHERS = "teachers"
    ANNOUNCEMENTS = "announcements"
    STAFFROOM = "staffroom"


class RoomKey(Fact, frozen=True):
    """A chat by its kind and class; the staffroom has no class."""

    kind: RoomKind
    class_key: str | None = None


class DemoMessage(Fact, frozen=True):
    """A message; `number` counts from 0 within its room, `reply_to` is such a number."""

    room: RoomKey
    number: int
    author: str
    hat: str
    at: datetime.datetime
    text: str
    reply_to: int | None = None


class DemoSchool(Fact, frozen=True):
    """Everything about the school but its messages, which `talk.messages(school)` tells."""

    seed: int
    short_name: str
    full_name: str
    city: str
    time_zone: str
    help_phone: str
    first_day: datetime.date
    last_day: datetime.date
    buildings: tuple[DemoBuilding, ...]
    classes: tuple[DemoClass, ...]
    people: tuple[DemoPerson, ...]
    staff: tuple[DemoStaff, ...]
    guardianships: tuple[DemoGuardianship, ...]
    administrator: str
    edges: dict[str, str]
    """What stands for which edge case: name of the case → key of the person or class."""

    def person(self, key: str) -> DemoPerson:
        """The person of this key; for many look-ups make a dict of `people`."""
        return next(person for person in self.people if person.key == key)
