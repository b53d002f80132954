"""A token that somebody knew before is void after every way in, and after every change of who acts (security.md 17)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import insert, select

from newcomers import link_of, on_roster, one_code, qr_answered
from parta.assembly import Entry
from parta.identity.delivery import Channels
from parta.identity.tables import contact, outgoing_message
from parta.kernel.hats import Hat
from parta.policy.standing import Kind
from people import Person, TestSchool, running_school, until

PASSWORD = "синий кит и луна"
Way = Callable[[TestSchool, Person, aiohttp.ClientSession], Awaitable[int]]


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """A school whose letters stay on the operator's page."""
    async with running_school(entry=Entry(channels=Channels(mail=True, sms=False, outbox_page=True))) as one:
        yield one


async def _answered(browser: aiohttp.ClientSession, path: str, body: Any) -> int:
    async with browser.post(path, json=body) as answer:
        await answer.read()
        return answer.status


async def _by_code(school: TestSchool, who: Person, browser: aiohttp.ClientSession) -> int:
    return await _answered(browser, "/api/sign-in/code", {"code": await school.code_for(who.account)})


async def _by_password(_: TestSchool, who: Person, browser: aiohttp.ClientSession) -> int:
    await who.ask("PUT", "/api/me/password", {"login": "ivanova.o", "password": PASSWORD}, expect=204)
    return await _answered(browser, "/api/sign-in/password", {"login": "ivanova.o", "password": PASSWORD})


async def _by_letter(school: TestSchool, who: Person, browser: aiohttp.ClientSession) -> int:
    async with school.server.workshop.open() as work:
        row = {
            "id": uuid4(),
            "account_id": who.account,
            "kind": "email",
            "value": "o@mail.ru",
            "confirmed_at": work.now,
        }
        await work.connection.execute(insert(contact).values(row))
    async with browser.post("/api/sign-in/code-requests", json={"contact": "o@mail.ru"}) as answer:
        request = (await answer.json())["requestId"]
    async with school.server.workshop.open(reads=True) as work:
        letter = await work.connection.scalar(select(outgoing_message.c.body))
    return await _answered(browser, "/api/sign-in/contact-code", {"requestId": request, "code": str(letter)[:6]})


async def _by_slip(school: TestSchool, _: Person, browser: aiohttp.ClientSession) -> int:
    admin = await school.admin()
    one = await school.school_class("5А")
    listed = await on_roster(school, "Петрова", "Нина", Kind.PUPIL, one)
    await qr_answered(school)
    code = await one_code(admin, classId=str(one), whom=["pupil"], people=[str(listed)])
    return await _answered(browser, "/api/joining/redeem", {"ticket": code, "asNew": True})


async def _by_request(school: TestSchool, _: Person, browser: aiohttp.ClientSession) -> int:
    link = await link_of(await school.admin(), "teacher")
    body = {"ticket": link["secret"], "name": "Быков Юрий", "asNew": True}
    return await _answered(browser, "/api/joining/requests", body)


async def _by_hat(_: TestSchool, who: Person, browser: aiohttp.ClientSession) -> int:
    return await _answered(browser, "/api/me/hat", {"personId": str(who.id), "kind": Hat.STAFF.value})


@pytest.mark.parametrize("way", [_by_code, _by_password, _by_letter, _by_slip, _by_request, _by_hat])
async def test_a_token_known_before_is_void_after_every_way_in(school: TestSchool, way: Way) -> None:
    """The attacker signs his victim's browser in with a session of his own; what the victim then becomes is not his."""
    anya = await school.pupil("Аня", "Иванова", "5А")
    given = [(Kind.GUARDIAN, anya.id, "мать"), (Kind.STAFF, None, ""), (Kind.TEACHER, None, "")]
    olga = await school.join("Ольга", "Иванова", Hat.GUARDIAN, given)
    browser = await Person(school, olga.id, olga.account, olga.hat).sign_in()
    assert browser.http is not None
    planted = _token(browser.http)
    assert await _asks_with(school, planted) == 200
    async with browser.listening() as ear:
        assert 200 <= await way(school, olga, browser.http) < 300
        assert _token(browser.http) != planted
        assert await _asks_with(school, planted) == 401
        assert await _asks_with(school, _token(browser.http)) == 200
        await until(lambda: ear.closed, "the socket of the old token is closed")
    await browser.close()


def _token(browser: aiohttp.ClientSession) -> str:
    return next(one.value for one in browser.cookie_jar if one.key == "parta_session")


async def _asks_with(school: TestSchool, token: str) -> int:
    async with (
        aiohttp.ClientSession(school.url, headers={"Cookie": f"parta_session={token}"}) as attacker,
        attacker.get("/api/me") as answer,
    ):
        return answer.status


async def test_the_cookie_is_secure_behind_a_proxy_that_ends_tls() -> None:
    async with running_school(public_url="https://school.example") as school:
        anya = await school.pupil("Аня", "Иванова", "5А")
        headers = {"X-Parta": "1", "Host": "school.example", "Origin": "https://school.example"}
        async with aiohttp.ClientSession(school.url, headers=headers) as browser:
            code = await school.code_for(anya.account)
            async with browser.post("/api/sign-in/code", json={"code": code}) as answer:
                cookie = answer.headers["Set-Cookie"].lower()
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}


async def test_a_shared_computer_forgets_the_cookie_with_its_window(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with aiohttp.ClientSession(school.url, headers={"X-Parta": "1", "Origin": school.url}) as browser:
        body = {"code": await school.code_for(anya.account), "sharedComputer": True}
        async with browser.post("/api/sign-in/code", json=body) as answer:
            cookie = answer.headers["Set-Cookie"].lower()
    assert "max-age" not in cookie
    assert "httponly" in cookie
