"""CSV files and pasted text: encoding, separator and quotes found out, rows given as strings."""

import csv
import io
from collections import Counter
from itertools import pairwise

from parta.parts.spreadsheets import refusals
from parta.parts.spreadsheets.workbook import MAX_COLUMNS, MAX_ROWS, Sheet, Workbook, clean

SEPARATORS = ";\t,"
SAMPLE_LINES = 40
MAX_LINES_IN_CELL = 12
CYRILLIC_LOWER = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def read_text_table(content: bytes, encoding: str | None, *, name: str = "") -> Workbook:
    """The table of a CSV file or of pasted text as a workbook of one sheet."""
    text = _decode(content, encoding)
    if _looks_like_markup(text):
        raise refusals.WebPageInDisguise
    separator, body, skipped = _separator(text)
    rows = [[""] for _ in range(skipped)]
    try:
        for row in csv.reader(io.StringIO(body, newline=""), delimiter=separator):
            if any(cell.count("\n") > MAX_LINES_IN_CELL for cell in row):
                raise refusals.UnclosedQuote(row=len(rows) + 1)
            if len(rows) >= MAX_ROWS:
                raise refusals.TooManyRows
            if len(row) > MAX_COLUMNS:
                raise refusals.CellsTooFarApart(sheet=name)
            rows.append([clean(cell) for cell in row])
    except csv.Error as broken:
        raise refusals.UnclosedQuote(row=len(rows) + 1) from broken
    if not any(any(row) for row in rows):
        raise refusals.FileIsEmpty
    return Workbook(sheets=[Sheet(name=name, rows=rows)])


def _decode(content: bytes, encoding: str | None) -> str:
    guesses = [encoding] if encoding else _encodings_of(content)
    for guess in guesses:
        try:
            text = content.decode(guess)
        except (UnicodeDecodeError, LookupError):
            continue
        if guess == "cp1251" and not encoding and not _reads_as_russian(text):
            continue
        return text
    raise refusals.UnknownEncoding


def _encodings_of(content: bytes) -> list[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if content.startswith(b"\xef\xbb\xbf"):
        return ["utf-8-sig"]
    signs = Counter(content[:4096])
    odd = sum(count for sign, count in signs.items() if sign < 32 and sign not in (0, 9, 10, 12, 13))
    if odd > len(content[:4096]) // 20 or signs[0] > len(content[:4096]) // 4:
        raise refusals.NotASpreadsheet
    return ["utf-8", "cp1251"]


def _reads_as_russian(text: str) -> bool:
    # DOS and KOI8 files decode as Windows-1251 too, into capitals in the middle of words: «бПЮМНБ».
    high = [sign for sign in text[:20_000] if sign > "\x7f"]
    small = sum(sign in CYRILLIC_LOWER for sign in high)
    after_small = sum(
        before in CYRILLIC_LOWER and after.isalpha() and after.isupper() for before, after in pairwise(text[:20_000])
    )
    strange = sum(not sign.isalpha() and sign not in "«»№–—…“”„’\xa0" for sign in high)
    return strange * 5 <= len(high) and after_small * 8 <= max(small, 8)


def _looks_like_markup(text: str) -> bool:
    start = text[:500].lstrip("\ufeff \r\n\t").lower()
    return start.startswith(("<!doctype", "<html", "<?xml", "<table", "<meta", "<div", "mime-version:"))


def _separator(text: str) -> tuple[str, str, int]:
    text = text.lstrip("\ufeff").replace("\x00", "")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest, 1
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    return max(SEPARATORS, key=lambda separator: _evenness(sample, separator)), text, 0


def _evenness(sample: str, separator: str) -> tuple[int, int]:
    """How many lines share the commonest number of cells above one; ties go to the order of SEPARATORS."""
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row)
    except csv.Error:
        return 0, 0
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0, 0
    return max(several.values()), max(several)
