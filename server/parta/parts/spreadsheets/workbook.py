"""What reading a spreadsheet gives: sheets of plain strings, and the limits that hold for all of them."""

import msgspec

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_SHEETS = 200
MAX_CELL = 500

FORMULA_WITHOUT_VALUE = "=?"
"""Stands in a cell whose formula was never computed by the program that wrote the file."""


class Sheet(msgspec.Struct, frozen=True, rename="camel"):
    """One sheet: `rows[0]` is row 1 of the file, `rows[0][0]` its column A; a value is at most 500 signs."""

    name: str
    rows: list[list[str]]


class Workbook(msgspec.Struct, frozen=True, rename="camel", tag_field="answer", tag="workbook"):
    """All visible sheets of a file that hold anything."""

    sheets: list[Sheet]


class Refused(msgspec.Struct, frozen=True, tag_field="answer", tag="refused"):
    """The child's refusal on its way to the parent."""

    slug: str
    row: int = 0
    sheet: str = ""


class Question(msgspec.Struct, frozen=True):
    """What the parent asks of the child."""

    content: bytes
    pasted: bool = False
    encoding: str | None = None


def clean(value: str) -> str:
    """The value without NULs and other control signs (a line break stays), no longer than a cell may be."""
    if not value.isprintable():
        value = "".join(sign for sign in value if sign >= " " or sign in "\n\t")
    return value[:MAX_CELL].strip()
