"""What a row of a list says: typed records of pupils, staff, guardians and bindings, with the cell of every value."""

import datetime
from enum import StrEnum

import msgspec

from parta.classes.titles import ClassTitle

YO = str.maketrans({"ё": "е", "Ё": "Е", "-": " ", "’": "'"})


class Record(msgspec.Struct, frozen=True, rename="camel"):
    """The base of all that the import says: unchangeable, camelCase on the wire."""


class PersonName(Record, frozen=True):
    """A name in its three parts; the patronymic may be empty, initials keep their dot («И.»)."""

    surname: str
    given: str
    patronymic: str = ""

    @property
    def full(self) -> str:
        """«Фамилия Имя Отчество» as far as known."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def key(self) -> str:
        """What two spellings of one name share: ё is е, a hyphen is a space, letters are small."""
        return self.full.translate(YO).lower()

    @property
    def short_key(self) -> str:
        """Surname and first given name: what stays when one list has the patronymic and the other has not."""
        return f"{self.surname} {self.given}".translate(YO).lower()

    @property
    def initials_key(self) -> str:
        """Surname and initials."""
        return f"{self.surname} {self.given[:1]} {self.patronymic[:1]}".translate(YO).lower().strip()

    @property
    def has_initials(self) -> bool:
        """Whether only initials are known of the given name."""
        return self.given.endswith(".")


class Source(Record, frozen=True):
    """Where a record stands in the file: sheet, row (from 1), and the column (from 0) of each value."""

    sheet: str
    row: int
    columns: dict[str, int] = {}


class GuardianKind(StrEnum):
    """How the guardian stands to the child."""

    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    TRUSTED = "trusted"


class Pupil(Record, frozen=True):
    """A pupil of a class."""

    source: Source
    name: PersonName
    school_class: ClassTitle
    birth_date: datetime.date | None = None
    external_number: str = ""
    list_number: int | None = None
    phone: str = ""
    email: str = ""


class Teaching(Record, frozen=True):
    """What a teacher teaches and where."""

    subject: str
    school_class: ClassTitle


class Staff(Record, frozen=True):
    """A member of staff."""

    source: Source
    name: PersonName
    positions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    teacher_of: tuple[ClassTitle, ...] = ()
    teaches: tuple[Teaching, ...] = ()
    external_number: str = ""
    phone: str = ""
    email: str = ""


class ChildRef(Record, frozen=True):
    """The child a guardian belongs to: the pupil of the same file by its number there, else a name and class."""

    name: PersonName
    school_class: ClassTitle | None
    pupil: int | None = None


class Guardian(Record, frozen=True):
    """A legal representative as one row names him."""

    source: Source
    name: PersonName
    kind: GuardianKind
    child: ChildRef
    phone: str = ""
    email: str = ""


class ClassBinding(Record, frozen=True):
    """A class teacher named in a list of the class, not in a list of staff."""

    source: Source
    school_class: ClassTitle
    teacher: PersonName


class Skipped(Record, frozen=True):
    """A row that holds no person: a heading, a section, a total."""

    sheet: str
    row: int
    why: str


class Records(Record, frozen=True):
    """All that the file says, in its order."""

    classes: tuple[ClassTitle, ...] = ()
    pupils: tuple[Pupil, ...] = ()
    staff: tuple[Staff, ...] = ()
    guardians: tuple[Guardian, ...] = ()
    bindings: tuple[ClassBinding, ...] = ()
