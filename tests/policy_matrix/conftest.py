"""The school of the matrix is made once for all its tests: none of them leaves anything behind."""

from collections.abc import AsyncIterator

import pytest

from parta.assembly import Entry
from parta.identity.delivery import Channels
from people import TestSchool, running_school

from .world import Who, people_of


@pytest.fixture(scope="package")
def anyio_backend() -> str:
    """One loop for all tests of the package."""
    return "asyncio"


@pytest.fixture(scope="package")
async def asking() -> AsyncIterator[dict[str, Who]]:
    """A school, another one on the same server, and one person of each column."""
    entry = Entry(channels=Channels(mail=True, sms=False, outbox_page=True))
    async with running_school(entry=entry) as school:
        elsewhere = TestSchool(school.server, school.url, school.database)
        await elsewhere.found("Другая школа")
        try:
            yield await people_of(school, elsewhere)
        finally:
            for stranger in elsewhere.people:
                await stranger.close()
