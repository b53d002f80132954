"""Rows of the three lists: pupils with their parents, staff, and parents with their children."""

import re

from parta.admission.roster.cells import Cells, Gathered
from parta.admission.roster.columns import GUARDIANS, Field, Who
from parta.admission.roster.defects import DefectKind
from parta.admission.roster.names import Problem, parse_full_name
from parta.admission.roster.records import ChildRef, ClassBinding, Guardian, GuardianKind, Pupil, Staff, Teaching
from parta.admission.roster.values import parse_birth_date, parse_list_number, parse_text
from parta.classes.titles import ClassTitle, parse_title
from parta.kernel.text import visible

KIND_OF_COLUMN = {
    Who.MOTHER: GuardianKind.MOTHER,
    Who.FATHER: GuardianKind.FATHER,
    Who.GUARDIAN: GuardianKind.GUARDIAN,
    Who.SECOND_GUARDIAN: GuardianKind.GUARDIAN,
}
KIND_WORDS = (
    (GuardianKind.MOTHER, re.compile(r"мать|мама|матерь")),
    (GuardianKind.FATHER, re.compile(r"отец|папа")),
    (GuardianKind.TRUSTED, re.compile(r"доверенн")),
    (
        GuardianKind.GUARDIAN,
        re.compile(r"опекун|попечител|законн|представител|родител|директор|приемн|усыновит|уд[оч]"),
    ),
)
LIST_SEPARATORS = re.compile(r"[,;\n]")


def read_pupil(cells: Cells, gathered: Gathered, section: ClassTitle | None) -> None:
    """A pupil, the guardians named beside, and the class teacher if a column names one."""
    name = cells.name(Who.SELF)
    school_class = cells.school_class(Who.SELF, section)
    born = parse_birth_date(cells.text(Who.SELF, Field.BIRTH_DATE), gathered.today)
    if born.problem:
        cells.blame(born.problem.kind, cells.column(Who.SELF, Field.BIRTH_DATE))
    number = _list_number(cells)
    external = _text(cells, Field.EXTERNAL_NUMBER)
    phone, email = cells.phone(Who.SELF), cells.email(Who.SELF)
    if name is None or school_class is None or cells.stopped:
        return
    school_class = gathered.met(school_class)
    gathered.pupils.append(
        Pupil(
            source=cells.source(Who.SELF),
            name=name,
            school_class=school_class,
            birth_date=born.value,
            external_number=external,
            list_number=number,
            phone=phone,
            email=email,
        )
    )
    child = ChildRef(name=name, school_class=school_class, pupil=len(gathered.pupils) - 1)
    for who in GUARDIANS:
        _read_guardian_beside(cells, gathered, who, child)
    _read_class_teacher(cells, gathered, school_class)


def _read_guardian_beside(cells: Cells, gathered: Gathered, who: Who, child: ChildRef) -> None:
    contact = cells.text(who, Field.PHONE) or cells.text(who, Field.EMAIL)
    if not cells.has_name(who):
        if contact.strip(" -–—"):
            column = cells.column(who, Field.FULL_NAME)
            cells.blame(DefectKind.GUARDIAN_WITHOUT_NAME, column, value=contact)
        return
    if cells.text(who, Field.FULL_NAME).strip(" -–—.").lower() in ("", "нет"):
        return
    before = len(cells.defects)
    name = cells.name(who)
    phone, email = cells.phone(who), cells.email(who)
    kind = KIND_OF_COLUMN[who]
    if who is Who.GUARDIAN and cells.text(Who.SELF, Field.KIND):
        kind = _kind(cells) or kind
    if name is None or any(defect.severity == "stops" for defect in cells.defects[before:]):
        return
    if name.key == child.name.key:
        cells.blame(DefectKind.GUARDIAN_IS_CHILD, cells.column(who, Field.FULL_NAME))
        return
    gathered.guardians.append(
        Guardian(source=cells.source(who), name=name, kind=kind, child=child, phone=phone, email=email)
    )


def _read_class_teacher(cells: Cells, gathered: Gathered, school_class: ClassTitle) -> None:
    if not cells.has_name(Who.CLASS_TEACHER):
        return
    teacher = cells.name(Who.CLASS_TEACHER)
    if teacher is not None:
        source = cells.source(Who.CLASS_TEACHER)
        gathered.bindings.append(ClassBinding(source=source, school_class=school_class, teacher=teacher))


