"""«Расписание звонков» and buildings: which classes follow which bells, and nothing that stands in use is taken away (A4)."""

from typing import Any

from people import Person, TestSchool

LESSONS = [{"begins": "08:30:00", "ends": "09:15:00"}, {"begins": "09:25:00", "ends": "10:10:00"}]


async def _bells(admin: Person, name: str, weekdays: list[int], **more: Any) -> dict[str, Any]:
    body = {"name": name, "weekdays": weekdays, "lessons": LESSONS, **more}
    return dict(await admin.ask("POST", "/api/school/bell-schedules", body))


async def _rings_for(admin: Person, bells: dict[str, Any], *classes: object, expect: int = 204) -> Any:
    path = f"/api/school/bell-schedules/{bells['id']}/classes"
    return await admin.ask("PUT", path, {"classIds": [str(one) for one in classes]}, expect=expect)


async def test_bell_schedule_is_kept_and_bound_to_classes(school: TestSchool) -> None:
    admin = await school.admin()
    one, other = await school.school_class("5А"), await school.school_class("5Б")
    bells = await _bells(admin, "Первая смена", [1, 2, 3])
    await _rings_for(admin, bells, one, other)
    assert (await admin.ask("GET", f"/api/classes/{one}"))["bellScheduleIds"] == [bells["id"]]
    await _rings_for(admin, bells, other)
    cards = {card["title"]: card["bellScheduleIds"] for card in await admin.ask("GET", "/api/classes")}
    assert cards == {"5А": [], "5Б": [bells["id"]]}
    assert (await admin.ask("GET", "/api/school/bell-schedules"))[0]["lessons"] == LESSONS
    await admin.ask("DELETE", f"/api/school/bell-schedules/{bells['id']}", expect=204)
    assert (await admin.ask("GET", f"/api/classes/{other}"))["bellScheduleIds"] == []


async def test_class_has_its_weekdays_its_saturday_and_its_short_day_but_no_two_for_one_day(school: TestSchool) -> None:
    admin = await school.admin()
    one = await school.school_class("5А")
    week, saturday = await _bells(admin, "Будни", [1, 2, 3, 4, 5]), await _bells(admin, "Суббота", [6])
    short = await _bells(admin, "Короткий день", [1, 2, 3, 4, 5], shortDay=True)
    second = await _bells(admin, "Вторая смена", [5, 6], shift=2)
    for bells in (week, saturday, short):
        await _rings_for(admin, bells, one)
    assert len((await admin.ask("GET", f"/api/classes/{one}"))["bellScheduleIds"]) == 3
    refused = await _rings_for(admin, second, one, expect=409)
    assert refused["type"] == "bells-overlap"
    assert "5А" in refused["detail"]
    wider = {"name": "Суббота", "weekdays": [5, 6], "lessons": LESSONS}
    assert await admin.status("PUT", f"/api/school/bell-schedules/{saturday['id']}", wider) == 409
    kept = {row["name"]: row["weekdays"] for row in await admin.ask("GET", "/api/school/bell-schedules")}
    assert kept["Суббота"] == [6]


async def test_building_with_a_class_or_with_bells_is_not_taken_away(school: TestSchool) -> None:
    admin = await school.admin()
    one = await school.school_class("5А")
    branch = await admin.ask("POST", "/api/school/buildings", {"name": "Филиал", "address": "Лесная, 3"})
    path = f"/api/school/buildings/{branch['id']}"
    await admin.ask("PATCH", f"/api/classes/{one}", {"buildingId": branch["id"]})
    assert (await admin.ask("DELETE", path, expect=409))["type"] == "building-in-use"
    await admin.ask("PATCH", f"/api/classes/{one}", {"buildingId": None})
    bells = await _bells(admin, "Звонки филиала", [1], buildingId=branch["id"])
    assert (await admin.ask("DELETE", path, expect=409))["type"] == "building-in-use"
    await admin.ask("DELETE", f"/api/school/bell-schedules/{bells['id']}", expect=204)
    await admin.ask("DELETE", path, expect=204)


async def test_new_address_of_a_building_and_a_moved_class_stand_in_the_trail_with_old_and_new(
    school: TestSchool,
) -> None:
    admin = await school.admin()
    one = await school.school_class("5А")
    branch = await admin.ask("POST", "/api/school/buildings", {"name": "Филиал", "address": "Лесная, 3"})
    await admin.ask("PUT", f"/api/school/buildings/{branch['id']}", {"name": "Филиал", "address": "Лесная, 5"})
    await admin.ask("PATCH", f"/api/classes/{one}", {"buildingId": branch["id"]})
    words = [word for entry in (await admin.ask("GET", "/api/audit"))["items"] for word in entry["words"]]
    assert {"field": "building", "old": "Филиал, Лесная, 3", "new": "Филиал, Лесная, 5"} in words
    assert {"field": "building", "old": "", "new": "Филиал"} in words


async def test_class_teacher_binds_no_bells(school: TestSchool) -> None:
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    bells = await _bells(admin, "Первая смена", [1])
    path = f"/api/school/bell-schedules/{bells['id']}/classes"
    assert await anna.status("PUT", path, {"classIds": [str(school.classes["5А"])]}) == 403


async def test_renamed_class_stands_where_its_new_grade_stands(school: TestSchool) -> None:
    admin = await school.admin()
    made = (await admin.ask("POST", "/api/classes", {"text": "4А, 5А, 6А"}, expect=201))["made"]
    await admin.ask("PATCH", f"/api/classes/{made['4А']}", {"title": "7А"})
    assert [card["title"] for card in await admin.ask("GET", "/api/classes")] == ["5А", "6А", "7А"]
    await admin.ask("PATCH", f"/api/classes/{made['5А']}", {"title": "Солнышко"})
    assert [card["title"] for card in await admin.ask("GET", "/api/classes")] == ["Солнышко", "6А", "7А"]
