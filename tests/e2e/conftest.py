"""What browser tests may ask for."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from .browser import chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chromium() as one:
        yield one
