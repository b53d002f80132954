"""A look at the ZIP around an XLSX before anything parses it: entries, real sizes, and how far cells lie apart."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from parta.parts.spreadsheets import refusals
from parta.parts.spreadsheets.workbook import MAX_COLUMNS, MAX_ROWS

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_INDEX = 1 << 20
CHUNK = 1 << 16

CENTRAL_RECORD = b"PK\x01\x02"
LOCAL_RECORD = b"PK\x03\x04"
FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]{0,4})(\d{0,9})[\"'][^>]*(?<!/)>")
BOOK_PART = re.compile(r"xl/workbook\d*\.xml", re.IGNORECASE)
SHEET_NAME = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)

Position = tuple[int, int]


def inspect_archive(content: bytes) -> dict[str, set[Position]]:
    """Refuse what is no honest XLSX; give for each sheet the (row, column) of formulas without a value."""
    if content.count(CENTRAL_RECORD) > MAX_ENTRIES:
        raise refusals.SpreadsheetTooHeavy
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_kind(archive, entries)
            _check_declared(entries)
            return _walk(archive, entries, _names_of_sheets(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, OSError) as broken:
        raise refusals.DamagedSpreadsheet from broken
    except RuntimeError as protected:  # zipfile's way to say that an entry wants a password
        raise refusals.EncryptedSpreadsheet from protected


def _check_kind(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if "mimetype" in names and b"opendocument.spreadsheet" in _start_of(archive, "mimetype"):
        raise refusals.OpenDocumentFormat
    if not any(BOOK_PART.fullmatch(name) for name in names):
        raise refusals.NotASpreadsheet


def _start_of(archive: zipfile.ZipFile, name: str, size: int = 100) -> bytes:
    with archive.open(name) as entry:
        return entry.read(size)


def _names_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the archive holds which sheet."""
    part = next(name for name in archive.namelist() if BOOK_PART.fullmatch(name))
    book = _start_of(archive, part, MAX_INDEX)
    links = _start_of(archive, f"xl/_rels/{part[3:]}.rels", MAX_INDEX)
    targets = {_attribute(tag, b"Id"): _attribute(tag, b"Target") for tag in RELATION.findall(links)}
    names = {}
    for tag in SHEET_NAME.findall(book):
        target = targets.get(_attribute(tag, rb"\w+:id"), "")
        names["xl/" + target.removeprefix("/xl/")] = _attribute(tag, b"name")
    return names


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb"\s*=\s*\"([^\"]*)\"", tag)
    return html.unescape(found[1].decode(errors="replace")) if found else ""


def _check_declared(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise refusals.SpreadsheetTooHeavy
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusals.EncryptedSpreadsheet


def _walk(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], names: dict[str, str]) -> dict[str, set[Position]]:
    uncomputed: dict[str, set[Position]] = {}
    unpacked = 0
    for entry in entries:
        is_sheet = entry.filename.lower().startswith("xl/worksheets/") and entry.filename.lower().endswith(".xml")
        name = names.get(entry.filename, "")
        rest = b""
        with archive.open(entry) as stream:
            for number, chunk in enumerate(_chunks(stream)):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED or (number == 0 and chunk.startswith(LOCAL_RECORD)):
                    raise refusals.SpreadsheetTooHeavy
                if is_sheet:
                    window = rest + chunk
                    _check_reach(window, name)
                    uncomputed.setdefault(name, set()).update(_uncomputed(window))
                    rest = _unfinished(window)
    return uncomputed


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _check_reach(window: bytes, name: str) -> None:
    # Only cells with content: formatting that reaches the last column of Excel is innocent and takes no memory.
    for letters, digits in FILLED_CELL.findall(window):
        if column_index(letters) >= MAX_COLUMNS or int(digits or b"0") > MAX_ROWS:
            raise refusals.CellsTooFarApart(sheet=name)


def _uncomputed(window: bytes) -> Iterator[Position]:
    for letters, digits in UNCOMPUTED.findall(window):
        yield int(digits) - 1, column_index(letters)


def _unfinished(window: bytes) -> bytes:
    cut = max(window.rfind(b"</c>"), window.rfind(b"</row>"), len(window) - CHUNK)
    return window[cut:]


def column_index(letters: bytes) -> int:
    """Zero-based number of a column by its letters: A is 0, XFD is 16383."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - 64
    return index - 1
