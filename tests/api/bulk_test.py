"""After thousands of rows at once the school's screens are quick, not after the next housekeeping."""

import asyncio

from parta.cli.demo_school import generate
from parta.cli.demo_school.writing import Writing
from parta.kernel.hats import Hat
from people import Person, TestSchool, running_school

PATIENCE = 3.0  # seconds for a screen; without fresh statistics it was twenty and more


async def test_the_home_of_a_school_opens_right_after_it_was_written_in_bulk() -> None:
    async with running_school() as neighbour:
        admin = await _written(neighbour)
        async with asyncio.timeout(PATIENCE):
            assert (await admin.ask("GET", "/api/school/numbers"))["classes"] == 24
        async with asyncio.timeout(PATIENCE):
            assert len(await admin.ask("GET", "/api/classes")) == 24


async def _written(school: TestSchool) -> Person:
    demo = generate(1, 600)
    async with school.server.workshop.open() as work:
        writing = Writing(work, demo, lambda _: None)
        await writing.write()
    key = demo.administrator
    person = Person(school, writing.persons[key], writing.accounts[key], Hat.STAFF)
    school.people.append(await person.sign_in())
    return person
