"""No way leaves a school without an administrator: not now, not at a later date, not by two acts at once (security.md 28)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from api.roster_import_test import commit, upload
from applicants import MovedClock
from newcomers import link_of, one_code, qr_answered, stranger
from parta.classes import leaving
from people import Person, TestSchool, problem

ORDER = {"number": "12", "day": "2026-09-01"}


async def dismissed(by: Person, whom: Person, when: str = "now", *, expect: int = 204) -> Any:
    return await by.ask("POST", f"/api/people/{whom.id}/dismissal", {"when": when}, expect=expect)


async def night_passes(school: TestSchool, clock: MovedClock) -> None:
    clock.ahead += timedelta(days=1)
    await leaving.apply_all_dates(school.server.workshop)


async def administers(person: Person) -> bool:
    return "editSchool" in (await person.ask("GET", "/api/me"))["abilities"]


async def test_a_list_of_staff_without_the_administrator_takes_nothing_from_him(school: TestSchool) -> None:
    admin = await school.admin()
    await school.teacher("Вера", "Ильина")
    preview = await upload(
        admin, "ФИО;Должность;Предмет\nИльина Вера;учитель;химия\nНовый Пётр Львович;учитель;физика\n"
    )
    preview = await admin.ask(
        "PUT", f"/api/imports/{preview['id']}", {"choices": {"staffListIsComplete": True, "childOf": {}}}
    )
    assert [one["name"] for one in preview["missing"]] == ["Админова Ольга"]
    await commit(admin, preview)
    assert await administers(admin)
    assert problem(await dismissed(admin, admin, expect=409)) == "last-administrator"
    await admin.ask("POST", f"/api/imports/{preview['id']}/undo", expect=204)
    assert await administers(admin)


async def test_the_list_that_brought_the_only_administrator_is_not_undone(school: TestSchool) -> None:
    admin = await school.admin()
    preview = await upload(admin, "ФИО;Должность;Предмет\nНовая Инна Львовна;учитель;физика\n")
    await commit(admin, preview)
    await qr_answered(school)
    code = await one_code(admin, whom=["staff"])
    async with stranger(school) as browser:
        await browser.ask("POST", "/api/joining/redeem", {"ticket": code}, expect=200)
        await browser.admitted()
        new = (await browser.ask("GET", "/api/me"))["current"]["personId"]
    await admin.ask("POST", f"/api/people/{new}/admin", ORDER, expect=204)
    undone = await admin.ask("POST", f"/api/imports/{preview['id']}/undo", expect=409)
    assert problem(undone) == "somebody-has-joined"
    await admin.ask("DELETE", f"/api/people/{admin.id}/admin", expect=204)
    assert await admin.status("GET", "/api/me") == 401
    async with school.server.workshop.open(reads=True) as work:
        from parta.people import queries
        from parta.policy.standing import Kind

        assert [str(one) for one in await queries.lasting_holders(work.connection, school.id, Kind.ADMIN)] == [new]


async def test_who_leaves_tonight_is_no_administrator_to_stay(school: TestSchool, clock: MovedClock) -> None:
    """A dated leave: the one who is left is the last, and whoever leaves is not made one on his last day."""
    admin = await school.admin()
    second, vera = await school.admin("Инна", "Вторая"), await school.teacher("Вера", "Ильина")
    await dismissed(admin, second, "endOfDay")
    assert problem(await admin.ask("DELETE", f"/api/people/{admin.id}/admin", expect=409)) == "last-administrator"
    for when in ("now", "endOfDay"):
        assert problem(await dismissed(second, admin, when, expect=409)) == "last-administrator"
    await dismissed(admin, vera, "endOfDay")
    refused = await admin.ask("POST", f"/api/people/{vera.id}/admin", ORDER, expect=409)
    assert problem(refused) == "leaves-soon"
    again = await admin.ask("POST", f"/api/people/{second.id}/admin", ORDER, expect=409)
    assert problem(again) == "leaves-soon"
    await night_passes(school, clock)
    assert await administers(admin)
    assert [await one.status("GET", "/api/me") for one in (second, vera)] == [401, 401]


async def test_what_was_given_on_the_last_day_ends_with_it(school: TestSchool, clock: MovedClock) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    await dismissed(admin, vera, "endOfDay")
    for path, body in (
        (f"/api/classes/{school.classes['5А']}/leaders", {"personId": str(vera.id)}),
        (f"/api/classes/{school.classes['5А']}/teachers", {"personId": str(vera.id), "subject": "химия"}),
        (f"/api/people/{vera.id}/positions", {"position": "head"}),
        (f"/api/people/{vera.id}/positions", {"position": "psychologist"}),
    ):
        assert problem(await admin.ask("POST", path, body, expect=409)) == "leaves-soon"
    body = {"when": "now", "successors": {str(school.classes["5А"]): str(vera.id)}}
    assert problem(await admin.ask("POST", f"/api/people/{anna.id}/dismissal", body, expect=409)) == "leaves-soon"
    status = f"/api/people/{vera.id}/teacher-status"
    await admin.ask("POST", f"{status}/withdraw", expect=204)
    await admin.ask("POST", f"{status}/confirm", expect=204)  # a standing without an end
    await night_passes(school, clock)
    assert await vera.status("GET", "/api/me") == 401
    card = await admin.ask("GET", f"/api/people/{vera.id}")
    assert not [one for one in card["standings"] if one["active"]]


async def test_a_withdrawn_status_and_another_position_leave_the_administrator_where_he_is(school: TestSchool) -> None:
    admin = await school.admin()
    await admin.ask("POST", f"/api/people/{admin.id}/positions", {"position": "head"}, expect=204)
    await admin.ask("DELETE", f"/api/people/{admin.id}/positions/head", expect=204)
    await admin.ask("POST", f"/api/people/{admin.id}/teacher-status/withdraw", expect=204)
    assert await administers(admin)
    assert problem(await dismissed(admin, admin, expect=409)) == "last-administrator"


async def test_a_decision_that_brought_an_administrator_is_not_taken_back(school: TestSchool) -> None:
    admin = await school.admin()
    link = await link_of(admin, "other_staff")
    async with stranger(school) as browser:
        form = {"ticket": link["secret"], "name": "Новая Инна"}
        await browser.ask("POST", "/api/joining/requests", form, expect=204)
        (card,) = (await admin.ask("GET", "/api/join-requests"))["requests"]
        await admin.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
        new = (await browser.ask("GET", "/api/me"))["current"]["personId"]
        await admin.ask("POST", f"/api/people/{new}/admin", ORDER, expect=204)
        undone = await admin.ask("POST", f"/api/join-requests/{card['id']}/undo", expect=409)
        assert problem(undone) == "too-late-to-undo"
        await admin.ask("DELETE", f"/api/people/{new}/admin", expect=204)
        await admin.ask("POST", f"/api/join-requests/{card['id']}/undo", expect=200)
        assert (await browser.ask("GET", "/api/me", expect=401))["type"] == "not-signed-in"


@pytest.mark.parametrize("way", ["dismissal", "admin"])
async def test_two_administrators_who_remove_each_other_at_once_leave_one(school: TestSchool, way: str) -> None:
    one, other = await school.admin(), await school.admin("Инна", "Вторая")

    async def removes(by: Person, whom: Person) -> int:
        if way == "admin":
            return await by.status("DELETE", f"/api/people/{whom.id}/admin")
        return await by.status("POST", f"/api/people/{whom.id}/dismissal", {"when": "now"})

    statuses = await asyncio.gather(removes(one, other), removes(other, one))
    assert sorted(statuses) in ([204, 401], [204, 403], [204, 409]), statuses
    left = [person for person in (one, other) if await person.status("GET", "/api/me") == 200]
    assert len(left) == 1
    assert await administers(left[0])
