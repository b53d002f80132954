"""A queue in a table: what is new goes at once, since the database tells of it; what has to wait goes when it is due."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

import structlog

from parta.kernel.clock import Clock

from . import listening
from .listening import Connect

LOOK_EVERY = 30.0  # seconds, though nothing was told
AT_ONCE = 0.05  # seconds: the least pause between two looks
WITHOUT_DATABASE = 5.0  # seconds until the next try; the supervisor brings it back

log = structlog.get_logger()


class DueQueue:
    """Empties a queue. `next_due`: when something has to go, None for an empty queue; `send`: False when nothing was due.

    `faults`: what these two raise when the database is away. `channel`: where the database tells of what is new.
    """

    def __init__(
        self,
        channel: str,
        clock: Clock,
        next_due: Callable[[], Awaitable[datetime | None]],
        send: Callable[[], Awaitable[bool]],
        faults: tuple[type[Exception], ...],
    ) -> None:
        self._channel, self._clock, self._next_due, self._send, self._faults = channel, clock, next_due, send, faults
        self._told = asyncio.Event()

    async def listen(self, connect: Connect) -> None:
        """Hear of what is new with the commit that wrote it, for as long as the process lives."""
        await listening.listen(connect, self._channel, hear=lambda _: self._told.set(), deaf=lambda _: self._told.set())

    async def run(self, after_each: Callable[[], Awaitable[None]] | None = None) -> None:
        """Send for as long as the process lives; `after_each` look, at least every `LOOK_EVERY`, something else may be done."""
        while True:
            pause = LOOK_EVERY
            try:
                self._told.clear()
                pause = await self.empty()
                if after_each is not None:
                    await after_each()
            except self._faults as error:
                log.warning("a queue waits for the database", channel=self._channel, error=str(error))
                await asyncio.sleep(WITHOUT_DATABASE)
            except Exception:
                log.exception("a queue stumbled", channel=self._channel)
                await asyncio.sleep(WITHOUT_DATABASE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), pause)

    async def empty(self) -> float:
        """Hand over everything that is due; returns the seconds until the next look, at most `LOOK_EVERY`."""
        while True:
            due = await self._next_due()  # locks nothing: it mostly finds nothing
            if due is None:
                return LOOK_EVERY
            wait = (due - self._clock.now()).total_seconds()
            if wait > 0 or not await self._send():  # not: another worker has it in hand
                return min(max(wait, AT_ONCE), LOOK_EVERY)
