"""How people sign in, and what a guesser meets (security.md 17, 21, 22)."""

import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import insert, select

from parta.assembly import Entry
from parta.identity.delivery import Channels
from parta.identity.tables import contact, outgoing_message, sign_in_code
from people import Person, TestSchool, problem, running_school


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """A school whose letters stay on the operator's page."""
    async with running_school(entry=Entry(channels=Channels(mail=True, sms=False, outbox_page=True))) as one:
        yield one


@pytest.fixture
async def stranger(school: TestSchool) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser in which nobody is signed in."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(school.url, headers={"X-Parta": "1"}, cookie_jar=jar) as browser:
        yield browser


async def ask(browser: aiohttp.ClientSession, path: str, body: Any) -> tuple[int, Any]:
    async with browser.post(path, json=body) as answer:
        text = await answer.read()
        return answer.status, await answer.json(content_type=None) if text else None


async def with_email(school: TestSchool, person: Person, email: str) -> None:
    async with school.server.workshop.open() as work:
        row = {"id": uuid4(), "account_id": person.account, "kind": "email", "value": email, "confirmed_at": work.now}
        await work.connection.execute(insert(contact).values(row))


async def letters(school: TestSchool) -> list[str]:
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.execute(select(outgoing_message.c.body).order_by(outgoing_message.c.created_at))
        return [row.body for row in rows]


async def request_code(browser: aiohttp.ClientSession, where: str) -> str:
    status, answer = await ask(browser, "/api/sign-in/code-requests", {"contact": where})
    assert status == 202, answer
    return str(answer["requestId"])


async def wrong_code(school: TestSchool) -> str:
    right = (await letters(school))[-1][:6]
    return "111111" if right != "111111" else "222222"


async def test_a_parent_signs_in_by_the_code_in_her_letter(school: TestSchool, stranger: aiohttp.ClientSession) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    await with_email(school, mother, "vera@mail.ru")

    request = await request_code(stranger, " Vera@Mail.ru ")
    code = (await letters(school))[-1][:6]
    assert await ask(stranger, "/api/sign-in/contact-code", {"requestId": request, "code": code}) == (204, None)

    async with stranger.get("/api/me") as answer:
        assert (await answer.json())["current"]["personId"] == str(mother.id)


async def test_a_stranger_cannot_tell_whether_anybody_has_a_contact(
    school: TestSchool, stranger: aiohttp.ClientSession
) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    await with_email(school, mother, "vera@mail.ru")
    took: dict[str, float] = {}
    answers: dict[str, Any] = {}
    for where in ("vera@mail.ru", "nobody@mail.ru"):
        began = time.monotonic()
        status, answer = await ask(stranger, "/api/sign-in/code-requests", {"contact": where})
        took[where] = time.monotonic() - began
        tried = await ask(stranger, "/api/sign-in/contact-code", {"requestId": answer["requestId"], "code": "000000"})
        answers[where] = (status, sorted(answer), tried)

    assert answers["vera@mail.ru"] == answers["nobody@mail.ru"]
    assert abs(took["vera@mail.ru"] - took["nobody@mail.ru"]) < 0.15
    assert len(await letters(school)) == 1


async def test_a_sent_code_dies_after_five_errors_in_its_own_row(
    school: TestSchool, stranger: aiohttp.ClientSession
) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    await with_email(school, mother, "vera@mail.ru")
    request = await request_code(stranger, "vera@mail.ru")
    wrong, right = await wrong_code(school), (await letters(school))[-1][:6]

    for _ in range(5):
        status, answer = await ask(stranger, "/api/sign-in/contact-code", {"requestId": request, "code": wrong})
        assert (status, problem(answer)) == (422, "code-does-not-fit")

    status, answer = await ask(stranger, "/api/sign-in/contact-code", {"requestId": request, "code": right})
    assert (status, problem(answer)) == (422, "code-does-not-fit")


async def test_new_codes_bring_no_new_guesses(school: TestSchool, stranger: aiohttp.ClientSession) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    await with_email(school, mother, "vera@mail.ru")
    for _ in range(3):
        request = await request_code(stranger, "vera@mail.ru")
        wrong = await wrong_code(school)
        for _ in range(5):
            await ask(stranger, "/api/sign-in/contact-code", {"requestId": request, "code": wrong})

    request = await request_code(stranger, "vera@mail.ru")
    right = (await letters(school))[-1][:6]
    status, answer = await ask(stranger, "/api/sign-in/contact-code", {"requestId": request, "code": right})

    assert (status, problem(answer)) == (429, "contact-closed")


