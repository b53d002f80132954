"""«Общий компьютер»: a session ends after 60 idle minutes, and not a second before while somebody uses it (B12)."""

from datetime import timedelta

import pytest

from applicants import MovedClock
from people import Person, TestSchool, browser


async def on_a_shared_computer(school: TestSchool) -> Person:
    """A pupil who signed in with «Общий компьютер»."""
    anya = await school.pupil("Аня", "Иванова", "5А")
    again = Person(school, anya.id, anya.account, anya.hat)
    again.http = browser(school.url)
    school.people.append(again)
    await again.ask("POST", "/api/sign-in/code", {"code": await school.code_for(anya.account), "sharedComputer": True})
    assert (await again.ask("GET", "/api/me"))["sharedComputer"]
    return again


@pytest.mark.parametrize("left", [timedelta(seconds=50), timedelta(seconds=5)])
async def test_use_in_the_last_seconds_makes_the_session_last(
    school: TestSchool, clock: MovedClock, left: timedelta
) -> None:
    anya = await on_a_shared_computer(school)
    clock.ahead += timedelta(minutes=60) - left
    assert await anya.status("GET", "/api/rooms") == 200
    clock.ahead += timedelta(minutes=59)
    assert await anya.status("GET", "/api/rooms") == 200


async def test_an_hour_of_idleness_ends_it(school: TestSchool, clock: MovedClock) -> None:
    anya = await on_a_shared_computer(school)
    clock.ahead += timedelta(minutes=60, seconds=1)
    assert await anya.status("GET", "/api/rooms") == 401
