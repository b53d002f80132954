"""Doors that are open to strangers tell nobody who is in (security.md 22), and hold against guessing."""

import statistics
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from newcomers import Browser, anya_invited, link_of, stranger
from parta.assembly import Entry
from parta.identity.delivery import Channels
from people import TestSchool, running_school

ROUNDS = 7


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    async with running_school(entry=Entry(channels=Channels(mail=True, sms=True, outbox_page=True))) as one:
        yield one


async def told(browser: Browser, path: str, body: Any) -> tuple[int, str]:
    """Status and words of an answer, with what is random in it left out."""
    async with browser.http.post(path, json=body) as answer:
        words = await answer.json(content_type=None)
        return answer.status, str({key: value for key, value in (words or {}).items() if key != "requestId"})


async def took(browser: Browser, path: str, bodies: list[Any]) -> float:
    spent = []
    for body in bodies:
        began = time.perf_counter()
        await told(browser, path, body)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


async def test_a_wrong_code_answers_alike_whether_or_not_its_first_part_is_somebodys(school: TestSchool) -> None:
    """The look-up part of a printed code is no secret: it must not tell that the slip exists."""
    teacher, one, _, slip = await anya_invited(school)
    link = await link_of(teacher, "guardian", one)
    sign_in = await school.code_for(teacher.account)
    async with stranger(school) as browser:
        for path, code in (
            ("/api/joining/look", slip),
            ("/api/joining/look", link["code"]),
            ("/api/sign-in/code", sign_in),
        ):
            field = "code" if path.endswith("code") else "ticket"
            known = code[:10] + ("2222" if not code.endswith("2222") else "3333")
            answers = {
                await told(browser, path, {field: typed}) for typed in (known, "2222-3333-4444", "ZZZZ-ZZZZ-ZZZZ")
            }
            assert len(answers) == 1, answers
        assert (await told(browser, "/api/joining/look", {"ticket": slip}))[0] == 200


async def test_requests_by_a_wrong_link_answer_alike(school: TestSchool) -> None:
    admin = await school.admin()
    link = await link_of(admin, "teacher")
    await admin.ask("POST", f"/api/invitations/{link['id']}/recall", expect=204)
    async with stranger(school) as browser:
        form = {"name": "Быков Юрий", "childName": "Иванова Аня"}
        answers = {
            await told(browser, "/api/joining/requests", {"ticket": ticket, **form})
            for ticket in (link["secret"], "A" * 22, link["code"])
        }
        assert len(answers) == 1, answers


async def test_a_password_takes_as_long_for_a_login_that_nobody_has(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.ask("PUT", "/api/me/password", {"login": "ivanova.a", "password": "синий кит и луна"}, expect=204)
    async with stranger(school) as browser:
        path = "/api/sign-in/password"
        await took(browser, path, [{"login": "warm.up", "password": "x"}])
        bodies = [{"login": f"nobody.{n}", "password": "не тот"} for n in range(ROUNDS)]
        nobody = await took(browser, path, bodies)
        somebody = await took(browser, path, [{"login": "ivanova.a", "password": "не тот"}] * 4)
    assert 0.4 < somebody / nobody < 2.5, (somebody, nobody)


async def test_many_numbers_from_one_place_meet_a_limit_that_is_the_same_for_all(school: TestSchool) -> None:
    async with stranger(school) as browser:
        answers = [
            await browser.status(
                "POST", "/api/joining/look", {"ticket": f"{n:04}-2222-3333".replace("0", "2").replace("1", "3")}
            )
            for n in range(150)
        ]
    assert answers[-1] == 429, answers[-1]
    assert set(answers) <= {404, 410, 422, 429}
