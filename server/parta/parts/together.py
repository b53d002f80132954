"""What changes often is told seldom: changes of one moment are gathered and handed on together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

import structlog

from parta.kernel.ending import end

Key = TypeVar("Key")

log = structlog.get_logger()


class Together(Generic[Key]):
    """Gathers keys; hands them on at most once in `every` seconds.

    After a fault in `passing` they are kept for the next time. Any other error loses this hand and no more: it is logged, and
    the next one goes as usual.
    """

    def __init__(
        self,
        name: str,
        hand_on: Callable[[set[Key]], Awaitable[None]],
        every: float,
        passing: tuple[type[BaseException], ...],
    ) -> None:
        self._name, self._hand_on, self._every, self._passing = name, hand_on, every, passing
        self._gathered: set[Key] = set()
        self._any = asyncio.Event()

    def add(self, key: Key) -> None:
        """To be handed on soon."""
        self._gathered.add(key)
        self._any.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Hand on as long as the block lasts, and once more at its end."""
        task = asyncio.create_task(self._run(), name=self._name)
        try:
            yield
        finally:
            await end(task)
            await self.flush()

    async def flush(self) -> None:
        """Hand on what was gathered."""
        gathered, self._gathered = self._gathered, set()
        if not gathered:
            return
        try:
            await self._hand_on(gathered)
        except self._passing as error:
            log.warning("kept for the next time", what=self._name, error=str(error))
            self._gathered |= gathered
            self._any.set()
        except Exception:
            log.exception("not handed on", what=self._name)

    async def _run(self) -> None:
        while True:
            await self._any.wait()
            await asyncio.sleep(self._every)
            self._any.clear()
            await self.flush()