async def test_a_contact_gets_five_letters_an_hour_and_the_answer_stays_the_same(
    school: TestSchool, stranger: aiohttp.ClientSession
) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    await with_email(school, mother, "vera@mail.ru")
    for _ in range(7):
        await request_code(stranger, "vera@mail.ru")
    assert len(await letters(school)) == 5


async def test_what_is_kept_of_a_code_is_not_the_code(school: TestSchool, stranger: aiohttp.ClientSession) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    await with_email(school, mother, "vera@mail.ru")
    await request_code(stranger, "vera@mail.ru")
    code = (await letters(school))[-1][:6]
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.execute(select(sign_in_code.c.secret_hash))
        assert all(code.encode() not in row.secret_hash for row in rows)


async def test_a_pupil_without_any_contact_sets_a_password_and_signs_in(
    school: TestSchool, stranger: aiohttp.ClientSession
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    assert (await anya.ask("GET", "/api/me/access"))["proposedLogin"] == "ivanova.a"
    await anya.ask("PUT", "/api/me/password", {"login": "ivanova.a", "password": "синий кит и луна"}, expect=204)

    body = {"login": " Ivanova.A ", "password": "синий кит и луна"}
    assert (await ask(stranger, "/api/sign-in/password", body))[0] == 204


async def test_a_weak_password_and_a_taken_login_are_refused_at_their_field(school: TestSchool) -> None:
    anya, boris = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Борис", "Ким", "5А")
    await anya.ask("PUT", "/api/me/password", {"login": "ivanova.a", "password": "синий кит и луна"}, expect=204)
    for body, pointer in (
        ({"login": "kim.b", "password": "12345678"}, "/password"),
        ({"login": "kim.b", "password": "kim.b2026"}, "/password"),
        ({"login": "ivanova.a", "password": "синий кит и луна"}, "/login"),
        ({"login": "борис", "password": "синий кит и луна"}, "/login"),
    ):
        answer = await boris.ask("PUT", "/api/me/password", body, expect=422)
        assert answer["pointers"][0]["pointer"] == pointer


@pytest.mark.parametrize("login", ["ivanova.a", "nobody.here"])
async def test_five_wrong_passwords_close_a_login_whether_or_not_anybody_has_it(
    school: TestSchool, stranger: aiohttp.ClientSession, login: str
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.ask("PUT", "/api/me/password", {"login": "ivanova.a", "password": "синий кит и луна"}, expect=204)

    heard = []
    for _ in range(5):
        status, answer = await ask(stranger, "/api/sign-in/password", {"login": login, "password": "не тот"})
        heard.append((status, problem(answer)))
    assert heard == [(422, "password-does-not-fit")] * 4 + [(429, "password-closed")]

    body = {"login": login, "password": "синий кит и луна"}
    status, answer = await ask(stranger, "/api/sign-in/password", body)
    assert (status, problem(answer)) == (429, "password-closed")
    assert "через" in answer["detail"]


async def test_a_cookie_from_before_the_sign_in_is_void_after_it(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    assert anya.http is not None
    planted = next(cookie.value for cookie in anya.http.cookie_jar if cookie.key == "parta_session")
    code = await school.code_for((await school.pupil("Борис", "Ким", "5А")).account)
    assert (await ask(anya.http, "/api/sign-in/code", {"code": code}))[0] == 204

    now = next(cookie.value for cookie in anya.http.cookie_jar if cookie.key == "parta_session")
    assert now != planted
    async with (
        aiohttp.ClientSession(school.url, headers={"Cookie": f"parta_session={planted}"}) as attacker,
        attacker.get("/api/me") as answer,
    ):
        assert answer.status == 401


async def test_the_sign_in_page_names_whom_to_ask_and_no_more(
    school: TestSchool, stranger: aiohttp.ClientSession
) -> None:
    async with stranger.get("/api/welcome") as answer:
        said = await answer.json()
    assert said["school"] == {"shortName": "Школа № 5", "helpPhone": "", "helpHours": "", "logoId": None}
    assert (said["byEmail"], said["bySms"]) == (True, True)


async def test_the_outbox_is_the_operators_alone(school: TestSchool, stranger: aiohttp.ClientSession) -> None:
    admin = await school.admin()
    assert await admin.status("GET", "/api/operator/outbox") in (403, 404)
    async with stranger.get("/api/operator/outbox") as answer:
        assert answer.status == 401
