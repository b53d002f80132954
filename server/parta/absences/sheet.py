"""The day's list for paper and for a table: CSV that Russian spreadsheets open by a double click, PDF for the wall."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from parta.kernel.text import plural
from parta.parts.pdf import pdf

from .shapes import ClassDay, SchoolDay

Form = Literal["csv", "pdf"]
_TEMPLATE = Path(__file__).with_name("sheet.typ").read_text()
REASONS = {
    "illness": "болеет",
    "doctor": "у врача",
    "family": "семейные обстоятельства",
    "event": "соревнования, олимпиада",
    "other": "другая причина",
}
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Sheet(msgspec.Struct, frozen=True):
    """What stands on the sheet."""

    title: str
    day: str
    total: str
    head: list[str]
    rows: list[list[str]]


def of_class(day: ClassDay) -> Sheet:
    """Names, reasons and days, for the class teacher."""
    rows = [
        [one.name, REASONS[one.reason], f"{one.first_day:%d.%m}–{one.last_day:%d.%m}"]
        if one.first_day != one.last_day
        else [one.name, REASONS[one.reason], f"{one.first_day:%d.%m}"]
        for one in day.absent
    ]
    total = f"Не придут {len(rows)} из {len(rows) + len(day.expected)}"
    return Sheet(f"Не придут, {day.title}", f"{day.day:%d.%m.%Y}", total, ["Кто", "Причина", "Когда"], rows)


def of_school(day: SchoolDay) -> Sheet:
    """Numbers by class, for the canteen."""
    rows = [[one.title, str(one.pupils), str(one.absent), str(one.pupils - one.absent)] for one in day.classes]
    expected = day.pupils - day.absent
    total = f"Ждём {plural(expected, 'ученика', 'учеников', 'учеников')} из {day.pupils}, не придут {day.absent}"
    return Sheet(
        "Кто не придёт, по классам", f"{day.day:%d.%m.%Y}", total, ["Класс", "Всего", "Не придут", "Ждём"], rows
    )


async def printed(sheet: Sheet, form: Form) -> bytes:
    """The bytes of the file."""
    return _csv(sheet) if form == "csv" else await pdf(_TEMPLATE, sheet)


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([f"{sheet.title}, {sheet.day}"])
    for row in (sheet.head, *sheet.rows, [sheet.total]):
        writer.writerow(_plain(row))
    return out.getvalue().encode("utf-8-sig")


def _plain(row: Iterable[str]) -> list[str]:
    """A name stays a name in every spreadsheet: nothing of it is a formula."""
    return [f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell for cell in row]
