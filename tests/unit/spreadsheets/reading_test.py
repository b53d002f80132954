"""Reading what a school secretary really sends, and surviving what an attacker sends."""

import asyncio
import io
import zipfile

import pytest

from parta.parts.spreadsheets import SpreadsheetRefused, Workbook, refusals
from parta.parts.spreadsheets.reader import SpreadsheetReader
from unit.spreadsheets import bombs

LIST = "№;Фамилия;Имя\r\n1;Ёлкина;Аня\r\n2;Щукин;Пётр\r\n"
ROWS = [["№", "Фамилия", "Имя"], ["1", "Ёлкина", "Аня"], ["2", "Щукин", "Пётр"]]


def read(content: bytes, encoding: str | None = None) -> Workbook:
    return asyncio.run(SpreadsheetReader().read_file(content, encoding))


def rows_of(content: bytes) -> list[list[str]]:
    return read(content).sheets[0].rows


def test_an_xlsx_gives_its_sheets_and_rows_from_the_first_cell() -> None:
    book = read(bombs.xlsx_with_sheet(bombs.sheet(f'<row r="3">{bombs.cell("B3", "Аня")}</row>')))
    assert book.sheets[0].name == "5А"
    assert book.sheets[0].rows == [["", ""], ["", ""], ["", "Аня"]]


def test_dates_and_numbers_become_what_the_secretary_sees() -> None:
    import datetime

    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("Лист1")
    page.write_datetime(0, 0, datetime.date(2014, 5, 7), book.add_format({"num_format": "dd.mm.yyyy"}))
    page.write_number(0, 1, 79161234567)
    page.write_number(0, 2, 5)
    book.close()
    assert rows_of(target.getvalue()) == [["07.05.2014", "79161234567", "5"]]


def test_a_formula_that_was_never_computed_is_marked() -> None:
    body = '<row r="1"><c r="A1"><f>B1&amp;C1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    assert rows_of(bombs.xlsx_with_sheet(bombs.sheet(body))) == [["=?", "2"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_in_every_encoding_and_with_every_separator(encoding: str, separator: str) -> None:
    assert rows_of(LIST.replace(";", separator).encode(encoding)) == ROWS


def test_quotes_line_breaks_and_the_first_line_of_excel_are_understood() -> None:
    assert rows_of('sep=,\r\nФамилия,Имя\r\n"Ёлкина, мл.","Аня\nМария"\r\n'.encode()) == [
        [""],
        ["Фамилия", "Имя"],
        ["Ёлкина, мл.", "Аня\nМария"],
    ]


def test_text_pasted_from_a_table_is_read() -> None:
    book = asyncio.run(SpreadsheetReader().read_pasted("Ёлкина Аня\t5А\nЩукин Пётр\t5А"))
    assert book.sheets[0].rows == [["Ёлкина Аня", "5А"], ["Щукин Пётр", "5А"]]


def test_a_dos_file_is_not_taken_for_windows() -> None:
    with pytest.raises(refusals.UnknownEncoding):
        read(LIST.encode("cp866"))
    assert read(LIST.encode("cp866"), encoding="cp866").sheets[0].rows == ROWS


def test_nulls_vanish_and_an_endless_cell_is_cut() -> None:
    assert rows_of("Фамилия;Имя\r\nЁл\x00кина;Аня\r\n".encode())[1] == ["Ёлкина", "Аня"]
    assert len(rows_of(f"Фамилия;Имя\r\n{'Ж' * 5000};Аня\r\n".encode())[1][0]) == 500


def test_formatting_to_the_end_of_the_sheet_is_innocent() -> None:
    assert rows_of(bombs.formatted_to_the_end()) == [["Фамилия"], ["Ли"]]


REFUSED = {
    "empty": (b"", refusals.FileIsEmpty),
    "only empty rows": (b";;\r\n;;\r\n", refusals.FileIsEmpty),
    "eleven megabytes": (bytes(11 * 1024 * 1024), refusals.FileTooBig),
    "renamed png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, refusals.NotASpreadsheet),
    "random bytes": (bytes(range(256)) * 40, refusals.NotASpreadsheet),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), refusals.OldSpreadsheetFormat),
    "ods": (bombs.ods(), refusals.OpenDocumentFormat),
    "html as xls": (b"<html><table><tr><td>5</td></tr></table></html>", refusals.WebPageInDisguise),
    "password": (bombs.encrypted_xlsx(), refusals.EncryptedSpreadsheet),
    "password on an entry": (bombs.password_zip(), refusals.EncryptedSpreadsheet),
    "truncated": (bombs.honest_xlsx()[:-200], refusals.DamagedSpreadsheet),
    "zip bomb": (bombs.zip_bomb(), refusals.SpreadsheetTooHeavy),
    "lying zip bomb": (bombs.lying_zip_bomb(), (refusals.SpreadsheetTooHeavy, refusals.DamagedSpreadsheet)),
    "nested zip": (bombs.nested_zip(), refusals.SpreadsheetTooHeavy),
    "200,000 entries": (bombs.many_entries(200_000), refusals.SpreadsheetTooHeavy),
    "a million entries": (bombs.many_entries(1_000_000), refusals.FileTooBig),
    "far cells": (bombs.far_cells(), refusals.CellsTooFarApart),
    "far cells in disguise": (bombs.far_cells_in_disguise(), SpreadsheetRefused),
    "wide sheet": (bombs.wide_sheet(), refusals.CellsTooFarApart),
    "one value in many cells": (bombs.one_value_said_many_times(), refusals.SpreadsheetTooHeavy),
    "too many rows": ("Ли;Ян\n" * 20_001, refusals.TooManyRows),
    "open quote": ('Фамилия;Имя\n"Ли;Ян\n' + "Ким;Ю\n" * 50, refusals.UnclosedQuote),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_or_wrong_file_is_refused_in_words(name: str) -> None:
    content, expected = REFUSED[name]
    with pytest.raises(expected) as caught:
        read(content.encode() if isinstance(content, str) else content)
    detail = caught.value.detail
    assert detail.endswith(".")
    assert "{" not in detail
    assert len(detail) > 30


def test_a_word_document_is_not_a_table() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(refusals.NotASpreadsheet):
        read(target.getvalue())


def test_the_far_cells_refusal_names_the_sheet() -> None:
    with pytest.raises(refusals.CellsTooFarApart) as caught:
        read(bombs.far_cells())
    assert "«5А»" in caught.value.detail


def test_the_next_file_is_read_after_one_that_killed_its_reader() -> None:
    async def both() -> Workbook:
        reader = SpreadsheetReader(at_once=1)
        with pytest.raises(SpreadsheetRefused):
            await reader.read_file(bombs.far_cells_in_disguise())
        return await reader.read_file(bombs.honest_xlsx())

    assert asyncio.run(both()).sheets[0].rows[1] == ["Ёлкина", "Аня"]


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(refusals.SpreadsheetTooHeavy):
        asyncio.run(SpreadsheetReader(wall_seconds=0.001).read_file(bombs.honest_xlsx()))
