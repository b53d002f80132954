"""One browser and one town for all screens: opening them is what costs."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext

from applicants import APPLICATIONS
from people import running_school

from ..browser import chromium
from .town import Town


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """As everywhere, but living as long as the browser."""
    return "asyncio"


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium, opened once."""
    async with chromium() as one:
        yield one


@pytest.fixture(scope="module")
async def town() -> AsyncIterator[Town]:
    """Everybody and everything, made once."""
    async with running_school(entry=APPLICATIONS) as school:
        one = Town(school)
        await one.build()
        try:
            yield one
        finally:
            await one.close()


@pytest.fixture(scope="module")
async def installed(browser: Browser) -> AsyncIterator[dict[str, BrowserContext]]:
    """Phones that keep the client, by whose they are."""
    phones: dict[str, BrowserContext] = {}
    yield phones
    for one in phones.values():
        await one.close()
