"""What every test may ask for."""

from collections.abc import AsyncIterator

import pytest

from applicants import MovedClock
from people import TestSchool, running_school


@pytest.fixture
def anyio_backend() -> str:
    """Everything runs on asyncio, as in production."""
    return "asyncio"


@pytest.fixture
def clock() -> MovedClock:
    """Time in the test's hand; it goes by itself until the test moves it."""
    return MovedClock()


@pytest.fixture
async def school(clock: MovedClock) -> AsyncIterator[TestSchool]:
    """A running server with an empty school."""
    async with running_school(clock=clock) as one:
        yield one
