"""Families: who represents a child, who asks to, the move from the old chat, paper for those who stay outside (B7, B15, B17)."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from newcomers import link_of, on_roster, one_code, printed, qr_answered, stranger, words_of
from parta.kernel.hats import Hat
from parta.policy.standing import Kind
from people import Person, TestSchool


async def only_child(who: Person) -> Any:
    (child,) = (await who.ask("GET", "/api/my/family"))["children"]
    return child


async def test_representatives_see_each_other_and_who_asks_to_become_one(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    boris = await school.pupil("Борис", "Гусев", "5А")
    made = await father.ask("POST", "/api/relatives/invite", {"childId": str(anya.id)})
    child = await only_child(father)
    assert (child["classTitle"], child["mayInvite"], child["link"]["url"]) == ("5А", True, made["url"])
    assert [(one["name"], one["me"]) for one in child["kin"]] == [("Иванов Пётр", True)]
    assert (await only_child(anya))["link"]["code"] == made["code"]  # the family shares its link
    assert await boris.status("GET", f"/api/relatives/{anya.id}/qr") in (403, 404)
    assert father.http is not None
    async with father.http.get(f"/api/relatives/{anya.id}/qr") as answer:
        assert answer.status == 200
        assert answer.content_type == "image/svg+xml"
    async with stranger(school) as mother, father.listening() as ear:
        form = {"ticket": made["code"], "name": "Иванова Ольга", "relation": "мать"}
        await mother.ask("POST", "/api/joining/requests", form, expect=204)
        assert not (await ear.hears_event("representativeAsked"))["joined"]
        assert [one["name"] for one in (await only_child(father))["asking"]] == ["Иванова Ольга"]
        (card,) = (await teacher.ask("GET", "/api/join-requests"))["requests"]
        await teacher.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
        await ear.hears(lambda frame: frame["t"] == "event" and frame["event"].get("joined") is True)
    child = await only_child(father)
    assert {one["name"] for one in child["kin"]} == {"Иванов Пётр", "Иванова Ольга"}
    assert child["asking"] == []


async def test_family_recalls_its_link_and_strangers_find_it_dead(school: TestSchool) -> None:
    anya = await school.pupil("Анна", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    made = await anya.ask("POST", "/api/relatives/invite", {})
    await father.ask("POST", "/api/relatives/recall", {"childId": str(anya.id)}, expect=204)
    assert (await only_child(anya))["link"] is None
    async with stranger(school) as late:
        assert await late.status("POST", "/api/joining/look", {"ticket": made["code"]}) == 410


async def test_trusted_adult_sees_the_child_and_invites_nobody(school: TestSchool) -> None:
    anya = await school.pupil("Анна", "Иванова", "5А")
    granny = await school.join("Нина", "Иванова", Hat.GUARDIAN, [(Kind.TRUSTED_ADULT, anya.id, "бабушка")])
    assert not (await only_child(granny))["mayInvite"]
    assert await granny.status("POST", "/api/relatives/invite", {"childId": str(anya.id)}) in (403, 404)
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    assert (await teacher.ask("GET", "/api/my/family"))["children"] == []


async def test_count_of_the_old_chat_goes_down_with_each_who_comes(school: TestSchool) -> None:
    """B17."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    mother = await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    await on_roster(school, "Иванов", "Пётр", Kind.GUARDIAN, anya)
    await qr_answered(school)
    path = f"/api/classes/{one}/moving"
    before = await teacher.ask("GET", path)
    assert (before["still"], before["linkId"], "Вход по ссылке" in before["text"]) == (2, None, False)
    link = await link_of(teacher, "guardian", one)
    code = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(mother)])
    async with stranger(school) as parent:
        await parent.ask("POST", "/api/joining/redeem", {"ticket": code}, expect=200)
    after = await teacher.ask("GET", path)
    assert (after["still"], after["linkId"]) == (1, link["id"])
    assert [(day["joined"], day["still"]) for day in after["days"]] == [(1, 1)]
    assert link["path"] in after["text"]


async def test_paper_family_is_not_counted_as_still_in_the_old_chat(school: TestSchool) -> None:
    """B15, B17."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    mother = await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    assert (await teacher.ask("GET", f"/api/classes/{one}/moving"))["still"] == 1
    await teacher.ask("POST", f"/api/people/{mother}/off-platform", {"off": True})
    assert (await teacher.ask("GET", f"/api/classes/{one}/moving"))["still"] == 0
    card = await teacher.ask("GET", f"/api/people/{mother}")
    assert card["offPlatform"]
    assert "markOffPlatform" in card["abilities"]


async def test_a_memo_for_each_role_prints_behind_the_slips(school: TestSchool) -> None:
    """Issue 4, deliverable 4."""
    admin = await school.admin()
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    await on_roster(school, "Белова", "Инна", Kind.UNCONFIRMED)
    await on_roster(school, "Поварова", "Нина", Kind.OTHER_STAFF)
    await qr_answered(school)
    sheet = await printed(teacher, classId=str(one), whom=["pupil", "guardian"])
    words = [page.extract_text() for page in PdfReader(BytesIO(sheet)).pages]
    assert [
        name for page in words[1:] for name in ("Памятка для родителей", "Памятка для учеников") if name in page
    ] == [
        "Памятка для родителей",
        "Памятка для учеников",
    ]
    assert all("+7 495 123-45-67" in page for page in words)
    staff = words_of(await printed(admin, whom=["staff"]))
    assert "Памятка для учителей" in staff
    assert "Памятка" not in words_of(await printed(teacher, classId=str(one), whom=["pupil"], leaflets=False))
