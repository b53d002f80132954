"""Official notices (C6): who gets one, whose receipt counts for which child, who may see it, paper for whom (B15)."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from applicants import MovedClock
from families import families, on_paper, told
from newcomers import on_roster
from parta.kernel.hats import Hat
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Person, TestSchool, problem

FAMILIES = ["guardians"]


def draft(title: str = "Собрание в четверг", **audience: Any) -> dict[str, Any]:
    """An announcement to the guardians of somebody."""
    return {
        "clientId": str(uuid4()),
        "title": title,
        "text": "Начало в 18:00.\nПриходите с вопросами.",
        "audience": {"whom": FAMILIES, **audience},
    }


async def announce(who: Person, title: str = "Собрание в четверг", **audience: Any) -> Any:
    """Send it."""
    return await who.ask("POST", "/api/announcements", draft(title, **audience), expect=201)


async def numbers(who: Person, one: Any) -> dict[str, int]:
    return dict((await who.ask("GET", f"/api/announcements/{one['id']}/receipts"))["receipts"])


async def names(who: Person, one: Any, tab: str) -> list[str]:
    page = await who.ask("GET", f"/api/announcements/{one['id']}/receipts/people?tab={tab}")
    return [line["name"] for line in page["items"]]


async def pdf_of(who: Person, path: str) -> str:
    assert who.http is not None
    async with who.http.get(f"/api/announcements/{path}") as answer:
        assert answer.status == 200, await answer.text()
        pages = PdfReader(BytesIO(await answer.read())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


class World:
    """Аня of 5А with mother and grandmother, Боря of 5Б with his father; who leads them, and who runs the school."""

    def __init__(self, school: TestSchool, **people: Person) -> None:
        self.school = school
        self.admin, self.maria, self.pyotr = people["admin"], people["maria"], people["pyotr"]
        self.anya, self.mother, self.granny = people["anya"], people["mother"], people["granny"]
        self.borya, self.father = people["borya"], people["father"]

    def of(self, *titles: str) -> list[str]:
        return [str(self.school.classes[title]) for title in titles]


@pytest.fixture
async def world(school: TestSchool) -> World:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5Б")
    return World(
        school,
        admin=await school.admin(),
        maria=await school.teacher("Мария", "Учителева", class_teacher="5А"),
        pyotr=await school.teacher("Пётр", "Физиков", class_teacher="5Б"),
        anya=anya,
        mother=await school.parent("Ольга", "Иванова", anya),
        granny=await school.join("Зоя", "Бабушкина", Hat.GUARDIAN, [(Kind.TRUSTED_ADULT, anya.id, "бабушка")]),
        borya=borya,
        father=await school.parent("Павел", "Петров", borya),
    )


async def test_the_guardians_of_a_class_get_what_its_teacher_announces_and_others_do_not(world: World) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    assert (one["number"], one["addressed"], one["authorOffice"]) == (1, "Родители: 5А", "классный руководитель")
    assert await told(world.mother) == await told(world.granny) == ["Собрание в четверг"]
    for outsider in (world.father, world.anya, world.pyotr):
        assert await told(outsider) == []
        assert await outsider.status("GET", f"/api/announcements/{one['id']}") == 404
        assert await outsider.status("POST", f"/api/announcements/{one['id']}/acknowledge") == 404
    assert await world.mother.status("GET", f"/api/announcements/{one['id']}/receipts") == 403


async def test_nobody_announces_beyond_his_own_classes(world: World) -> None:
    assert await world.maria.status("POST", "/api/announcements", draft(classes=world.of("5А"))) == 201
    for audience in ({"classes": world.of("5А", "5Б")}, {"whole": True}):
        assert await world.maria.status("POST", "/api/announcements", draft(**audience)) == 403
        assert (
            await world.maria.status("POST", "/api/announcements/preview", {"audience": draft(**audience)["audience"]})
            == 403
        )
    assert await world.mother.status("POST", "/api/announcements", draft(classes=world.of("5А"))) == 404
    urgent = draft(classes=world.of("5А")) | {"urgent": True}
    assert await world.maria.status("POST", "/api/announcements", urgent) == 403
    assert await world.admin.status("POST", "/api/announcements", urgent) == 201


async def test_numbers_have_no_gaps_and_a_retry_is_the_same_announcement(world: World) -> None:
    said = draft(classes=world.of("5А"))
    first = await world.maria.ask("POST", "/api/announcements", said, expect=201)
    again = await world.maria.ask("POST", "/api/announcements", said, expect=201)
    assert again["id"] == first["id"]
    refused = await world.maria.ask("POST", "/api/announcements", said | {"title": "Другое"}, expect=409)
    assert problem(refused).endswith("same-id-other-announcement")
    assert (await announce(world.pyotr, classes=world.of("5Б")))["number"] == 2


async def test_a_rule_that_gives_nobody_sends_nothing(world: World) -> None:
    await world.school.school_class("9Я")
    refused = await world.admin.ask("POST", "/api/announcements", draft(classes=world.of("9Я")), expect=422)
    assert problem(refused).endswith("nobody-addressed")
    assert (await announce(world.admin, whole=True))["number"] == 1


async def test_before_it_is_sent_the_writer_sees_how_many_will_get_it(world: World) -> None:
    await families(world.school, "5А", 3, guardians=2, joined=False)
    asked = {"audience": {"whom": ["guardians", "pupils"], "classes": world.of("5А")}}
    counted = await world.maria.ask("POST", "/api/announcements/preview", asked)
    assert counted == {
        "people": 12, "guardians": 8, "pupils": 4, "staff": 0, "children": 4, "classes": 1, "unreached": 9, "outside": 0,
    }  # fmt: skip


async def test_unread_stand_first_and_one_press_settles_them_on_every_device(world: World) -> None:
    first = await announce(world.maria, "Первое", classes=world.of("5А"))
    second = await announce(world.maria, "Второе", classes=world.of("5А"))
    assert await told(world.mother) == ["Второе", "Первое"]
    async with world.mother.listening() as ear:
        await world.mother.ask("POST", f"/api/announcements/{second['id']}/acknowledge", expect=204)
        assert (await ear.hears_event("announcementSettled"))["announcementId"] == second["id"]
    assert await told(world.mother) == ["Первое", "Второе"]
    assert (await world.mother.ask("GET", "/api/announcements/waiting"))["count"] == 1
    page = await world.mother.ask("GET", "/api/announcements?limit=1")
    following = await world.mother.ask("GET", f"/api/announcements?limit=1&cursor={page['next']}")
    assert [page["items"][0]["id"], following["items"][0]["id"]] == [first["id"], second["id"]]


async def test_reading_is_not_yet_acknowledging(world: World) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/read", expect=204)
    counted = await numbers(world.maria, one)
    assert (counted["read"], counted["acknowledged"], counted["covered"]) == (1, 0, 0)
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    counted = await numbers(world.maria, one)
    assert (counted["read"], counted["acknowledged"], counted["covered"]) == (1, 1, 1)


async def test_a_child_is_covered_by_a_representative_and_not_by_whoever_is_only_trusted_with_it(world: World) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    await world.granny.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    assert (await numbers(world.maria, one))["covered"] == 0
    bare = await world.maria.ask("GET", f"/api/announcements/{one['id']}/receipts/children?covered=false")
    assert [(child["name"], child["classTitle"]) for child in bare["items"]] == [("Иванова Аня", "5А")]
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    assert (await numbers(world.maria, one))["covered"] == 1
    covered = await world.maria.ask("GET", f"/api/announcements/{one['id']}/receipts/children?covered=true")
    assert [child["by"] for child in covered["items"]] == ["Иванова Ольга"]


async def test_a_mother_of_two_acknowledges_once_for_both(world: World) -> None:
    lena = await world.school.pupil("Лена", "Иванова", "5Б")
    async with world.school.server.workshop.open() as work:
        work.within(world.school.id)
        await people.give(work, world.school.id, world.mother.id, Kind.GUARDIAN, today=START, target=lena.id)
    one = await announce(world.admin, whole=True)
    (seen,) = (await world.mother.ask("GET", "/api/announcements"))["items"]
    assert seen["own"]["children"] == ["Аня И.", "Лена И."]
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    assert (await numbers(world.admin, one))["covered"] == 2
    assert (await numbers(world.pyotr, one)) == {
        "recipients": 2, "reached": 2, "read": 1, "acknowledged": 1, "children": 2, "covered": 1, "outside": 0,
    }  # fmt: skip  # of 5Б: Боря is still waited for


async def test_a_class_teacher_sees_the_receipts_of_the_own_class_only(world: World) -> None:
    one = await announce(world.admin, whole=True)
    assert sorted(await names(world.admin, one, "waiting")) == ["Бабушкина Зоя", "Иванова Ольга", "Петров Павел"]
    assert await names(world.pyotr, one, "waiting") == ["Петров Павел"]
    listed = await world.pyotr.ask("GET", "/api/announcements/sent")
    assert [item["receipts"]["recipients"] for item in listed["items"]] == [1]


async def test_a_class_teacher_reads_no_name_of_a_brother_or_sister_in_another_class(world: World) -> None:
    lena = await world.school.pupil("Лена", "Иванова", "5Б")
    async with world.school.server.workshop.open() as work:
        work.within(world.school.id)
        await people.give(work, world.school.id, world.mother.id, Kind.GUARDIAN, today=START, target=lena.id)
    one = await announce(world.admin, classes=world.of("5А", "5Б"))

    async def about(who: Person) -> list[str]:
        page = await who.ask("GET", f"/api/announcements/{one['id']}/receipts/people?tab=waiting")
        return [line["about"] for line in page["items"] if line["name"] == "Иванова Ольга"]

    assert await about(world.admin) == ["Аня И., Лена И."]
    assert await about(world.maria) == ["Аня И."]
    assert await about(world.pyotr) == ["Лена И."]
    assert "Лена" in await pdf_of(world.admin, f"{one['id']}/protocol")
    assert "Лена" not in await pdf_of(world.maria, f"{one['id']}/protocol")


async def test_whoever_is_not_on_the_platform_is_told_apart_from_whoever_has_not_read(world: World) -> None:
    await families(world.school, "5А", 1, joined=False)
    one = await announce(world.maria, classes=world.of("5А"))
    assert await names(world.maria, one, "unreached") == ["Детина0000 Вера"]
    assert "Детина0000 Вера" not in await names(world.maria, one, "waiting")


async def test_the_list_for_paper_holds_exactly_the_families_outside_the_platform(world: World) -> None:
    away, _ = await families(world.school, "5А", 2, joined=False)
    await on_paper(world.school, *away.guardians)
    one = await announce(world.maria, classes=world.of("5А"))
    assert (await numbers(world.maria, one))["outside"] == 1
    sheet = await pdf_of(world.maria, f"{one['id']}/paper")
    assert "Объявление № 1" in sheet
    assert "Приходите с вопросами" in sheet
    assert "Детин0000" in sheet
    assert "Детин0001" not in sheet
    assert "Иванова Аня" not in sheet
    assert "Детин0001" in await pdf_of(world.maria, f"{one['id']}/paper?families=unreached")
    other = await announce(world.pyotr, classes=world.of("5Б"))
    assert problem(await world.pyotr.ask("GET", f"/api/announcements/{other['id']}/paper", expect=409)).endswith(
        "nobody-on-paper"
    )


async def test_the_protocol_names_everybody_with_the_time_of_his_receipt(world: World) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    paper = await pdf_of(world.maria, f"{one['id']}/protocol")
    assert "Протокол ознакомления с объявлением № 1" in paper
    assert "1 из 1" in paper
    assert "Иванова Ольга" in paper
    assert "Бабушкина Зоя" in paper
    assert "Петров" not in paper


async def test_a_reminder_goes_to_those_who_wait_and_not_twice_in_twelve_hours(world: World, clock: MovedClock) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    await world.granny.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    async with world.mother.listening() as mother, world.granny.listening() as granny:
        assert await world.maria.ask("POST", f"/api/announcements/{one['id']}/remind") == {"reminded": 1}
        assert (await mother.hears_event("announcementArrived"))["reminder"]
        await announce(world.maria, "Ещё одно", classes=world.of("5А"))
        heard = await granny.hears_event("announcementArrived")
        assert not heard["reminder"], "who has acknowledged is not reminded"
    refused = await world.maria.ask("POST", f"/api/announcements/{one['id']}/remind", expect=429)
    assert problem(refused).endswith("reminded-lately")
    for _ in range(2):
        clock.ahead += timedelta(hours=12, minutes=1)
        assert await world.maria.ask("POST", f"/api/announcements/{one['id']}/remind") == {"reminded": 1}
    clock.ahead += timedelta(hours=13)
    refused = await world.maria.ask("POST", f"/api/announcements/{one['id']}/remind", expect=409)
    assert problem(refused).endswith("reminded-often")
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    refused = await world.maria.ask("POST", f"/api/announcements/{one['id']}/remind", expect=409)
    assert problem(refused).endswith("nobody-to-remind")


async def test_whoever_no_longer_stands_for_the_child_reads_and_hears_nothing_more(world: World) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    assert await world.granny.status("GET", f"/api/announcements/{one['id']}") == 200
    second = await world.school.pupil("Лена", "Белова", "5Б")
    async with world.school.server.workshop.open() as work:
        work.within(world.school.id)
        await people.give(work, world.school.id, world.granny.id, Kind.TRUSTED_ADULT, today=START, target=second.id)
        await people.end(
            work, world.school.id, [world.granny.id], today=START, kinds=[Kind.TRUSTED_ADULT], target=world.anya.id
        )
    assert await world.granny.status("GET", f"/api/announcements/{one['id']}") == 404
    assert await told(world.granny) == []
    assert await names(world.maria, one, "waiting") == ["Иванова Ольга"]
    assert await names(world.maria, one, "unreached") == ["Бабушкина Зоя"]


async def test_whoever_comes_later_is_no_recipient_but_whoever_was_on_the_list_is(world: World) -> None:
    await on_roster(world.school, "Позднева", "Вера", Kind.GUARDIAN, world.anya.id)
    one = await announce(world.maria, classes=world.of("5А"))
    late = await world.school.parent("Игорь", "Иванов", world.anya)
    assert await told(late) == []
    assert (await numbers(world.maria, one))["recipients"] == 3
    assert await names(world.maria, one, "unreached") == ["Позднева Вера"]


async def test_an_announcement_to_the_staff_reaches_who_is_confirmed(world: World) -> None:
    new = await world.school.staff("Инна", "Новая", Kind.UNCONFIRMED)
    said = draft(whole=True)
    said["audience"]["whom"] = ["staff"]
    await world.admin.ask("POST", "/api/announcements", said, expect=201)
    assert await told(world.maria) == ["Собрание в четверг"]
    assert await told(new) == await told(world.admin) == await told(world.mother) == []


async def test_the_trail_keeps_who_announced_and_reminded_but_no_press_of_a_reader(world: World) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    await world.maria.ask("POST", f"/api/announcements/{one['id']}/remind")
    await world.mother.ask("POST", f"/api/announcements/{one['id']}/acknowledge", expect=204)
    acts = [line["act"] for line in (await world.admin.ask("GET", "/api/audit"))["items"]]
    assert acts[:2] == ["remindAnnouncement", "writeAnnouncement"]
    assert "readAnnouncement" not in acts


async def test_another_school_knows_nothing_of_it(world: World, school: TestSchool) -> None:
    one = await announce(world.maria, classes=world.of("5А"))
    elsewhere = TestSchool(school.server, school.url, school.database)
    await elsewhere.found("Школа № 6")
    stranger = await elsewhere.admin()
    try:
        for method, path in (
            ("GET", ""),
            ("POST", "/acknowledge"),
            ("GET", "/receipts"),
            ("POST", "/remind"),
            ("GET", "/protocol"),
        ):
            assert await stranger.status(method, f"/api/announcements/{one['id']}{path}") == 404
        assert (await stranger.ask("GET", "/api/announcements/sent"))["items"] == []
    finally:
        await stranger.close()
