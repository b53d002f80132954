"""The school's roster as it is now, told to the import in plain structs."""

import datetime

from parta.admission.roster.records import GuardianKind, PersonName, Record
from parta.classes.titles import ClassTitle


class KnownClass(Record, frozen=True):
    """A class that exists; `teacher_id` is the person who is its class teacher today."""

    id: str
    title: ClassTitle
    teacher_id: str | None = None


class KnownPerson(Record, frozen=True):
    """A person of the roster in all standings at once; `class_id` is set for a pupil."""

    id: str
    name: PersonName
    birth_date: datetime.date | None = None
    external_number: str = ""
    phone: str = ""
    email: str = ""
    class_id: str | None = None
    list_number: int | None = None
    is_staff: bool = False
    positions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


class KnownGuardianship(Record, frozen=True):
    """Who represents whom."""

    guardian_id: str
    child_id: str
    kind: GuardianKind


class KnownTeaching(Record, frozen=True):
    """A subject-teacher binding."""

    person_id: str
    class_id: str
    subject: str


class KnownRoster(Record, frozen=True):
    """Everything the plan compares the file with."""

    classes: tuple[KnownClass, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    guardianships: tuple[KnownGuardianship, ...] = ()
    teachings: tuple[KnownTeaching, ...] = ()
