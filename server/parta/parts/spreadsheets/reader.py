"""The parent's side: at most two children at once read what people upload, each within its time."""

import asyncio

import msgspec

from parta.parts.processes import asked
from parta.parts.spreadsheets import refusals
from parta.parts.spreadsheets.workbook import MAX_BYTES, Question, Refused, Workbook

WALL_SECONDS = 40.0
WAIT_SECONDS = 120.0


class SpreadsheetReader:
    """Reads untrusted tables in child processes that may die without harm."""

    def __init__(self, at_once: int = 2, wall_seconds: float = WALL_SECONDS) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._wall_seconds = wall_seconds

    async def read_file(self, content: bytes, encoding: str | None = None) -> Workbook:
        """The workbook of an XLSX or CSV file; raises a SpreadsheetRefused. `encoding` overrides the guess for CSV."""
        if len(content) > MAX_BYTES:
            raise refusals.FileTooBig
        return await self._ask(Question(content=content, encoding=encoding))

    async def read_pasted(self, text: str) -> Workbook:
        """The workbook of text copied from a table; raises a SpreadsheetRefused."""
        content = text.encode(errors="replace")
        if len(content) > MAX_BYTES:
            raise refusals.FileTooBig
        return await self._ask(Question(content=content, pasted=True, encoding="utf-8"))

    async def _ask(self, question: Question) -> Workbook:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._places.acquire()
        except TimeoutError as crowded:
            raise refusals.ReaderIsBusy from crowded
        try:
            return _checked(await self._run(msgspec.msgpack.encode(question)))
        finally:
            self._places.release()

    async def _run(self, question: bytes) -> bytes:
        try:
            return await asked("parta.parts.spreadsheets", given=question, wall_seconds=self._wall_seconds)
        except TimeoutError as slow:
            raise refusals.SpreadsheetTooHeavy from slow


def _checked(answer: bytes) -> Workbook:
    if not answer:  # the child was ended by its own limits
        raise refusals.SpreadsheetTooHeavy
    match msgspec.msgpack.decode(answer, type=Workbook | Refused):
        case Refused() as refused:
            raise refusals.REFUSALS[refused.slug](row=refused.row, sheet=refused.sheet)
        case workbook:
            return workbook
