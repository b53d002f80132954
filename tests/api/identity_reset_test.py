"""Access is reset by whom the regulation names, and then nothing old opens (B12; security.md 16)."""

import asyncio
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import func, insert, select

from parta.identity.tables import contact, outgoing_message
from parta.kernel.hats import Hat
from parta.oversight.tables import audit_entry
from parta.policy.standing import Kind
from people import Person, TestSchool, problem, until


async def reset(by: Person, whose: Person) -> tuple[int, str]:
    answer = await by.ask("POST", f"/api/people/{whose.id}/access/reset", expect=200)
    return 200, str(answer["code"])


async def enter_by(school: TestSchool, code: str) -> int:
    jar = aiohttp.CookieJar(unsafe=True)
    async with (
        aiohttp.ClientSession(school.url, headers={"X-Parta": "1"}, cookie_jar=jar) as browser,
        browser.post("/api/sign-in/code", json={"code": code}) as answer,
    ):
        return answer.status


async def test_the_class_teacher_resets_a_pupil_and_every_old_way_in_is_dead(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Галеев", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.ask("PUT", "/api/me/password", {"login": "ivanova.a", "password": "синий кит и луна"}, expect=204)
    async with school.server.workshop.open() as work:
        row = {"id": uuid4(), "account_id": anya.account, "kind": "email", "value": "a@mail.ru"}
        await work.connection.execute(insert(contact).values(row | {"confirmed_at": work.now}))
    older = await school.code_for(anya.account)

    async with anya.listening() as ear:
        _, code = await reset(teacher, anya)
        async with asyncio.timeout(5):
            await until(lambda: ear.closed)
        assert ear.closed == 4401

    assert await anya.status("GET", "/api/me") == 401
    assert await enter_by(school, older) == 422
    assert anya.http is not None
    body = {"login": "ivanova.a", "password": "синий кит и луна"}
    assert await anya.status("POST", "/api/sign-in/password", body) == 422
    await anya.ask("POST", "/api/sign-in/code", {"code": code}, expect=204)
    told = await anya.ask("GET", "/api/me/access")
    assert told["reset"]["by"] == "Галеев Марат"
    assert (told["contacts"], told["hasPassword"]) == ([], False)
    async with school.server.workshop.open(reads=True) as work:
        assert await work.connection.scalar(select(func.count()).select_from(outgoing_message)) == 1
        acts = select(func.count()).select_from(audit_entry).where(audit_entry.c.act == "resetAccess")
        assert await work.connection.scalar(acts) == 1


async def test_whose_access_is_whose_to_reset(school: TestSchool) -> None:
    admin = await school.admin()
    own, other = (
        await school.teacher("Марат", "Галеев", class_teacher="5А"),
        await school.teacher("Олег", "Ким", class_teacher="6Б"),
    )
    subject = await school.teacher("Нина", "Котова", teaches="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher_and_mother = await school.join(
        "Роза", "Галиева", Hat.GUARDIAN, [(Kind.GUARDIAN, anya.id, "мать"), (Kind.STAFF, None, ""), (Kind.TEACHER, None, "")]
    )  # fmt: skip

    for whose in (anya, mother):
        path = f"/api/people/{whose.id}/access/reset"
        assert await other.status("POST", path) in (403, 404)
        assert await subject.status("POST", path) == 403
        assert await mother.status("POST", path) in (403, 404, 409)
    assert await own.status("POST", f"/api/people/{teacher_and_mother.id}/access/reset") == 403
    assert await own.status("POST", f"/api/people/{admin.id}/access/reset") == 403
    assert await own.status("POST", f"/api/people/{uuid4()}/access/reset") == 404
    assert problem(await admin.ask("POST", f"/api/people/{admin.id}/access/reset", expect=409)) == "own-access"

    await reset(own, mother)
    await reset(admin, teacher_and_mother)
    await reset(admin, own)


@pytest.mark.parametrize("kind", [Kind.ADMIN, Kind.HEAD])
async def test_a_reset_administrator_still_owes_the_second_factor(school: TestSchool, kind: Kind) -> None:
    admin = await school.admin()
    chief = await school.staff("Пётр", "Яров", Kind.TEACHER, kind)
    _, code = await reset(admin, chief)
    await chief.ask("POST", "/api/sign-in/code", {"code": code}, expect=204)
    assert (await chief.ask("GET", "/api/me"))["pending"] == ["secondFactor"]
