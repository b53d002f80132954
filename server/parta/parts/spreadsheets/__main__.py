"""The child that reads one untrusted file: a question on stdin, an answer on stdout, hard limits on itself."""

import datetime
import io
import resource
import sys
from typing import TYPE_CHECKING

import msgspec

from parta.parts.spreadsheets import refusals
from parta.parts.spreadsheets.text_tables import read_text_table
from parta.parts.spreadsheets.workbook import (
    FORMULA_WITHOUT_VALUE,
    MAX_BYTES,
    MAX_ROWS,
    MAX_SHEETS,
    Question,
    Refused,
    Sheet,
    Workbook,
    clean,
)

if TYPE_CHECKING:
    import python_calamine

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 20

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0"
OTHER_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BM", b"{\\rtf")


def main() -> None:
    """Answer the one question on stdin."""
    _limit_itself()
    question = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Question)
    answer: Workbook | Refused
    try:
        answer = _read(question)
    except refusals.SpreadsheetRefused as refusal:
        answer = Refused(slug=refusal.slug, row=refusal.row, sheet=refusal.sheet)
    except MemoryError:
        answer = Refused(slug=refusals.SpreadsheetTooHeavy.slug)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _limit_itself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read(question: Question) -> Workbook:
    content = question.content
    if len(content) > MAX_BYTES:
        raise refusals.FileTooBig
    if not content.strip():
        raise refusals.FileIsEmpty
    if question.pasted:
        return read_text_table(content, question.encoding)
    if content.startswith(OLE_START):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refusals.EncryptedSpreadsheet
        raise refusals.OldSpreadsheetFormat
    if content.startswith(OTHER_STARTS):
        raise refusals.NotASpreadsheet
    if content.startswith(ZIP_START):
        return _read_xlsx(content)
    return read_text_table(content, question.encoding)


def _read_xlsx(content: bytes) -> Workbook:
    import python_calamine

    from parta.parts.spreadsheets.archive import inspect_archive

    uncomputed = inspect_archive(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
            and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        if len(visible) > MAX_SHEETS:
            raise refusals.SpreadsheetTooHeavy
        sheets = [
            Sheet(name=name.strip(), rows=_rows(book.get_sheet_by_name(name), uncomputed.get(name, set())))
            for name in visible
        ]
    except python_calamine.PasswordError as protected:
        raise refusals.EncryptedSpreadsheet from protected
    except (python_calamine.CalamineError, ValueError, OSError) as broken:
        raise refusals.DamagedSpreadsheet from broken
    if sum(len(sheet.rows) for sheet in sheets) > MAX_ROWS:
        raise refusals.TooManyRows
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        raise refusals.FileIsEmpty
    return Workbook(sheets=filled)


def _rows(sheet: "python_calamine.CalamineSheet", uncomputed: set[tuple[int, int]]) -> list[list[str]]:
    if sheet.end is None:
        return []
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in uncomputed:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = FORMULA_WITHOUT_VALUE
    return rows


def _text(value: object) -> str:
    match value:
        case str():
            return clean(value)
        case bool():
            return "да" if value else "нет"
        case int() | float():
            return str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)
        case datetime.datetime() | datetime.date():
            return value.strftime("%d.%m.%Y")
        case _:
            return clean(str(value))


if __name__ == "__main__":
    main()
