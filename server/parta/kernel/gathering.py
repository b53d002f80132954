"""Asking together: what is asked for while the last answer is on its way is the next question, whatever its size."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
LARGEST = 1000  # keys of one question


class Gathering(Generic[K, V]):
    """Answers many askers by few questions: 600 browsers that come back at once are two or three, not 600.

    `ask` gets distinct keys and returns what it found; a key that it leaves out has no answer (None). What it raises
    goes to everybody who asked with it.
    """

    def __init__(self, ask: Callable[[list[K]], Awaitable[dict[K, V]]]) -> None:
        self._ask = ask
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def of(self, key: K) -> V | None:
        """The answer for this key, from the next question."""
        answer = self._waiting.get(key)
        if answer is None:
            answer = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._asking is None:
            self._asking = asyncio.create_task(self._run(), name="gathering")
        return await asyncio.shield(answer)

    async def _run(self) -> None:
        try:
            while self._waiting:
                keys = list(self._waiting)[:LARGEST]
                asked = {key: self._waiting.pop(key) for key in keys}
                await self._answer(asked)
        finally:
            self._asking = None
            for left in self._waiting.values():  # only when the server is ending
                left.cancel()

    async def _answer(self, asked: dict[K, "asyncio.Future[V | None]"]) -> None:
        try:
            found = await self._ask(list(asked))
        except BaseException as error:
            for answer in asked.values():
                if not answer.done():
                    answer.set_exception(error)
                    answer.exception()  # whoever asked may be gone: nobody need retrieve it
            if not isinstance(error, Exception):
                raise
            return
        for key, answer in asked.items():
            if not answer.done():
                answer.set_result(found.get(key))
