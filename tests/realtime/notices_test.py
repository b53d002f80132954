"""What another process does (the command line, the worker) is true for open sockets and remembered sessions at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from parta.assembly import open_workbench
from parta.identity import sessions
from parta.people import commands as people
from parta.policy.standing import Kind
from parta.work import Work
from people import START, Person, TestSchool, until


@asynccontextmanager
async def elsewhere(school: TestSchool) -> AsyncIterator[Work]:
    """A unit of work of another process on the same database."""
    async with open_workbench(school.database) as workshop, workshop.open() as work:
        work.within(school.id)
        yield work


async def test_sessions_ended_by_the_command_line_close_their_socket_and_are_refused(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    async with anya.listening() as anya_hears, borya.listening() as borya_hears:
        assert await anya.status("GET", "/api/rooms") == 200
        async with elsewhere(school) as work:
            await sessions.end_all(work, [anya.account])
        await until(lambda: anya_hears.closed == 4401, "the socket closed")
        assert await anya.status("GET", "/api/rooms") == 401
        await borya.says(school.room("5А"), "Я ещё здесь")
        await borya_hears.hears_event("messagePosted")


async def test_a_standing_changed_by_the_command_line_has_the_school_come_back_without_it(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    one = school.classes["5А"]
    async with teacher.listening() as hears:
        assert await teacher.status("GET", f"/api/classes/{one}/consents") == 200
        async with elsewhere(school) as work:
            await people.end(work, school.id, [teacher.id], today=START, kinds={Kind.CLASS_TEACHER})
        await until(lambda: hears.closed == 4409, "told to come back")
    assert await teacher.status("GET", f"/api/classes/{one}/consents") == 404
    async with anya.listening() as again:
        await anya.says(school.room("5А"), "После")
        assert (await again.hears_event("messagePosted"))["message"]["text"] == "После"


async def test_nothing_in_memory_is_trusted_while_notices_are_not_heard(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    borya = await school.pupil("Боря", "Петров", "5А")
    assert await anya.status("GET", "/api/rooms") == 200
    async with borya.listening() as hears:
        await _cut_the_ear_and_end_sessions_behind_its_back(school)

        async def refused() -> bool:
            return await anya.status("GET", "/api/rooms") == 401

        await until(refused, "refused")
        await until(lambda: hears.closed == 4409, "an open socket is sent back, too")


async def _cut_the_ear_and_end_sessions_behind_its_back(school: TestSchool) -> None:
    async with school.server.workshop.open() as work:
        asked = (
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where query = 'listen \"parta\"' and datname = current_database()"
        )
        await work.connection.execute(text(asked))
        # Nobody is told of this: only a question to the database finds it out.
        await work.connection.execute(text("update session set ends_at = now() - interval '1 day'"))


async def test_a_reconnect_asks_the_database_nothing(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with anya.listening() as hears:
        welcome = await hears.hears(lambda frame: frame["t"] == "welcome")
        await anya.says(school.room("5А"), "Первое")
        await hears.hears_event("messagePosted")
    async with school.counting() as sent, anya.listening(welcome["streams"]) as again:
        await until(lambda: again.texts() == ["Первое"], "what was missed")
    assert sent == []


async def test_browsers_that_come_at_once_are_asked_for_together(school: TestSchool) -> None:
    people_of_class = [await school.pupil(f"Ученик{letter}", "Иванов", "5А") for letter in "АБВГДЕЖЗИК"]

    async def come(person: Person) -> None:
        async with person.listening():
            pass

    async with school.server.workshop.open() as work:  # forget everybody, as after a restart
        work.standings_changed([one.id for one in people_of_class])
        work.within(school.id)
    async with school.counting() as sent:
        await asyncio.gather(*map(come, people_of_class))
    assert len(sent) <= 12, sent  # not ten times what one costs
