"""«Не придёт»: two touches of a parent, a list for the class teacher, a number for the canteen, a word to nobody else (C25)."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from applicants import MovedClock
from parta.absences.jobs import forgetting
from parta.kernel.hats import Hat
from parta.people.tables import person as roster
from parta.policy.standing import Kind
from people import Person, TestSchool

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = date(2027, 2, 1)


@pytest.fixture
def monday(clock: MovedClock) -> MovedClock:
    """It is Monday, seven in the morning at the school."""
    _at(clock, MONDAY, time(7, 0))
    return clock


def _at(clock: MovedClock, day: date, at: time) -> None:
    clock.ahead = datetime.combine(day, at, MOSCOW) - datetime.now(UTC)


async def _mark(who: Person, child: Person, first: date, last: date | None = None, *, expect: int = 201) -> Any:
    body = {"childId": str(child.id), "firstDay": str(first), "lastDay": str(last or first), "reason": "illness"}
    return await who.ask("POST", "/api/absences", body, expect=expect)


async def _absent(teacher: Person, day: date) -> list[str]:
    one = teacher.school.classes["5А"]
    return [row["name"] for row in (await teacher.ask("GET", f"/api/classes/{one}/absences?day={day}"))["absent"]]


async def test_parent_marks_a_day_and_the_class_teacher_sees_who_and_why(
    monday: MovedClock, school: TestSchool
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await school.pupil("Боря", "Петров", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    await _mark(mother, anya, MONDAY)
    day = await teacher.ask("GET", f"/api/classes/{school.classes['5А']}/absences")
    assert day["day"] == str(MONDAY)
    assert [(one["name"], one["reason"], one["markedBy"]) for one in day["absent"]] == [
        ("Иванова Аня", "illness", "family")
    ]
    assert [one["name"] for one in day["expected"]] == ["Петров Боря"]
    assert await _absent(teacher, MONDAY + timedelta(days=1)) == []


async def test_canteen_sees_numbers_by_class_and_no_name_anywhere(monday: MovedClock, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await school.pupil("Боря", "Петров", "5А")
    await school.pupil("Вася", "Сидоров", "5Б")
    mother = await school.parent("Вера", "Иванова", anya)
    cook = await school.staff("Нина", "Поварова", Kind.OTHER_STAFF)
    assert await cook.status("GET", "/api/absences") == 403
    admin = await school.admin()
    await admin.ask("POST", f"/api/people/{cook.id}/positions", {"position": "canteen"}, expect=204)
    await _mark(mother, anya, MONDAY)
    day = await cook.ask("GET", "/api/absences")
    assert (day["pupils"], day["absent"]) == (3, 1)
    assert [(one["title"], one["pupils"], one["absent"]) for one in day["classes"]] == [("5А", 2, 1), ("5Б", 1, 0)]
    assert "Иванова" not in str(day)
    assert "seeAbsenceNumbers" in (await cook.ask("GET", "/api/me"))["abilities"]
    for closed in (f"/api/classes/{school.classes['5А']}/absences", "/api/people?group=pupils", "/api/classes"):
        assert await cook.status("GET", closed) in (403, 404), closed


async def test_other_parent_cannot_mark_or_see_and_nothing_stands_in_any_chat(
    monday: MovedClock, school: TestSchool
) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    mother, stranger = await school.parent("Вера", "Иванова", anya), await school.parent("Ирина", "Петрова", borya)
    await _mark(stranger, anya, MONDAY, expect=404)
    marked = await _mark(mother, anya, MONDAY)
    assert await stranger.status("DELETE", f"/api/absences/{marked['id']}") == 404
    assert "Иванова" not in str(await stranger.ask("GET", "/api/my/absences"))
    assert await stranger.status("GET", f"/api/classes/{school.classes['5А']}/absences") == 404
    for room in await stranger.rooms():
        assert await stranger.history(room["id"]) == []


async def test_parent_takes_it_back_until_lessons_begin_by_the_schools_bells(
    monday: MovedClock, school: TestSchool
) -> None:
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    lessons = [{"begins": "08:40:00", "ends": "09:20:00"}, {"begins": "09:25:00", "ends": "10:10:00"}]
    bells = {"name": "Смена", "weekdays": [1, 2, 3], "lessons": lessons}
    made = await admin.ask("POST", "/api/school/bell-schedules", bells)
    rings = {"classIds": [str(school.classes["5А"])]}
    await admin.ask("PUT", f"/api/school/bell-schedules/{made['id']}/classes", rings, expect=204)
    first = await _mark(mother, anya, MONDAY)
    _at(monday, MONDAY, time(8, 25))
    await mother.ask("DELETE", f"/api/absences/{first['id']}", expect=204)
    assert await _absent(teacher, MONDAY) == []
    second = await _mark(mother, anya, MONDAY)
    _at(monday, MONDAY, time(8, 39))
    assert (await mother.ask("GET", "/api/my/absences"))["children"][0]["absences"][0]["mayTakeBack"]
    _at(monday, MONDAY, time(8, 40))
    assert not (await mother.ask("GET", "/api/my/absences"))["children"][0]["absences"][0]["mayTakeBack"]
    refusal = await mother.ask("DELETE", f"/api/absences/{second['id']}", expect=409)
    assert refusal["type"] == "already-began"
    assert await _absent(teacher, MONDAY) == ["Иванова Аня"]
    await teacher.ask("DELETE", f"/api/absences/{second['id']}", expect=204)
    assert await _absent(teacher, MONDAY) == []


async def test_slip_of_the_finger_is_taken_back_whole_even_after_the_bell(
    monday: MovedClock, school: TestSchool
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother, father = await school.parent("Вера", "Иванова", anya), await school.parent("Илья", "Иванов", anya)
    _at(monday, MONDAY, time(11, 0))
    marked = await _mark(mother, anya, MONDAY, MONDAY + timedelta(days=1))
    path = f"/api/absences/{marked['id']}"
    assert (await father.ask("GET", "/api/my/absences"))["children"][0]["absences"][0]["mayTakeBack"]  # tomorrow only
    _at(monday, MONDAY, time(11, 9))
    await mother.ask("DELETE", path, expect=204)
    assert (await mother.ask("GET", "/api/my/absences"))["children"][0]["absences"] == []


async def test_back_earlier_than_thought_only_the_days_to_come_are_taken_back(
    monday: MovedClock, school: TestSchool
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    marked = await _mark(mother, anya, MONDAY, MONDAY + timedelta(days=4))
    _at(monday, MONDAY + timedelta(days=1), time(12, 0))
    await mother.ask("DELETE", f"/api/absences/{marked['id']}", expect=204)
    assert [await _absent(teacher, MONDAY + timedelta(days=ahead)) for ahead in range(3)] == [
        ["Иванова Аня"],
        ["Иванова Аня"],
        [],
    ]


async def test_two_parents_at_once_make_one_mark(monday: MovedClock, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother, father = await school.parent("Вера", "Иванова", anya), await school.parent("Илья", "Иванов", anya)
    body = {"childId": str(anya.id), "firstDay": str(MONDAY), "lastDay": str(MONDAY), "reason": "family"}
    answers = await asyncio.gather(*(one.status("POST", "/api/absences", body) for one in (mother, father)))
    assert sorted(answers) == [201, 409]
    seen = [
        (await one.ask("GET", "/api/my/absences"))["children"][0]["absences"][0]["markedBy"] for one in (mother, father)
    ]
    assert sorted(seen) == ["family", "me"]


async def test_class_teacher_marks_for_the_own_class_only_and_not_the_past(
    monday: MovedClock, school: TestSchool
) -> None:
    anya, vasya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Вася", "Сидоров", "5Б")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    await _mark(teacher, vasya, MONDAY, expect=404)
    await _mark(teacher, anya, MONDAY - timedelta(days=1), expect=422)
    await _mark(teacher, anya, MONDAY, MONDAY + timedelta(days=61), expect=422)
    await _mark(teacher, anya, MONDAY)
    assert (await mother.ask("GET", "/api/my/absences"))["children"][0]["absences"][0]["markedBy"] == "school"


async def test_pupil_of_age_marks_himself_and_a_younger_one_cannot(monday: MovedClock, school: TestSchool) -> None:
    gleb, anya = await school.pupil("Глеб", "Взрослов", "5А"), await school.pupil("Аня", "Иванова", "5А")
    async with school.server.workshop.open() as work:
        values = {gleb.id: date(2009, 2, 1), anya.id: date(2009, 2, 2)}
        for one, born in values.items():
            await work.connection.execute(update(roster).where(roster.c.id == one).values(born_on=born))
    assert (await _mark(anya, anya, MONDAY, expect=409))["type"] == "not-of-age"
    assert (await anya.ask("GET", "/api/my/absences"))["children"] == []
    await _mark(gleb, anya, MONDAY, expect=404)
    await _mark(gleb, gleb, MONDAY)
    assert len((await gleb.ask("GET", "/api/my/absences"))["children"][0]["absences"]) == 1


async def test_desk_and_the_other_parent_hear_at_once_and_a_classmate_hears_nothing(
    monday: MovedClock, school: TestSchool
) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    mother, father = await school.parent("Вера", "Иванова", anya), await school.parent("Илья", "Иванов", anya)
    stranger = await school.parent("Ирина", "Петрова", borya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    cook = await school.join("Нина", "Поварова", Hat.STAFF, [(Kind.STAFF, None, ""), (Kind.POSITION, None, "canteen")])
    async with (
        teacher.listening() as desk,
        father.listening() as his,
        cook.listening() as kitchen,
        borya.listening() as boys,
        stranger.listening() as others,
    ):
        await _mark(mother, anya, MONDAY)
        for ear in (desk, his, kitchen):
            event = await ear.hears_event("absencesChanged")
            assert event == {"kind": "absencesChanged", "classId": str(school.classes["5А"])}
        said = await teacher.says(school.room("5А"), "Доброе утро")
        await boys.hears(lambda frame: frame.get("event", {}).get("message", {}).get("id") == said["id"])
        told = [*boys.frames, *others.frames]
        assert not [one for one in told if one.get("event", {}).get("kind") == "absencesChanged"]


async def test_sheet_is_a_table_that_no_name_turns_into_a_formula(monday: MovedClock, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with school.server.workshop.open() as work:
        named = update(roster).where(roster.c.id == anya.id).values(last_name='=HYPERLINK("x")')
        await work.connection.execute(named)
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    await _mark(mother, anya, MONDAY, MONDAY + timedelta(days=1))
    assert teacher.http is not None
    path = f"/api/classes/{school.classes['5А']}/absences/sheet"
    async with teacher.http.get(f"{path}?form=csv") as answer:
        text = (await answer.read()).decode("utf-8-sig")
    assert '"\'=HYPERLINK(""x"") Аня";болеет;01.02–02.02' in text
    async with teacher.http.get(path) as answer:
        assert (await answer.read()).startswith(b"%PDF")


async def test_mark_and_taking_back_stand_in_the_trail_without_the_reason(
    monday: MovedClock, school: TestSchool
) -> None:
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    marked = await _mark(mother, anya, MONDAY)
    await mother.ask("DELETE", f"/api/absences/{marked['id']}", expect=204)
    entries = (await admin.ask("GET", "/api/audit"))["items"]
    acts = [(one["act"], one["target"]) for one in entries if "bsence" in one["act"]]
    assert acts == [("takeBackAbsence", "Иванова Аня"), ("markAbsence", "Иванова Аня")]
    assert "illness" not in str(entries)


async def test_what_was_over_long_ago_is_not_kept(monday: MovedClock, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    await _mark(mother, anya, MONDAY)
    forget = forgetting(school.server.workshop)
    await forget()
    assert await _absent(teacher, MONDAY) == ["Иванова Аня"]
    _at(monday, MONDAY + timedelta(days=122), time(7, 0))
    await forget()
    teacher = await school.again(teacher)  # four months are longer than a session
    assert await _absent(teacher, MONDAY) == []
