"""Clubs, groups and subgroups: made, filled by whoever may see the children, never without an adult (A6, C3, C13)."""

from typing import Any

from people import Person, TestSchool


async def _club(admin: Person, title: str = "Робототехника") -> str:
    return str((await admin.ask("POST", "/api/clubs", {"title": title}, expect=201))["id"])


async def _leads(admin: Person, group: str, person: Person, subject: str = "") -> None:
    body = {"personId": str(person.id), "subject": subject}
    await admin.ask("POST", f"/api/classes/{group}/teachers", body, expect=204)


async def _fill(who: Person, group: str, *people: Person, expect: int = 204) -> Any:
    return await who.ask(
        "PUT", f"/api/classes/{group}/members", {"personIds": [str(one.id) for one in people]}, expect=expect
    )


async def test_club_is_filled_and_its_members_and_their_parents_are_in_its_chats(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    ilya, anya = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Аня", "Иванова", "6Б")
    olga = await school.parent("Ольга", "Петрова", ilya)
    club = await _club(admin)
    await _leads(admin, club, vera)
    await _fill(admin, club, ilya, anya)
    assert "Робототехника" in {room["title"] for room in await ilya.rooms()}
    assert "Робототехника — родители" in {room["title"] for room in await olga.rooms()}
    await _fill(admin, club, anya)
    assert "Робототехника" not in {room["title"] for room in await ilya.rooms()}
    page = await vera.ask("GET", f"/api/classes/{club}")
    assert [one["name"] for one in page["pupils"]] == ["Иванова Аня"]


async def test_group_without_a_named_adult_is_not_filled(school: TestSchool) -> None:
    admin = await school.admin()
    ilya = await school.pupil("Илья", "Петров", "5А")
    club = await _club(admin)
    assert (await _fill(admin, club, ilya, expect=409))["type"] == "leaves-chats-alone"
    await _fill(admin, club)


async def test_leader_of_a_club_chooses_among_children_whom_he_may_see(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина", teaches="5А")
    ilya, anya = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Аня", "Иванова", "6Б")
    club = await _club(admin)
    await _leads(admin, club, vera)
    path = f"/api/classes/{club}/candidates"
    assert [one["name"] for one in await vera.ask("GET", path)] == ["Петров Илья"]
    assert [one["name"] for one in await admin.ask("GET", path)] == ["Иванова Аня", "Петров Илья"]
    assert [one["className"] for one in await admin.ask("GET", f"{path}?search=иван")] == ["6Б"]
    await _fill(vera, club, anya, expect=404)
    await _fill(admin, club, anya)
    await _fill(vera, club, anya, ilya)  # whoever is in it already stays
    stranger = await school.teacher("Пётр", "Чужой", teaches="5А")
    assert await stranger.status("GET", path) == 403
    assert await ilya.status("GET", path) == 404


async def test_subgroups_teacher_fills_it_from_the_class_only(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    ilya, boris = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Борис", "Чужой", "5Б")
    made = await admin.ask(
        "POST", f"/api/classes/{school.classes['5А']}/subgroups", {"titles": ["Английский 1", "Английский 2"]}
    )
    group = made["Английский 1"]
    await _leads(admin, group, vera, "Английский язык")
    found = await vera.ask("GET", f"/api/classes/{group}/candidates")
    assert [(one["name"], one["member"]) for one in found] == [("Петров Илья", False)]
    assert (await _fill(vera, group, boris, expect=409))["type"] == "not-in-this-class"
    await _fill(vera, group, ilya)
    assert (await vera.ask("GET", f"/api/classes/{group}"))["parentId"] == str(school.classes["5А"])
    assert "5А — Английский 1" in {room["title"] for room in await ilya.rooms()}
    assert "5А — Английский 1" in {room["title"] for room in await vera.rooms()}


async def test_renamed_subgroup_and_renamed_class_rename_its_chat(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    one = school.classes.get("5А") or await school.school_class("5А")
    made = await admin.ask("POST", f"/api/classes/{one}/subgroups", {"titles": ["Группа 1"]})
    await _leads(admin, made["Группа 1"], vera, "Английский язык")
    await admin.ask("PATCH", f"/api/classes/{made['Группа 1']}", {"title": "Английский 1"})
    await admin.ask("PATCH", f"/api/classes/{one}", {"title": "6А"})
    assert "6А — Английский 1" in {room["title"] for room in await vera.rooms()}
