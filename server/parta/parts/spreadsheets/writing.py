"""XLSX files that we hand out: plain values only, never a formula, the same bytes for the same content."""

import datetime
import io

import msgspec
import xlsxwriter

FIXED_TIME = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - XlsxWriter wants a naive time; a fixed one keeps bytes equal


class SheetToWrite(msgspec.Struct, frozen=True):
    """One sheet: its first `bold_rows` are a header that stays in view; `merged` are (row, first, last, text)."""

    name: str
    rows: list[list[str]]
    bold_rows: int = 1
    widths: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, str], ...] = ()


def write_xlsx(sheets: list[SheetToWrite]) -> bytes:
    """The bytes of a workbook; every value is written as text, so that `=1+1` stays what was typed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": FIXED_TIME})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, plain)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if value:
                    page.write_string(number, column, value, bold if number < sheet.bold_rows else plain)
        for number, first, last, text in sheet.merged:
            page.merge_range(number, first, number, last, text, bold)
        if sheet.bold_rows:
            page.freeze_panes(sheet.bold_rows, 0)
    book.close()
    return target.getvalue()
