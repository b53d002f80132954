"""From a workbook and its mapping to records: every filled row becomes a person, a defect or a skipped heading."""

import datetime
import re
from collections.abc import Sequence

from parta.admission.roster.cells import Cells, Gathered, Reading
from parta.admission.roster.checks import check_across
from parta.admission.roster.columns import NAME_FIELDS, Column, Field, Who, column_of
from parta.admission.roster.defects import DefectKind
from parta.admission.roster.headers import ListKind, SheetMapping
from parta.admission.roster.people import read_class_teacher_above, read_guardian, read_pupil, read_staff
from parta.admission.roster.records import Skipped
from parta.admission.roster.texts import make_defect
from parta.classes.titles import ClassTitle, is_certain, parse_title
from parta.parts.spreadsheets import Sheet, Workbook

TOTAL = re.compile(r"(?:итого|всего|количество|кол-во)\b.*", re.IGNORECASE)
CLASS_TEACHER_LINE = "классный руководитель"
SECTION_WORD = re.compile(r"класс|групп", re.IGNORECASE)


def read_rows(workbook: Workbook, mappings: Sequence[SheetMapping], today: datetime.date) -> Reading:
    """All records and defects of the workbook, those that only several rows together show included."""
    gathered = Gathered(today)
    for sheet, mapping in zip(workbook.sheets, mappings, strict=True):
        _read_sheet(sheet, mapping, gathered)
    check_across(gathered)
    return gathered.reading()


def _read_sheet(sheet: Sheet, mapping: SheetMapping, gathered: Gathered) -> None:
    for number, row in enumerate(sheet.rows[: mapping.header_rows], start=1):
        if any(row):
            gathered.skipped.append(Skipped(sheet=sheet.name, row=number, why="заголовок"))
    if mapping.kind is ListKind.NOTHING or not any(column.field in NAME_FIELDS for column in mapping.columns):
        _pass_over(sheet, mapping, gathered)
        return
    places = {column: index for index, column in reversed(list(enumerate(mapping.columns)))}
    places = {column: index for column, index in places.items() if column.field is not Field.IGNORED}
    section = gathered.opened(mapping.class_title, sheet.name, mapping.title_row) if mapping.class_title else None
    if section and mapping.class_teacher:
        top = Cells(mapping, {}, mapping.title_row, [])
        read_class_teacher_above(top, gathered, section, mapping.class_teacher)
    header_rows = [row for row in sheet.rows[: mapping.header_rows] if any(row)]
    for number, row in enumerate(sheet.rows[mapping.header_rows :], start=mapping.header_rows + 1):
        if not any(row):
            continue
        cells = Cells(mapping, places, number, row)
        if why := _nobody(cells, header_rows):
            if why == CLASS_TEACHER_LINE and section:
                line = next(cell for cell in row if cell)
                read_class_teacher_above(cells, gathered, section, line.partition(":")[2])
            gathered.skipped.append(Skipped(sheet=sheet.name, row=number, why=why))
        elif title := _section(cells):
            section = gathered.opened(title, sheet.name, number)
            gathered.skipped.append(Skipped(sheet=sheet.name, row=number, why=f"класс {section.title}"))
        else:
            _read_person(cells, gathered, section)
            gathered.defects += cells.defects


def _pass_over(sheet: Sheet, mapping: SheetMapping, gathered: Gathered) -> None:
    rows = [number for number, row in enumerate(sheet.rows, start=1) if any(row) and number > mapping.header_rows]
    gathered.skipped += [Skipped(sheet=sheet.name, row=number, why="лист не загружается") for number in rows]
    if rows and mapping.kind is not ListKind.NOTHING:
        gathered.defects.append(make_defect(DefectKind.NO_NAME_COLUMN, sheet=sheet.name, row=rows[0]))


def _nobody(cells: Cells, header_rows: Sequence[list[str]]) -> str:
    """Why the row holds nobody, empty if it may hold somebody."""
    filled = [cell for cell in cells.row if cell]
    if cells.row in header_rows:
        return "повтор заголовка"
    number_column = cells.column(Who.SELF, Field.LIST_NUMBER)
    if (
        len(filled) == 1
        and number_column is not None
        and cells.text(Who.SELF, Field.LIST_NUMBER).rstrip(".").isdecimal()
    ):
        return "пустая строка с номером"
    if len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]:
        return "номера столбцов"
    if len(filled) <= 4 and TOTAL.fullmatch(filled[0]):
        return "итог"
    if len(filled) == 1 and ":" in filled[0]:
        column = column_of(filled[0].partition(":")[0])
        if column and column.who is Who.CLASS_TEACHER:
            return CLASS_TEACHER_LINE
    return ""


def _section(cells: Cells) -> ClassTitle | None:
    """The class that a heading in the middle of a long list opens."""
    if cells.mapping.kind is not ListKind.PUPILS:
        return None
    filled = [cell for cell in cells.row if cell]
    if len(filled) != 1 or cells.text(Who.SELF, Field.SCHOOL_CLASS):
        return None
    title = parse_title(filled[0])
    return title if is_certain(title) or SECTION_WORD.search(filled[0]) else None


def _read_person(cells: Cells, gathered: Gathered, section: ClassTitle | None) -> None:
    if not any(cells.text(column.who, column.field) for column in set(cells.mapping.columns)):
        first = next(index for index, cell in enumerate(cells.row) if cell)
        cells.blame(DefectKind.ROW_NOT_UNDERSTOOD, first)
        return
    match cells.mapping.kind:
        case ListKind.PUPILS if not cells.has_name(Who.SELF) and any(
            cells.has_name(who) for who in Who if who != Who.SELF
        ):
            cells.blame(DefectKind.GUARDIAN_WITHOUT_CHILD, _name_column(cells))
        case ListKind.PUPILS:
            read_pupil(cells, gathered, section)
        case ListKind.STAFF:
            read_staff(cells, gathered)
        case ListKind.GUARDIANS:
            read_guardian(cells, gathered)
        case ListKind.NOTHING:
            raise AssertionError("a sheet without people has no rows to read")


def _name_column(cells: Cells) -> int | None:
    columns: list[Column] = [Column(Who.SELF, field) for field in (Field.FULL_NAME, Field.SURNAME, Field.GIVEN)]
    return next((place for column in columns if (place := cells.column(column.who, column.field)) is not None), None)
