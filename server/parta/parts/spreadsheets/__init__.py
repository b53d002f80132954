"""Spreadsheets: reading XLSX, CSV and pasted text in a bounded child process (`reader`), writing XLSX (`writing`)."""

from parta.parts.spreadsheets.refusals import SpreadsheetRefused
from parta.parts.spreadsheets.workbook import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Sheet, Workbook

# The child imports this package too: reader and writing are left out here, so that it starts in a few milliseconds.
__all__ = ["MAX_BYTES", "MAX_CELL", "MAX_COLUMNS", "MAX_ROWS", "Sheet", "SpreadsheetRefused", "Workbook"]
