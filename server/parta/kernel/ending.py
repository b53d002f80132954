"""Ending tasks for certain."""

import asyncio
from typing import Any

AGAIN = 10.0  # seconds: longer than a task that has heard may take to put down what it does (parts/jobs.py)


async def end(*tasks: asyncio.Task[Any], again: float = AGAIN) -> None:
    """Cancel these tasks and wait until each has ended, however it ended.

    Up to Python 3.11 `wait_for` loses a cancellation that comes together with what it waits for (CPython 86296): the task
    goes on, and whoever waits for its end waits for ever. So what goes on is told again, after `again` seconds.
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=again)
    await asyncio.gather(*tasks, return_exceptions=True)  # what they raised has been seen
