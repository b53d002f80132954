"""Rules and consents: the registry, paper, withdrawal, new versions, children added later (B13–B15)."""

from typing import Any

from newcomers import link_of, on_roster, one_code, qr_answered, stranger
from parta.policy.standing import Kind
from people import Person, TestSchool

NEW_TEXT = "# Согласие\n\nШкола сообщает, что данные хранятся на сервере школы. " + "Новая редакция. " * 20


async def child_added_later(school: TestSchool, mother: Person) -> Any:
    """Timur of 2А, whom his mother adds by a slip while she is signed in."""
    teacher = await school.teacher("Инна", "Белова", class_teacher="2А")
    one = await school.school_class("2А")
    timur = await on_roster(school, "Иванов", "Тимур", Kind.PUPIL, one)
    await qr_answered(school)
    code = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(timur)])
    await mother.ask("POST", "/api/joining/redeem", {"ticket": code, "relation": "мать"}, expect=200)
    return timur


async def registry_of(who: Person, class_id: Any) -> dict[str, Any]:
    """The rows of a class by the person's name."""
    found = await who.ask("GET", f"/api/classes/{class_id}/consents")
    return {row["name"]: row for row in found["rows"]}


async def pending(who: Person) -> list[str]:
    return list((await who.ask("GET", "/api/me"))["pending"])


async def test_consent_for_a_child_added_later_is_asked_for(school: TestSchool) -> None:
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    assert await pending(mother) == []
    timur = await child_added_later(school, mother)
    assert await pending(mother) == ["consent"]
    asked = (await mother.ask("GET", "/api/joining"))["consent"]
    assert (asked["own"], asked["children"], asked["answered"]) == (False, ["Тимур И."], False)
    await mother.ask("POST", "/api/my/consent", {"version": 1, "granted": True}, expect=204)
    assert await pending(mother) == []
    mine = {one["personId"]: one for one in (await mother.ask("GET", "/api/my/consents"))["consents"]}
    assert (mine[str(timur)]["state"], mine[str(timur)]["givenBy"]) == ("given", "Иванова Ольга")


async def test_a_no_for_the_second_child_leaves_the_first_one_alone(school: TestSchool) -> None:
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    timur = await child_added_later(school, mother)
    await mother.ask("POST", "/api/my/consent", {"version": 1, "granted": False}, expect=204)
    assert await pending(mother) == []  # answered: she is left in peace
    assert {room["title"][:2] for room in await mother.rooms()} == {"5А", "2А"}
    assert await anya.rooms()
    mine = {one["personId"]: one["state"] for one in (await mother.ask("GET", "/api/my/consents"))["consents"]}
    assert mine == {str(mother.id): "given", str(anya.id): "given", str(timur): "refused"}
    body = {"version": 1, "granted": True, "people": [str(timur)]}
    await mother.ask("POST", "/api/my/consent", body, expect=204)  # she thinks better of it
    mine = {one["personId"]: one["state"] for one in (await mother.ask("GET", "/api/my/consents"))["consents"]}
    assert mine[str(timur)] == "given"


async def test_a_new_version_asks_everybody_again_and_closes_nothing(school: TestSchool) -> None:
    admin = await school.admin()
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    one = await school.school_class("5А")
    new = await admin.ask("PUT", "/api/legal-texts/consent", {"body": NEW_TEXT}, expect=200)
    assert new["version"] == 2
    assert await pending(mother) == ["consent"]
    assert await mother.rooms()
    assert await anya.rooms()
    row = (await registry_of(admin, one))["Иванова Анна"]
    assert (row["state"], row["version"]) == ("given", 1)
    refused = await mother.ask("POST", "/api/my/consent", {"version": 1, "granted": True}, expect=409)
    assert refused["type"] == "text-changed"
    await mother.ask("POST", "/api/my/consent", {"version": 2, "granted": True}, expect=204)
    assert await pending(mother) == []
    row = (await registry_of(admin, one))["Иванова Анна"]
    assert (row["state"], row["version"], row["givenBy"]) == ("given", 2, "Иванова Ольга")
    old = await mother.ask("GET", "/api/legal-texts/consent?version=1")
    assert old["body"] != new["body"]
    trail = [entry["version"] for entry in await admin.ask("GET", f"/api/people/{anya.id}/consents")]
    assert trail == [2, 1]


async def test_new_rules_are_read_anew_by_pupils_too(school: TestSchool) -> None:
    admin = await school.admin()
    anya = await school.pupil("Анна", "Иванова", "5А")
    assert await pending(anya) == []
    await admin.ask(
        "PUT", "/api/legal-texts/rules", {"body": "# Правила\n\n" + "Пишите уважительно. " * 20}, expect=200
    )
    assert await pending(anya) == ["rules"]
    mine = await anya.ask("GET", "/api/joining")
    assert mine["rules"]["version"] == 2
    assert mine["admitted"]
    await anya.ask("POST", "/api/my/rules", {"version": 2}, expect=204)
    assert await pending(anya) == []


