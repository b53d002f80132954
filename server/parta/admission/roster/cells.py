"""One row under its mapping, and the place where what was read and what was wrong is gathered."""

import datetime

from parta.admission.roster.columns import NAME_FIELDS, Column, Field, Who
from parta.admission.roster.defects import Defect, DefectKind, Severity
from parta.admission.roster.headers import SheetMapping
from parta.admission.roster.names import Problem, parse_full_name, parse_name_parts
from parta.admission.roster.records import (
    ClassBinding,
    Guardian,
    PersonName,
    Pupil,
    Record,
    Records,
    Skipped,
    Source,
    Staff,
)
from parta.admission.roster.texts import make_defect
from parta.admission.roster.values import parse_email, parse_phone
from parta.classes.titles import ClassTitle, is_date, parse_grade_and_letter, parse_title

NAME_PARTS = (Field.SURNAME, Field.GIVEN, Field.PATRONYMIC)


class Reading(Record, frozen=True):
    """All that a workbook says: records, what is wrong, and the rows that hold nobody."""

    records: Records
    defects: tuple[Defect, ...]
    skipped: tuple[Skipped, ...]


class Gathered:
    """Records and defects on their way; the only changeable thing of the reading."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self.classes: dict[str, ClassTitle] = {}
        self.openings: list[tuple[ClassTitle, str, int]] = []
        self.pupils: list[Pupil] = []
        self.staff: list[Staff] = []
        self.guardians: list[Guardian] = []
        self.bindings: list[ClassBinding] = []
        self.defects: list[Defect] = []
        self.skipped: list[Skipped] = []

    def met(self, title: ClassTitle) -> ClassTitle:
        """Note the class and give the first spelling of it."""
        return self.classes.setdefault(title.key, title)

    def opened(self, title: ClassTitle, sheet: str, row: int) -> ClassTitle:
        """Note that a sheet or a section of this class begins here."""
        self.openings.append((title, sheet, row))
        return self.met(title)

    def reading(self) -> Reading:
        """What has been gathered, unchangeable."""
        return Reading(
            records=Records(
                classes=tuple(self.classes.values()),
                pupils=tuple(self.pupils),
                staff=tuple(self.staff),
                guardians=tuple(self.guardians),
                bindings=tuple(self.bindings),
            ),
            defects=tuple(self.defects),
            skipped=tuple(self.skipped),
        )


class Cells:
    """The values of one row by their meaning; reading one notes what is wrong with it."""

    def __init__(self, mapping: SheetMapping, places: dict[Column, int], number: int, row: list[str]) -> None:
        self.mapping = mapping
        self.number = number
        self.row = row
        self._places = places
        self.defects: list[Defect] = []

    @property
    def stopped(self) -> bool:
        """Whether anything read so far keeps the row out."""
        return any(defect.severity is Severity.STOPS for defect in self.defects)

    def column(self, who: Who, field: Field) -> int | None:
        """Where the value stands, if the sheet has such a column."""
        return self._places.get(Column(who, field))

    def text(self, who: Who, field: Field) -> str:
        """The value as typed, empty if there is none."""
        column = self.column(who, field)
        return self.row[column] if column is not None and column < len(self.row) else ""

    def source(self, *whose: Who) -> Source:
        """Where the record of these people stands."""
        places = sorted(self._places.items(), key=lambda place: place[1])
        columns = {column.key: index for column, index in places if column.who in whose and self._filled(index)}
        return Source(sheet=self.mapping.sheet, row=self.number, columns=columns)

    def _filled(self, index: int) -> bool:
        return index < len(self.row) and bool(self.row[index])

    def blame(self, kind: DefectKind, column: int | None = None, *, value: str = "", other: object = "") -> None:
        """Note a defect of this row; without a column it is the whole row's."""
        inside = column is not None and column < len(self.row)
        self.defects.append(
            make_defect(
                kind,
                sheet=self.mapping.sheet,
                row=self.number,
                column=column,
                header=self.mapping.headers[column]
                if column is not None and column < len(self.mapping.headers)
                else "",
                value=value or (self.row[column] if inside and column is not None else ""),
                other=other,
            )
        )

    def _blame(self, problem: Problem, column: int | None) -> None:
        self.blame(problem.kind, column, other=problem.other)

    def has_name(self, who: Who) -> bool:
        """Whether any cell of this person's name is filled."""
        return any(self.text(who, field).strip() for field in NAME_FIELDS)

    def name(self, who: Who) -> PersonName | None:
        """The person's name; None has been explained by a defect."""
        full = self.column(who, Field.FULL_NAME)
        if full is not None and self.text(who, Field.FULL_NAME):
            parsed = parse_full_name(self.text(who, Field.FULL_NAME))
            for problem in parsed.problems:
                self._blame(problem, full)
            return parsed.name
        columns = [self.column(who, field) for field in NAME_PARTS]
        if not self.has_name(who):
            self.blame(DefectKind.NAME_MISSING, next((one for one in (full, *columns) if one is not None), None))
            return None
        surname, given, patronymic = (self.text(who, field) for field in NAME_PARTS)
        name, problems = parse_name_parts(surname, given, patronymic)
        for part, problem in problems:
            self._blame(problem, columns[part] if columns[part] is not None else columns[0])
        return name

    def phone(self, who: Who) -> str:
        """The telephone number, normalised."""
        contact = parse_phone(self.text(who, Field.PHONE))
        if contact.problem:
            self._blame(contact.problem, self.column(who, Field.PHONE))
        return contact.value

    def email(self, who: Who) -> str:
        """The e-mail address, normalised."""
        contact = parse_email(self.text(who, Field.EMAIL))
        if contact.problem:
            self._blame(contact.problem, self.column(who, Field.EMAIL))
        return contact.value

    def school_class(self, who: Who, fallback: ClassTitle | None) -> ClassTitle | None:
        """The class in the row's own cells, else that of the sheet or section."""
        grade, letter = self.text(who, Field.GRADE), self.text(who, Field.LETTER)
        text = self.text(who, Field.SCHOOL_CLASS)
        column = self.column(who, Field.SCHOOL_CLASS)
        if column is None:
            column = self.column(who, Field.GRADE)
        if not text and not grade:
            if fallback is None:
                self.blame(DefectKind.CLASS_MISSING, column)
            return fallback
        title = parse_title(text) if text else parse_grade_and_letter(grade, letter)
        if title is None:
            self.blame(DefectKind.CLASS_IS_DATE if is_date(text) else DefectKind.CLASS_UNREADABLE, column)
        return title
