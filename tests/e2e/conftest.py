"""What browser tests may ask for."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from .browser import chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chromium() as one:
        yield one


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data folder where the database's own user may pass, also when root runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "school"
