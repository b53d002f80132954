"""Finding the table on a sheet: where its header ends, one row or two, and what each column holds."""

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum

from parta.admission.roster.columns import (
    GUARDIANS,
    IGNORED,
    NAME_FIELDS,
    Column,
    Field,
    Who,
    column_of,
    is_known_word,
    normal_header,
)
from parta.admission.roster.content import guess_columns, is_generic_sheet_name
from parta.admission.roster.records import Record
from parta.classes.titles import ClassTitle, is_certain, parse_title, title_in_sentence
from parta.parts.spreadsheets import Sheet, Workbook

SEARCHED_ROWS = 15


class ListKind(StrEnum):
    """Who stands in the rows of a sheet."""

    PUPILS = "pupils"
    STAFF = "staff"
    GUARDIANS = "guardians"
    NOTHING = "nothing"


class SheetMapping(Record, frozen=True):
    """How one sheet is read; kind and columns may be corrected, `header_rows` are the rows above the first person."""

    sheet: str
    kind: ListKind
    header_rows: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    fingerprint: str
    class_title: ClassTitle | None = None
    class_teacher: str = ""
    title_row: int = 1


Remembered = Mapping[str, SheetMapping]
"""Earlier corrected mappings by fingerprint."""


def recognise(workbook: Workbook, remembered: Remembered | None = None) -> tuple[SheetMapping, ...]:
    """The mapping of every sheet, remembered from the same source where there is one."""
    return tuple(_recognise_sheet(sheet, remembered or {}) for sheet in workbook.sheets)


def remapped(
    sheet: Sheet, mapping: SheetMapping, *, kind: ListKind, header_rows: int, columns: Sequence[Column], title: str
) -> SheetMapping:
    """The mapping as the user corrected it; it is remembered under the shape that was recognised."""
    rows = sheet.rows[max(0, header_rows - 2) : header_rows] if header_rows != mapping.header_rows else []
    width = len(mapping.headers)
    return SheetMapping(
        sheet=sheet.name,
        kind=kind,
        header_rows=header_rows,
        headers=_joined_headers(rows[-1:], width) if rows else mapping.headers,
        columns=tuple(columns),
        fingerprint=mapping.fingerprint,
        class_title=parse_title(title) if title else None,
        class_teacher=mapping.class_teacher,
        title_row=mapping.title_row,
    )


def _recognise_sheet(sheet: Sheet, remembered: Remembered) -> SheetMapping:
    first, last = _header_rows(sheet.rows)
    width = max((len(row) for row in sheet.rows), default=0)
    headers = _joined_headers(sheet.rows[first:last], width)
    above = [cell for row in sheet.rows[:first] for cell in row if cell]
    found = _columns(headers) if last else guess_columns(sheet.rows, width)
    kind = _kind(sheet.name, above, found)
    columns = _settle(kind, found)
    fingerprint = _fingerprint(headers, columns)
    if known := remembered.get(fingerprint):
        kind, columns = known.kind, known.columns
    title, title_row = _class_of_sheet(sheet, above, columns, first)
    return SheetMapping(
        sheet=sheet.name,
        kind=kind,
        header_rows=last,
        headers=headers,
        columns=columns,
        fingerprint=fingerprint,
        class_title=title if kind is ListKind.PUPILS else None,
        class_teacher=_class_teacher_above(above),
        title_row=title_row,
    )


def _header_rows(rows: list[list[str]]) -> tuple[int, int]:
    """First row of the header and the row after its last; (0, 0) if the list has none."""
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        if not _is_header(row):
            continue
        below = rows[number + 1] if number + 1 < len(rows) else []
        if _continues(row, below):
            return number, number + 2
        if number and _is_group_row(rows[number - 1]):
            return number - 1, number + 1
        return number, number + 1
    return 0, 0


