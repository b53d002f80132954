"""Who leads and teaches a class, and from which day: plans, substitutes, history, activists (A10, A11, A12)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parta.classes import leaving
from parta.kernel.clock import school_day
from people import Person, TestSchool


async def _binds(admin: Person, one: object, person: Person, *, expect: int = 204, **more: Any) -> Any:
    body = {"personId": str(person.id), **more}
    return await admin.ask("POST", f"/api/classes/{one}/leaders", body, expect=expect)


def _in(days: int) -> str:
    return (school_day(datetime.now(UTC), "Europe/Moscow") + timedelta(days=days)).isoformat()


async def _leaders(admin: Person, one: object) -> list[tuple[str, str, str | None, bool]]:
    page = await admin.ask("GET", f"/api/classes/{one}")
    return [(row["name"].split()[0], row["kind"], row["until"], row["active"]) for row in page["leaders"]]


async def test_substitute_to_come_stands_on_the_page_before_his_first_day(school: TestSchool) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    one = school.classes["5А"]
    await _binds(admin, one, vera, kind="substitute", since=_in(2), until=_in(9))
    assert ("Ильина", "substitute", _in(9), False) in await _leaders(admin, one)
    assert await vera.status("GET", f"/api/rooms/{school.room('5А')}/messages") == 404
    await leaving.apply_all_dates(school.server.workshop)
    assert await vera.status("GET", f"/api/rooms/{school.room('5А')}/messages") == 404


async def test_second_plan_for_the_same_day_replaces_the_first(school: TestSchool) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    vera, galina = await school.teacher("Вера", "Ильина"), await school.teacher("Галина", "Орлова")
    one = school.classes["5А"]
    await _binds(admin, one, vera, since=_in(2))
    await _binds(admin, one, galina, since=_in(2))
    assert await _leaders(admin, one) == [
        ("Серова", "class_teacher", _in(1), True),
        ("Орлова", "class_teacher", None, False),
    ]


async def test_who_comes_before_a_plan_leads_until_the_plan_begins(school: TestSchool) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    vera, galina = await school.teacher("Вера", "Ильина"), await school.teacher("Галина", "Орлова")
    one = school.classes["5А"]
    await _binds(admin, one, vera, since=_in(5))
    await _binds(admin, one, galina)
    assert await _leaders(admin, one) == [
        ("Орлова", "class_teacher", _in(4), True),
        ("Ильина", "class_teacher", None, False),
    ]
    assert {row["name"] for row in await admin.ask("GET", f"/api/classes/{one}/leaders")} == {
        "Серова Анна", "Ильина Вера", "Орлова Галина",
    }  # fmt: skip


async def test_plan_taken_back_leaves_the_class_to_whoever_leads_it(school: TestSchool) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    one = school.classes["5А"]
    await _binds(admin, one, vera, since=_in(3))
    assert await _leaders(admin, one) == [
        ("Серова", "class_teacher", _in(2), True),
        ("Ильина", "class_teacher", None, False),
    ]
    await admin.ask("DELETE", f"/api/classes/{one}/leaders/{vera.id}?kind=class_teacher", expect=204)
    assert await _leaders(admin, one) == [("Серова", "class_teacher", None, True)]


async def test_plan_for_a_class_without_a_teacher_can_be_taken_back(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    one = await school.school_class("5А")
    await _binds(admin, one, vera, since=_in(3))
    await admin.ask("DELETE", f"/api/classes/{one}/leaders/{vera.id}?kind=class_teacher", expect=204)
    assert await _leaders(admin, one) == []


async def test_last_leader_of_a_class_is_not_taken_away(school: TestSchool) -> None:
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    one = school.classes["5А"]
    path = f"/api/classes/{one}/leaders/{anna.id}?kind=class_teacher"
    assert (await admin.ask("DELETE", path, expect=409))["type"] == "leaves-chats-alone"
    vera = await school.teacher("Вера", "Ильина")
    await _binds(admin, one, vera, kind="deputy")
    await admin.ask("DELETE", path, expect=204)


async def test_class_is_not_left_without_an_adult_at_a_later_day(school: TestSchool) -> None:
    """F4: the class teacher with a last day, or only a substitute left."""
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    one = school.classes["5А"]
    refused = await _binds(admin, one, vera, until=_in(5), expect=409)
    assert refused["type"] == "leaves-chats-alone"
    await _binds(admin, one, vera, kind="substitute", until=_in(5))
    path = f"/api/classes/{one}/leaders/{anna.id}?kind=class_teacher"
    assert (await admin.ask("DELETE", path, expect=409))["type"] == "leaves-chats-alone"
    assert ("Серова", "class_teacher", None, True) in await _leaders(admin, one)
    await _binds(admin, one, vera, kind="deputy")
    await admin.ask("DELETE", path, expect=204)


async def test_activist_of_the_class_has_the_badge_in_its_chats_and_loses_it(school: TestSchool) -> None:
    await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    ilya = await school.pupil("Илья", "Петров", "5А")
    olga = await school.parent("Ольга", "Петрова", ilya)
    one = school.classes["5А"]
    mark = {"personId": str(olga.id), "committee": "parents"}
    await anna.ask("POST", f"/api/classes/{one}/activists", mark, expect=204)
    assert await _badge(anna, school, olga) == "родитель: Илья П., актив"
    page = await anna.ask("GET", f"/api/classes/{one}")
    assert [adult["activist"] for pupil in page["pupils"] for adult in pupil["guardians"]] == [True]
    await anna.ask("DELETE", f"/api/classes/{one}/activists/{olga.id}?committee=parents", expect=204)
    assert await _badge(anna, school, olga) == "родитель: Илья П."


async def _badge(who: Person, school: TestSchool, whose: Person) -> str:
    members = (await who.ask("GET", f"/api/rooms/{school.room('5А', 'parents')}/members"))["members"]
    return str(next(one["badge"] for one in members if one["id"] == str(whose.id)))


async def test_subject_chat_says_of_which_subject_it_is(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    one = school.classes["5А"]
    await admin.ask("POST", f"/api/classes/{one}/teachers", {"personId": str(vera.id), "subject": "Химия"}, expect=204)
    await anna.ask("POST", f"/api/classes/{one}/subject-chats", {"subject": "Химия"}, expect=204)
    page = await admin.ask("GET", f"/api/classes/{one}")
    assert {room["title"]: room["subject"] for room in page["rooms"] if room["subject"]} == {"5А — Химия": "Химия"}
    assert "5А — Химия" in {room["title"] for room in await vera.rooms()}


@pytest.mark.parametrize(
    ("kind", "dates"),
    [
        ("class_teacher", {"since": "9999-12-31"}),
        ("deputy", {"until": "9999-12-31"}),
        ("substitute", {"since": _in(1), "until": _in(3 * 366)}),
    ],
)
async def test_nobody_is_bound_beyond_two_years(school: TestSchool, kind: str, dates: dict[str, str]) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    one = school.classes["5А"]
    refused = await _binds(admin, one, vera, kind=kind, **dates, expect=422)
    assert refused["pointers"][0]["pointer"] == f"/{list(dates)[-1]}"
    assert await _leaders(admin, one) == [("Серова", "class_teacher", None, True)]
    await _binds(admin, one, vera, kind="substitute", since=_in(1), until=_in(2 * 365))
