"""What the import says and hears on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from parta.admission.roster.columns import (
    GUARDIANS,
    IGNORED,
    NAME_FIELDS,
    Column,
    Field,
    Who,
    column_title,
)
from parta.admission.roster.defects import Defect
from parta.admission.roster.headers import ListKind, SheetMapping
from parta.admission.roster.steps import Choices, Counts, Plan, RowMark
from parta.parts.spreadsheets import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Workbook

SHOWN_DEFECTS = 1_000
SHOWN_MISSING = 300

Short = Annotated[str, msgspec.Meta(max_length=120)]
Typed = Annotated[str, msgspec.Meta(max_length=MAX_CELL)]


class Shape(msgspec.Struct, frozen=True, rename="camel"):
    """Said by the server."""


class Wish(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Said by the client."""


class PastedList(Wish, frozen=True):
    """Text copied from a table."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=200_000)]


class SheetCorrection(Wish, frozen=True):
    """How a sheet is to be read: a column for each of the file, in its order."""

    sheet: Typed
    kind: ListKind
    header_rows: Annotated[int, msgspec.Meta(ge=0, le=MAX_ROWS)]
    columns: Annotated[list[Column], msgspec.Meta(max_length=MAX_COLUMNS)]
    class_title: Short = ""


class Edit(Wish, frozen=True):
    """A cell corrected in the preview: row from 1, column from 0."""

    sheet: Typed
    row: Annotated[int, msgspec.Meta(ge=1, le=MAX_ROWS)]
    column: Annotated[int, msgspec.Meta(ge=0, lt=MAX_COLUMNS)]
    value: Typed


class Correction(Wish, frozen=True):
    """What the user corrected; what is left out stays as it is."""

    sheets: Annotated[list[SheetCorrection], msgspec.Meta(max_length=200)] | None = None
    choices: Choices | None = None
    edits: Annotated[list[Edit], msgspec.Meta(max_length=2_000)] = []


class CommitWish(Wish, frozen=True):
    """`onlyGoodRows`: leave out the rows with mistakes."""

    only_good_rows: bool = False


class ColumnChoice(Shape, frozen=True):
    """One meaning that a column may be given, with its words."""

    column: Column
    title: str


class SheetShape(Shape, frozen=True):
    """How a sheet is read now."""

    sheet: str
    kind: ListKind
    header_rows: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    class_title: str
    rows: int


class MissingShape(Shape, frozen=True):
    """Somebody whom the list no longer names."""

    person_id: UUID
    name: str
    where: str


class ImportPreview(Shape, frozen=True):
    """The dry run: what would happen, and what is wrong."""

    id: UUID
    file_name: str
    sheets: list[SheetShape]
    choices: Choices
    counts: Counts
    new_classes: list[str]
    missing: list[MissingShape]
    defects: list[Defect]
    defects_total: int
    nothing_changes: bool
    has_stops: bool


class RowShape(Shape, frozen=True):
    """One row of the preview; no mark means that it holds nobody."""

    row: int
    cells: list[str]
    mark: RowMark | None
    text: str
    defects: list[Defect]


class RowsPage(Shape, frozen=True):
    """A part of a sheet; `next` is the row to go on after."""

    rows: list[RowShape]
    next: int | None


class ImportDone(Shape, frozen=True):
    """A committed import in numbers."""

    id: UUID
    counts: Counts


class ImportCard(Shape, frozen=True):
    """An import in the list of imports."""

    id: UUID
    file_name: str
    status: str
    by_name: str
    created_at: datetime
    committed_at: datetime | None
    counts: Counts | None


class Kept(msgspec.Struct, frozen=True):
    """What is kept of a dry run until it is committed or forgotten."""

    workbook: Workbook
    mappings: tuple[SheetMapping, ...]
    choices: Choices
    plan: Plan


def preview(one: UUID, file_name: str, kept: Kept) -> ImportPreview:
    """A dry run as the screen shows it."""
    plan = kept.plan
    return ImportPreview(
        id=one,
        file_name=file_name,
        sheets=[
            SheetShape(
                sheet=mapping.sheet,
                kind=mapping.kind,
                header_rows=mapping.header_rows,
                headers=mapping.headers,
                columns=mapping.columns,
                class_title=mapping.class_title.title if mapping.class_title else "",
                rows=len(sheet.rows),
            )
            for mapping, sheet in zip(kept.mappings, kept.workbook.sheets, strict=True)
        ],
        choices=kept.choices,
        counts=plan.counts,
        new_classes=[ref.title.title for ref in plan.new_classes],
        missing=[
            MissingShape(UUID(missing.person_id), missing.name.full, missing.where)
            for missing in plan.missing[:SHOWN_MISSING]
        ],
        defects=list(plan.defects[:SHOWN_DEFECTS]),
        defects_total=len(plan.defects),
        nothing_changes=plan.is_empty,
        has_stops=plan.has_stops,
    )


def rows_page(kept: Kept, sheet: str, after: int, limit: int) -> RowsPage:
    """Rows of a sheet below `after`, each with what will happen to it."""
    marks = {row.row: row for row in kept.plan.rows if row.sheet == sheet}
    skipped = {row.row: row.why for row in kept.plan.skipped if row.sheet == sheet}
    found = next((one for one in kept.workbook.sheets if one.name == sheet), None)
    rows = found.rows if found else []
    shown = []
    for number in range(after + 1, min(len(rows), after + limit) + 1):
        outcome = marks.get(number)
        shown.append(
            RowShape(
                row=number,
                cells=rows[number - 1],
                mark=outcome.mark if outcome else None,
                text=outcome.text if outcome else skipped.get(number, ""),
                defects=[one for one in kept.plan.defects if one.sheet == sheet and one.row == number],
            )
        )
    last = after + len(shown)
    return RowsPage(rows=shown, next=last if last < len(rows) else None)


def column_choices() -> list[ColumnChoice]:
    """Every meaning that a column can have, in the order of a menu."""
    names = [field for field in Field if field in NAME_FIELDS]
    contacts = [Field.PHONE, Field.EMAIL]
    classes = [Field.SCHOOL_CLASS, Field.GRADE, Field.LETTER]
    columns = [IGNORED, *(Column(Who.SELF, field) for field in Field if field is not Field.IGNORED)]
    columns += [Column(who, field) for who in GUARDIANS for field in (*names, *contacts)]
    columns += [Column(Who.CHILD, field) for field in (*names, *classes)]
    columns += [Column(Who.CLASS_TEACHER, Field.FULL_NAME)]
    return [ColumnChoice(column, column_title(column)) for column in columns]
