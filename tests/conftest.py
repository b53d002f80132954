"""What every test may ask for."""

from collections.abc import AsyncIterator

import pytest

from people import TestSchool, running_school


@pytest.fixture
def anyio_backend() -> str:
    """Everything runs on asyncio, as in production."""
    return "asyncio"


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """A running server with an empty school."""
    async with running_school() as one:
        yield one