def read_staff(cells: Cells, gathered: Gathered) -> None:
    """A member of staff with positions, subjects and classes."""
    name = cells.name(Who.SELF)
    positions = _texts(cells, Field.POSITION)
    subjects = _texts(cells, Field.SUBJECT)
    teacher_of = _classes(cells, Field.TEACHER_OF, cells.text(Who.SELF, Field.TEACHER_OF))
    teaches = _teaches(cells, subjects)
    external = _text(cells, Field.EXTERNAL_NUMBER)
    phone, email = cells.phone(Who.SELF), cells.email(Who.SELF)
    if name is None or cells.stopped:
        return
    has_columns = (
        cells.column(Who.SELF, Field.POSITION) is not None or cells.column(Who.SELF, Field.SUBJECT) is not None
    )
    if has_columns and not positions and not subjects:
        cells.blame(DefectKind.POSITION_MISSING, cells.column(Who.SELF, Field.POSITION))
    gathered.staff.append(
        Staff(
            source=cells.source(Who.SELF),
            name=name,
            positions=positions,
            subjects=tuple(dict.fromkeys((*subjects, *(teaching.subject for teaching in teaches if teaching.subject)))),
            teacher_of=teacher_of,
            teaches=teaches,
            external_number=external,
            phone=phone,
            email=email,
        )
    )


def read_guardian(cells: Cells, gathered: Gathered) -> None:
    """A guardian whose row names the child; the child is looked for when all sheets are read."""
    name = cells.name(Who.SELF)
    kind = _kind(cells) if cells.text(Who.SELF, Field.KIND) else GuardianKind.GUARDIAN
    phone, email = cells.phone(Who.SELF), cells.email(Who.SELF)
    if not cells.has_name(Who.CHILD):
        cells.blame(DefectKind.GUARDIAN_WITHOUT_CHILD, cells.column(Who.CHILD, Field.FULL_NAME))
        return
    child = cells.name(Who.CHILD)
    text = cells.text(Who.CHILD, Field.SCHOOL_CLASS) or cells.text(Who.CHILD, Field.GRADE)
    school_class = cells.school_class(Who.CHILD, None) if text else None
    if name is None or kind is None or child is None or cells.stopped:
        return
    if name.key == child.key:
        cells.blame(DefectKind.GUARDIAN_IS_CHILD, cells.column(Who.SELF, Field.FULL_NAME))
        return
    ref = ChildRef(name=child, school_class=school_class)
    source = cells.source(Who.SELF, Who.CHILD)
    gathered.guardians.append(Guardian(source=source, name=name, kind=kind, child=ref, phone=phone, email=email))


def read_class_teacher_above(cells: Cells, gathered: Gathered, title: ClassTitle, text: str) -> None:
    """The class teacher named above the list: «Классный руководитель: Петрова А. И.»."""
    parsed = parse_full_name(text)
    if parsed.name:
        gathered.bindings.append(ClassBinding(source=cells.source(), school_class=title, teacher=parsed.name))


def _kind(cells: Cells) -> GuardianKind | None:
    text = cells.text(Who.SELF, Field.KIND).lower().replace("ё", "е")
    for kind, pattern in KIND_WORDS:
        if pattern.search(text):
            return kind
    cells.blame(DefectKind.RELATION_UNKNOWN, cells.column(Who.SELF, Field.KIND))
    return None


def _list_number(cells: Cells) -> int | None:
    text = cells.text(Who.SELF, Field.LIST_NUMBER)
    number = parse_list_number(text)
    if text and number is None:
        cells.blame(DefectKind.LIST_NUMBER_UNREADABLE, cells.column(Who.SELF, Field.LIST_NUMBER))
    return number


def _text(cells: Cells, field: Field) -> str:
    text, problem = parse_text(cells.text(Who.SELF, field))
    _note(cells, field, problem)
    return text


def _texts(cells: Cells, field: Field) -> tuple[str, ...]:
    text = _text(cells, field)
    return tuple(dict.fromkeys(piece.strip() for piece in LIST_SEPARATORS.split(text) if piece.strip()))


def _note(cells: Cells, field: Field, problem: Problem | None) -> None:
    if problem:
        cells.blame(problem.kind, cells.column(Who.SELF, field))


def _classes(cells: Cells, field: Field, text: str) -> tuple[ClassTitle, ...]:
    titles = []
    for piece in LIST_SEPARATORS.split(text):
        if not piece.strip(" -–—") or piece.strip().lower() == "нет":
            continue
        if title := parse_title(piece):
            titles.append(title)
        else:
            cells.blame(DefectKind.CLASS_UNREADABLE, cells.column(Who.SELF, field), value=piece.strip())
    return tuple(titles)


def _teaches(cells: Cells, subjects: tuple[str, ...]) -> tuple[Teaching, ...]:
    """«5А, 5Б» with the subjects of the row, or «математика: 5А, 5Б; физика: 7А»."""
    text = visible(cells.text(Who.SELF, Field.TEACHES))
    if ":" not in text:
        titles = _classes(cells, Field.TEACHES, text)
        return tuple(Teaching(subject, title) for subject in subjects or ("",) for title in titles)
    teachings = []
    for part in text.replace("\n", ";").split(";"):
        subject, _, classes = part.partition(":")
        teachings += [Teaching(subject.strip(), title) for title in _classes(cells, Field.TEACHES, classes)]
    return tuple(teachings)