def _is_header(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    if any(sum(sign.isdigit() for sign in cell) > 4 for cell in filled):
        return False
    known = sum(column_of(cell) is not None for cell in filled)
    return (known >= 2 and known * 3 >= len(filled)) or (len(filled) == 1 and is_known_word(filled[0]))


def _continues(top: Sequence[str], below: Sequence[str]) -> bool:
    under_blank = any(cell and (column >= len(top) or not top[column]) for column, cell in enumerate(below))
    return under_blank and _is_header(below) and any(not cell for cell in below[: len(top)])


def _is_group_row(row: Sequence[str]) -> bool:
    found = [column_of(cell) for cell in row if cell and len(cell) < 40]
    return len(found) >= 2 and all(found)


def _joined_headers(rows: list[list[str]], width: int) -> tuple[str, ...]:
    if not rows:
        return ("",) * width
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    if len(padded) == 1:
        return tuple(padded[0])
    headers, group = [], ""
    for top, bottom in zip(*padded, strict=True):
        group = top or group if bottom else ""
        headers.append(" ".join(part for part in (group if bottom else top, bottom) if part))
    return tuple(headers)


def _columns(headers: tuple[str, ...]) -> list[Column]:
    columns: list[Column] = []
    guardian: Who | None = None
    for header in headers:
        column = column_of(header) or IGNORED
        if column.who in GUARDIANS and column.field in NAME_FIELDS:
            guardian = column.who
        elif guardian and column.who is Who.SELF and column.field in (Field.PHONE, Field.EMAIL):
            column = Column(guardian, column.field)  # «Мать | Телефон | Отец | Телефон»
        if column in columns and column.who is Who.GUARDIAN:
            column = Column(Who.SECOND_GUARDIAN, column.field)
            guardian = Who.SECOND_GUARDIAN
        columns.append(IGNORED if column in columns else column)
    return columns


def _kind(sheet_name: str, above: list[str], columns: Sequence[Column]) -> ListKind:
    who = {column.who for column in columns if column.field is not Field.IGNORED}
    fields = {column.field for column in columns if column.who is Who.SELF}
    has_guardians = not who.isdisjoint(GUARDIANS)
    if "инструкц" in normal_header(sheet_name):
        return ListKind.NOTHING
    if Who.CHILD in who and (has_guardians or Field.KIND in fields) and _child_stands_last(columns):
        return ListKind.GUARDIANS
    if has_guardians:
        return ListKind.PUPILS
    if fields & {Field.POSITION, Field.SUBJECT, Field.TEACHER_OF, Field.TEACHES}:
        return ListKind.STAFF
    words = normal_header(" ".join([sheet_name, *above]))
    if any(stem in words for stem in ("учител", "сотрудник", "педагог", "персонал", "кадр")) and "класс" not in words:
        return ListKind.STAFF
    return ListKind.PUPILS


def _child_stands_last(columns: Sequence[Column]) -> bool:
    """A list of parents names the parent first; in a list of pupils «Ребёнок» is the person of the row."""
    names = [column.who for column in columns if column.field in NAME_FIELDS]
    return names[:1] != [Who.CHILD]


def _settle(kind: ListKind, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Say `self` for the person of the row, whatever word the header used."""
    own = {ListKind.PUPILS: Who.CHILD, ListKind.GUARDIANS: Who.GUARDIAN}.get(kind)
    settled: list[Column] = []
    for column in columns:
        turned = Column(Who.SELF, column.field) if column.who is own else column
        if kind is ListKind.GUARDIANS and turned.field in (Field.SCHOOL_CLASS, Field.GRADE, Field.LETTER):
            turned = Column(Who.CHILD, turned.field)
        if kind is ListKind.STAFF and (turned.field is Field.SCHOOL_CLASS or turned.who is Who.CLASS_TEACHER):
            turned = Column(Who.SELF, Field.TEACHER_OF)
        settled.append(IGNORED if turned in settled else turned)
    return tuple(settled)


def _class_of_sheet(
    sheet: Sheet, above: list[str], columns: Sequence[Column], first: int
) -> tuple[ClassTitle | None, int]:
    if any(column.field in (Field.SCHOOL_CLASS, Field.GRADE) for column in columns):
        return None, 1
    for number, row in enumerate(sheet.rows[:first]):
        for cell in row:
            if title := title_in_sentence(cell):
                return title, number + 1
            if is_certain(title := parse_title(cell)):
                return title, number + 1
    title = parse_title(sheet.name)
    if is_certain(title) or not is_generic_sheet_name(sheet.name):
        return title, 1
    return None, 1


def _class_teacher_above(above: list[str]) -> str:
    for number, cell in enumerate(above):
        column = column_of(cell.partition(":")[0])
        if column and column.who is Who.CLASS_TEACHER:
            after = cell.partition(":")[2].strip()
            return after or (above[number + 1] if number + 1 < len(above) else "")
    return ""


def _fingerprint(headers: tuple[str, ...], columns: Sequence[Column]) -> str:
    said = [normal_header(header) for header in headers] if any(headers) else [column.key for column in columns]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:32]
