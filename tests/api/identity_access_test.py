"""Second factor, sessions and what ends them (B11, B12; security.md 16)."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pyotp
import pytest

from parta.identity import codes
from people import Person, TestSchool, problem, until


@pytest.fixture
async def stranger(school: TestSchool) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser in which nobody is signed in."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(school.url, headers={"X-Parta": "1"}, cookie_jar=jar) as browser:
        yield browser


async def on_paper(school: TestSchool, person: Person) -> Person:
    """The same person in a second browser, by a code printed at the school."""
    again = Person(school, person.id, person.account, person.hat)
    again.http = aiohttp.ClientSession(
        school.url, headers={"X-Parta": "1", "Origin": school.url}, cookie_jar=aiohttp.CookieJar(unsafe=True)
    )
    school.people.append(again)
    async with school.server.workshop.open() as work:
        code = (await codes.issue(work, person.account, "printed", timedelta(hours=1))).shown
    await again.ask("POST", "/api/sign-in/code", {"code": code}, expect=204)
    return again


async def test_an_administrator_with_one_factor_reaches_only_the_second(school: TestSchool) -> None:
    admin = await on_paper(school, await school.admin())
    me = await admin.ask("GET", "/api/me")
    assert (me["pending"], me["current"], me["abilities"]) == (["secondFactor"], None, [])
    assert (await admin.rooms()) == []
    assert await admin.status("GET", f"/api/rooms/{school.rooms['', 'staffroom']}/messages") == 404
    assert await admin.status("PUT", "/api/me/password", {"login": "adminova", "password": "синий кит и луна"}) == 403
    assert await admin.status("GET", "/api/me/sessions") == 403


async def test_a_parent_needs_no_second_factor(school: TestSchool) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    again = await on_paper(school, mother)
    assert (await again.ask("GET", "/api/me"))["pending"] == []
    await again.ask("GET", "/api/rooms", expect=200)


async def test_an_administrator_sets_up_an_authenticator_and_is_whole(school: TestSchool) -> None:
    first = await school.admin()
    admin = await on_paper(school, first)
    assert admin.http is not None
    before = next(iter(admin.http.cookie_jar)).value
    secret = (await admin.ask("POST", "/api/me/totp/options"))["secret"]
    await admin.ask("POST", "/api/me/totp", {"secret": secret, "code": pyotp.TOTP(secret).now()}, expect=204)

    assert next(iter(admin.http.cookie_jar)).value != before
    me = await admin.ask("GET", "/api/me")
    assert me["pending"] == []
    assert "editSchool" in me["abilities"]

    third = await on_paper(school, first)
    assert (await third.ask("GET", "/api/me"))["pending"] == ["secondFactor"]
    refused = await third.ask("POST", "/api/me/totp/options", expect=403)
    assert problem(refused) == "second-factor-needed"
    used = await third.ask("POST", "/api/second-factor/totp", {"code": pyotp.TOTP(secret).now()}, expect=422)
    assert problem(used) == "second-factor-does-not-fit"  # a code is good once
    later = pyotp.TOTP(secret).at(int(time.time()) + 30)
    await third.ask("POST", "/api/second-factor/totp", {"code": later}, expect=204)
    assert (await third.ask("GET", "/api/me"))["pending"] == []
    assert problem(await third.ask("DELETE", "/api/me/totp", expect=409)) == "last-second-factor"


async def test_five_wrong_codes_close_the_second_factor(school: TestSchool) -> None:
    first = await school.admin()
    admin = await on_paper(school, first)
    secret = (await admin.ask("POST", "/api/me/totp/options"))["secret"]
    await admin.ask("POST", "/api/me/totp", {"secret": secret, "code": pyotp.TOTP(secret).now()}, expect=204)
    guesser = await on_paper(school, first)
    for _ in range(5):
        await guesser.ask("POST", "/api/second-factor/totp", {"code": "000"}, expect=422)
    later = pyotp.TOTP(secret).at(int(time.time()) + 30)
    closed = await guesser.ask("POST", "/api/second-factor/totp", {"code": later}, expect=429)
    assert problem(closed) == "second-factor-closed"


async def test_signing_out_elsewhere_closes_the_other_socket_at_once(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    elsewhere = await on_paper(school, anya)
    listed = (await anya.ask("GET", "/api/me/sessions"))["sessions"]
    assert [one["current"] for one in listed].count(True) == 1
    assert len(listed) == 2
    async with elsewhere.listening() as ear:
        await anya.ask("POST", "/api/me/sessions/end-others", expect=204)
        async with asyncio.timeout(5):
            await until(lambda: ear.closed)
        assert ear.closed == 4401
    assert await elsewhere.status("GET", "/api/me") == 401
    assert await anya.status("GET", "/api/me") == 200


async def test_a_new_password_ends_all_other_sessions(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    elsewhere = await on_paper(school, anya)
    async with elsewhere.listening() as ear:
        await anya.ask("PUT", "/api/me/password", {"login": "ivanova.a", "password": "синий кит и луна"}, expect=204)
        async with asyncio.timeout(5):
            await until(lambda: ear.closed)
    assert await elsewhere.status("GET", "/api/me") == 401


async def test_nobody_ends_the_session_of_another(school: TestSchool) -> None:
    anya, boris = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Борис", "Ким", "5А")
    (session,) = (await anya.ask("GET", "/api/me/sessions"))["sessions"]
    assert await boris.status("DELETE", f"/api/me/sessions/{session['id']}") == 404
    assert await anya.status("GET", "/api/me") == 200


async def test_whoever_owes_a_second_factor_takes_no_code_for_the_next_time(school: TestSchool) -> None:
    """A stolen printed code is one factor; it must not become a way in that lasts a year (security.md 21)."""
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    half = await on_paper(school, admin)
    assert problem(await half.ask("POST", "/api/joining/kept-code", expect=403)) == "second-factor-needed"
    assert (await mother.ask("POST", "/api/joining/kept-code", expect=200))["code"]
