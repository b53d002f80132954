"""Positions reach the whole school, grades or a building, and follow the classes that belong there (A13)."""

from typing import Any

from people import Person, TestSchool


async def _classes(admin: Person, text: str) -> dict[str, str]:
    return dict((await admin.ask("POST", "/api/classes", {"text": text}, expect=201))["made"])


async def _pupil(admin: Person, one: str, last: str) -> str:
    name = {"lastName": last, "firstName": "Иван"}
    return str((await admin.ask("POST", f"/api/classes/{one}/pupils", name, expect=201))["id"])


async def _office(admin: Person, person: Person, *, expect: int = 204, **reach: Any) -> Any:
    body = {"position": "psychologist", **reach}
    return await admin.ask("POST", f"/api/people/{person.id}/positions", body, expect=expect)


async def _seen(person: Person) -> list[str]:
    return [row["title"] for row in await person.ask("GET", "/api/school/joining")]


async def test_psychologist_of_fifth_grades_sees_only_them(school: TestSchool) -> None:
    admin = await school.admin()
    maria = await school.teacher("Мария", "Тихая")
    made = await _classes(admin, "5А, 5Б, 6А")
    fifth, sixth = await _pupil(admin, made["5А"], "Пятый"), await _pupil(admin, made["6А"], "Шестой")
    assert await maria.status("GET", f"/api/people/{fifth}") == 404
    await _office(admin, maria, grades=[5])
    assert await _seen(maria) == ["5А", "5Б"]
    assert "seeJoining" in (await maria.ask("GET", "/api/me"))["abilities"]
    assert [one["name"] for one in (await maria.ask("GET", f"/api/classes/{made['5А']}"))["pupils"]] == ["Пятый Иван"]
    assert (await maria.ask("GET", f"/api/classes/{made['6А']}"))["pupils"] == []
    assert await maria.status("GET", f"/api/people/{fifth}") == 200
    assert await maria.status("GET", f"/api/people/{sixth}") == 404
    assert await maria.status("GET", "/api/people?group=pupils") == 403
    assert await maria.status("GET", "/api/school/numbers") == 403
    cards = {card["title"]: card["numbers"] is not None for card in await maria.ask("GET", "/api/classes")}
    assert cards == {"5А": True, "5Б": True, "6А": False}


async def test_position_follows_classes_that_are_made_renamed_and_moved(school: TestSchool) -> None:
    admin = await school.admin()
    maria, vera = await school.teacher("Мария", "Тихая"), await school.teacher("Вера", "Ильина")
    branch = (await admin.ask("POST", "/api/school/buildings", {"name": "Филиал"}))["id"]
    made = await _classes(admin, "5А, 6А")
    await admin.ask("PATCH", f"/api/classes/{made['6А']}", {"buildingId": branch})
    await _office(admin, maria, grades=[5])
    await _office(admin, vera, buildingId=branch)
    assert (await _seen(maria), await _seen(vera)) == (["5А"], ["6А"])
    new = await _classes(admin, "5Б")
    await admin.ask("PATCH", f"/api/classes/{new['5Б']}", {"buildingId": branch})
    assert (await _seen(maria), await _seen(vera)) == (["5А", "5Б"], ["5Б", "6А"])
    await admin.ask("PATCH", f"/api/classes/{new['5Б']}", {"title": "6Б"})
    await admin.ask("PATCH", f"/api/classes/{made['6А']}", {"buildingId": None})
    assert (await _seen(maria), await _seen(vera)) == (["5А"], ["6Б"])


async def test_position_of_the_whole_school_takes_the_place_of_a_limited_one_and_is_taken_away(
    school: TestSchool,
) -> None:
    admin = await school.admin()
    maria = await school.teacher("Мария", "Тихая")
    await _classes(admin, "5А, 6А")
    await _office(admin, maria, grades=[5])
    await _office(admin, maria)
    assert await _seen(maria) == ["5А", "6А"]
    assert await maria.status("GET", "/api/people?group=pupils") == 200
    await admin.ask("DELETE", f"/api/people/{maria.id}/positions/psychologist", expect=204)
    assert await maria.status("GET", "/api/school/joining") == 403
    await _classes(admin, "5Б")
    assert await maria.status("GET", "/api/school/joining") == 403


async def test_grades_without_classes_and_an_unknown_building_are_refused(school: TestSchool) -> None:
    admin = await school.admin()
    maria = await school.teacher("Мария", "Тихая")
    await _classes(admin, "5А")
    refused = await _office(admin, maria, grades=[9], expect=422)
    assert refused["pointers"][0]["pointer"] == "/grades"
    unknown = await _office(admin, maria, buildingId=str(maria.id), expect=422)
    assert unknown["pointers"][0]["pointer"] == "/buildingId"


async def test_whoever_left_has_no_position_when_new_classes_come(school: TestSchool) -> None:
    from parta.classes.queries import offices

    admin = await school.admin()
    maria = await school.teacher("Мария", "Тихая")
    await _classes(admin, "5А")
    await _office(admin, maria, grades=[5])
    await admin.ask("POST", f"/api/people/{maria.id}/dismissal", {"when": "now"}, expect=204)
    async with school.server.workshop.open(reads=True) as work:
        assert await offices.limited(work.connection, school.id) == []
