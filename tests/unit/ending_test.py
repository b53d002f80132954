"""A task that is told to end does, also when it did not hear it the first time."""

import asyncio

import pytest

from parta.kernel.ending import end

pytestmark = pytest.mark.anyio


async def test_a_task_that_lost_its_cancellation_is_told_again() -> None:
    heard = []

    async def deaf() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            heard.append("lost")
        await asyncio.Event().wait()

    async def faulty() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError

    tasks = [asyncio.create_task(one()) for one in (deaf, faulty)]
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await end(*tasks, again=0.01)
    assert heard == ["lost"]
    assert all(one.done() for one in tasks)


async def test_ending_nothing_is_over_at_once() -> None:
    await end()