async def test_only_the_administrator_rewrites_a_text(school: TestSchool) -> None:
    admin = await school.admin()
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    assert await teacher.status("PUT", "/api/legal-texts/rules", {"body": NEW_TEXT}) == 403
    refused = await admin.ask("PUT", "/api/legal-texts/rules", {"body": "Коротко"}, expect=422)
    assert refused["pointers"][0]["pointer"] == "/body"


async def test_withdrawal_closes_the_childs_chats_and_the_family_gets_paper(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    one = await school.school_class("5А")
    assert await anya.rooms()
    await mother.ask("POST", f"/api/my/consent/{anya.id}/withdraw", expect=204)
    assert await anya.rooms() == []
    assert await mother.rooms()
    assert await pending(mother) == []  # what she took back is not asked for again
    row = (await registry_of(teacher, one))["Иванова Анна"]
    assert (row["state"], row["offPlatform"]) == ("withdrawn", True)
    assert await anya.status("POST", f"/api/my/consent/{mother.id}/withdraw") == 403
    await mother.ask("POST", "/api/my/consent", {"version": 1, "granted": True, "people": [str(anya.id)]}, expect=204)
    assert await anya.rooms()
    assert not (await registry_of(teacher, one))["Иванова Анна"]["offPlatform"]


async def test_class_teacher_marks_paper_and_a_written_withdrawal(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    other = await school.teacher("Инна", "Белова", teaches="5А")
    one = await school.school_class("5А")
    path = f"/api/classes/{one}/consents"
    sasha = await on_roster(school, "Ёлкина", "Саша", Kind.PUPIL, one)
    await teacher.ask("POST", f"{path}/paper", {"people": [str(sasha)]})
    row = (await registry_of(teacher, one))["Ёлкина Саша"]
    assert (row["state"], row["how"], row["recordedBy"]) == ("given", "paper", "Каримов Марат")
    assert await other.status("GET", path) == 403  # who teaches the class sees its list, not its consents
    assert await other.status("POST", f"{path}/{sasha}/withdrawn") == 403
    await teacher.ask("POST", f"{path}/{sasha}/withdrawn", expect=204)
    row = (await registry_of(teacher, one))["Ёлкина Саша"]
    assert (row["state"], row["offPlatform"]) == ("withdrawn", True)
    assert await teacher.status("POST", f"{path}/{sasha}/withdrawn") == 404  # there is nothing left to withdraw


async def test_administrator_sees_what_waits_class_by_class_and_marks_staff(school: TestSchool) -> None:
    admin = await school.admin()
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    await school.pupil("Анна", "Иванова", "5А")
    await on_roster(school, "Ёлкина", "Саша", Kind.PUPIL, await school.school_class("5А"))
    cook = await on_roster(school, "Поварова", "Нина", Kind.STAFF)
    numbers = await admin.ask("GET", "/api/consents")
    assert [(one["title"], one["pupils"], one["given"]) for one in numbers["classes"]] == [("5А", 2, 1)]
    assert (numbers["staff"], numbers["staffGiven"]) == (3, 2)
    assert await teacher.status("GET", "/api/consents") in (403, 404)
    assert await teacher.status("POST", "/api/staff/consents/paper", {"people": [str(cook)]}) in (403, 404)
    await admin.ask("POST", "/api/staff/consents/paper", {"people": [str(cook)]})
    rows = {row["name"]: row["state"] for row in (await admin.ask("GET", "/api/staff/consents"))["rows"]}
    assert rows["Поварова Нина"] == "given"


async def test_stranger_who_refuses_stays_outside_and_may_change_his_mind(school: TestSchool) -> None:
    admin = await school.admin()
    link = await link_of(admin, "teacher")
    async with stranger(school) as guest:
        body = {"ticket": link["secret"], "name": "Гость Пётр"}
        await guest.ask("POST", "/api/joining/requests", body, expect=204)
        (card,) = (await admin.ask("GET", "/api/join-requests"))["requests"]
        await admin.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
        mine = await guest.ask("GET", "/api/joining")
        await guest.ask("POST", "/api/my/rules", {"version": mine["rules"]["version"]}, expect=204)
        await guest.ask("POST", "/api/my/consent", {"version": 1, "granted": False}, expect=204)
        mine = await guest.ask("GET", "/api/joining")
        assert (mine["admitted"], mine["consent"]["answered"]) == (False, True)
        await guest.ask("POST", "/api/my/consent", {"version": 1, "granted": True}, expect=204)
        assert (await guest.ask("GET", "/api/joining"))["admitted"]
