"""Before the doors open: what the first who come will ask, asked for nobody.

A connection to the database learns the tables (a few MB of its memory each) and its statements' plans by its first
questions. Then the first of 600 browsers waits no longer than the last, and what a connection costs is known from the start.
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from uuid import UUID

from parta.kernel.ids import StreamId
from parta.people import remembered
from parta.realtime import journal
from parta.rooms import seats
from parta.work import Work, Workshop

CONNECTIONS = 3  # as many questions are asked at once when a school comes back: who, where, from which number
TIMES = 6  # the driver keeps a statement's plan from the fifth time on

Question = Callable[[Work], Awaitable[object]]


async def rehearse(workshop: Workshop) -> None:
    """Have the connections that serve a reconnect know their questions."""
    async with AsyncExitStack() as open_works:
        works = [await open_works.enter_async_context(workshop.open(reads=True)) for _ in range(CONNECTIONS)]
        for work in works:
            for question in QUESTIONS * TIMES:
                await question(work)


async def _where(work: Work) -> None:
    await journal.heads(work.connection, [StreamId(UUID(int=0))])


QUESTIONS: tuple[Question, ...] = (remembered.rehearse, seats.rehearse, _where)
