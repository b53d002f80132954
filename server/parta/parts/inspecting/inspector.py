"""The parent's side: at most two children at once look at what people upload, each within its time."""

import asyncio
from typing import BinaryIO

import msgspec

from parta.parts.inspecting import refusals
from parta.parts.inspecting.shapes import Inspected, Question, Unfit
from parta.parts.processes import asked

WALL_SECONDS = 60.0


class Inspector:
    """Looks at untrusted files in child processes that may die without harm."""

    def __init__(self, at_once: int = 2, wall_seconds: float = WALL_SECONDS) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._wall_seconds = wall_seconds

    async def inspect(self, file: BinaryIO, question: Question) -> Inspected:
        """What the file is; raises one of `refusals`. The file must be a real one: the child reads it itself."""
        async with self._places:
            return _checked(await self._run(file, question))

    async def _run(self, file: BinaryIO, question: Question) -> bytes:
        file.seek(0)
        words = msgspec.json.encode(question).decode()
        try:
            return await asked("parta.parts.inspecting", words, given=file, wall_seconds=self._wall_seconds)
        except TimeoutError as slow:
            raise refusals.TooHeavy from slow


def _checked(answer: bytes) -> Inspected:
    if not answer:  # the child was ended by its own limits
        raise refusals.TooHeavy
    found = msgspec.msgpack.decode(answer, type=Inspected | Unfit)
    if isinstance(found, Unfit):
        raise refusals.REFUSALS[found.slug]
    return found
