"""Administration: the last administrator stays, nobody gives himself a right, a class is reached by its own id only."""

import pytest

from parta.policy.standing import Kind
from people import TestSchool

ORDER = {"number": "12", "day": "2026-09-01"}


async def test_last_administrator_can_not_be_removed_by_any_way(school: TestSchool) -> None:
    admin = await school.admin()
    other = await school.teacher("Вера", "Ильина")
    removed = await admin.ask("DELETE", f"/api/people/{admin.id}/admin", expect=409)
    assert removed["type"] == "last-administrator"
    for when in ("now", "endOfDay"):
        gone = await admin.ask("POST", f"/api/people/{admin.id}/dismissal", {"when": when}, expect=409)
        assert gone["type"] == "last-administrator"
    await admin.ask("POST", f"/api/people/{other.id}/dismissal", {"when": "now"}, expect=204)


async def test_second_administrator_is_appointed_by_an_order_and_then_the_first_may_go(school: TestSchool) -> None:
    admin = await school.admin()
    other = await school.teacher("Вера", "Ильина")
    await admin.ask("POST", f"/api/people/{other.id}/admin", ORDER, expect=204)
    card = await admin.ask("GET", f"/api/people/{other.id}")
    assert {"kind": "admin", "basis": "№ 12 от 01.09.2026"}.items() <= next(
        one for one in card["standings"] if one["kind"] == "admin"
    ).items()
    await admin.ask("DELETE", f"/api/people/{admin.id}/admin", expect=204)


async def test_unconfirmed_teacher_is_not_made_administrator(school: TestSchool) -> None:
    admin = await school.admin()
    new = await school.staff("Пётр", "Новый", Kind.UNCONFIRMED)
    refused = await admin.ask("POST", f"/api/people/{new.id}/admin", ORDER, expect=409)
    assert refused["type"] == "not-confirmed-staff"


async def test_class_teacher_gives_no_office_to_anybody(school: TestSchool) -> None:
    await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    friend = await school.teacher("Вера", "Ильина")
    for whom in (anna, friend):
        assert await anna.status("POST", f"/api/people/{whom.id}/admin", ORDER) == 403
        assert await anna.status("POST", f"/api/people/{whom.id}/positions", {"position": "head"}) == 403
    one = school.classes["5А"]
    assert await anna.status("POST", f"/api/classes/{one}/leaders", {"personId": str(friend.id)}) == 403


async def test_class_teacher_of_5a_can_not_touch_5b_by_its_ids(school: TestSchool) -> None:
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    boris = await school.pupil("Борис", "Чужой", "5Б")
    foreign = school.classes["5Б"]
    name = {"lastName": "Новый", "firstName": "Иван"}
    assert await anna.status("POST", f"/api/classes/{foreign}/pupils", name) == 404
    assert await anna.status("GET", f"/api/people/{boris.id}") == 404
    assert await anna.status("POST", f"/api/people/{boris.id}/off-platform", {"off": True}) == 404
    mark = {"personId": str(boris.id), "committee": "pupils"}
    assert await anna.status("POST", f"/api/classes/{foreign}/activists", mark) == 404
    own = school.classes["5А"]
    assert await anna.status("POST", f"/api/classes/{own}/activists", mark) == 409
    assert (await anna.ask("GET", f"/api/classes/{foreign}"))["pupils"] == []
    await anna.ask("POST", f"/api/classes/{own}/pupils", name, expect=201)


async def test_classes_are_made_by_nomenclature_with_their_chats(school: TestSchool) -> None:
    admin = await school.admin()
    made = await admin.ask("POST", "/api/classes", {"text": "1А–2Б\nСолнышко, 10-К"}, expect=201)
    assert set(made["made"]) == {"1А", "1Б", "2А", "2Б", "Солнышко", "10К"}
    again = await admin.ask("POST", "/api/classes", {"text": "1А–2Б"}, expect=201)
    assert again == {"made": {}, "existed": ["1А", "1Б", "2А", "2Б"]}
    page = await admin.ask("GET", f"/api/classes/{made['made']['1А']}")
    assert [one["title"] for one in page["rooms"]] == ["1А — класс", "1А — родители", "1А — учителя", "1А — объявления"]


async def test_renamed_class_keeps_members_and_renames_chats(school: TestSchool) -> None:
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "5А")
    one = school.classes["5А"]
    await admin.ask("PATCH", f"/api/classes/{one}", {"title": "6А"})
    assert {room["title"] for room in await anya.rooms()} == {"6А — класс", "6А — объявления"}


async def test_change_of_the_profile_stands_in_the_trail_with_old_and_new(school: TestSchool) -> None:
    admin = await school.admin()
    await admin.ask("PATCH", "/api/school", {"shortName": "Гимназия № 5", "quietFrom": 1290})
    trail = await admin.ask("GET", "/api/audit")
    entry = next(one for one in trail["items"] if one["act"] == "editSchool")
    assert {"field": "short_name", "old": "Школа № 5", "new": "Гимназия № 5"} in entry["words"]


@pytest.mark.parametrize("text", ["", "???", "99Я"])
async def test_what_is_no_class_is_refused_by_name(school: TestSchool, text: str) -> None:
    admin = await school.admin()
    answer = await admin.ask("POST", "/api/classes", {"text": text}, expect=422)
    assert answer["pointers"][0]["pointer"] == "/text"


async def test_trail_is_verified_and_a_changed_entry_is_found(school: TestSchool) -> None:
    from sqlalchemy import update

    from parta.oversight import reading
    from parta.oversight.tables import audit_entry

    admin = await school.admin()
    await admin.ask("POST", "/api/classes", {"text": "1А–2Б"}, expect=201)
    await admin.ask("PATCH", "/api/school", {"city": "Казань"})
    async with school.server.workshop.open(reads=True) as work:
        assert (await reading.verify(work, school.id)).broken_at is None
    async with school.server.workshop.open() as work:
        await work.connection.execute(update(audit_entry).where(audit_entry.c.number == 1).values(act="nothing"))
    async with school.server.workshop.open(reads=True) as work:
        assert (await reading.verify(work, school.id)).broken_at == 1


async def test_people_are_listed_page_by_page(school: TestSchool) -> None:
    admin = await school.admin()
    for last in ("Ёлкина", "Ежова", "Яшина"):
        await school.teacher("Анна", last)
    first = await admin.ask("GET", "/api/people?group=staff&limit=2")
    assert [one["name"] for one in first["items"]] == ["Админова Ольга", "Ежова Анна"]
    rest = await admin.ask("GET", f"/api/people?group=staff&limit=2&cursor={first['next']}")
    assert [one["name"] for one in rest["items"]] == ["Ёлкина Анна", "Яшина Анна"]
    found = await admin.ask("GET", "/api/people?group=staff&search=елк")
    assert [one["name"] for one in found["items"]] == ["Ёлкина Анна"]
    await admin.ask("GET", "/api/people?group=pupils")
    await admin.ask("GET", "/api/people?group=guardians")
    assert (await admin.ask("GET", "/api/school/numbers"))["staff"] == 4
    assert await admin.ask("GET", "/api/classes") == []
