"""A parent barred from a child has nothing of the child's at once, keeps the other child; nobody tells why (B9; scenario 3)."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

from applicants import MovedClock
from files import photo, sends
from newcomers import one_code, qr_answered, stranger
from parta.classes import leaving
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Person, TestSchool, until

DOCUMENT = "решение суда № 2-415/2026"


def decision(clock: MovedClock, days: int = 30, document: str = DOCUMENT) -> dict[str, str]:
    today = clock.now().date()
    return {
        "document": document,
        "decidedOn": f"{today - timedelta(days=3)}",
        "endsOn": f"{today + timedelta(days=days)}",
    }


async def barred(by: Person, child: Person, adult: Person, form: dict[str, str], *, expect: int = 204) -> object:
    return await by.ask("POST", f"/api/people/{child.id}/guardians/{adult.id}/restriction", form, expect=expect)


class TwoHomes:
    """Аня in 5А and Тимур in 2А with one father; their mothers are two."""

    def __init__(self, school: TestSchool, clock: MovedClock) -> None:
        self.school, self.clock = school, clock

    async def gather(self) -> "TwoHomes":
        school = self.school
        self.admin = await school.admin()
        self.teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
        self.anya = await school.pupil("Аня", "Иванова", "5А")
        self.timur = await school.pupil("Тимур", "Иванов", "2А")
        self.father = await school.parent("Пётр", "Иванов", self.anya, self.timur)
        self.mother = await school.parent("Ольга", "Иванова", self.anya)
        self.room, self.stays = school.room("5А", "parents"), school.room("2А", "parents")
        return self

    async def bar(self) -> None:
        await barred(self.admin, self.anya, self.father, decision(self.clock))


async def test_barred_father_loses_one_childs_chats_live_and_keeps_the_others(
    school: TestSchool, clock: MovedClock
) -> None:
    home = await TwoHomes(school, clock).gather()
    await home.mother.says(home.room, "До")
    carried = (await sends(home.mother, home.room, photo()))["message"]["attachments"][0]["id"]
    heads = dict((await home.father.ask("GET", "/api/rooms"))["streams"])
    file = f"/api/files/{carried}/full"
    assert await home.father.status("GET", file) == 200
    async with home.father.listening() as his, home.mother.listening() as hers:
        await home.bar()
        assert (await his.hears_event("roomLeft"))["roomId"]
        await home.mother.says(home.room, "После")
        await until(lambda: "После" in hers.texts(), "the mother hears on")
        await home.father.says(home.stays, "У Тимура всё по-прежнему")
        await until(lambda: "У Тимура всё по-прежнему" in his.texts(), "his session goes on")
        assert "После" not in his.texts()
    async with home.father.listening(heads) as again:
        assert "После" not in json.dumps(again.frames, ensure_ascii=False)
    for path in (f"/api/rooms/{home.room}/messages", f"/api/rooms/{home.room}/members", file):
        assert await home.father.status("GET", path) == 404
    body = {"clientId": str(uuid4()), "text": "Ещё здесь"}
    assert await home.father.status("POST", f"/api/rooms/{home.room}/messages", body) in (403, 404)
    family = (await home.father.ask("GET", "/api/my/family"))["children"]
    assert [one["name"] for one in family] == ["Иванов Тимур"]
    assert await home.father.status("POST", "/api/relatives/invite", {"childId": str(home.anya.id)}) in (403, 404)
    assert await home.father.status("POST", f"/api/my/consent/{home.anya.id}/withdraw") in (403, 404)


async def test_search_notices_and_direct_chats_of_the_child_are_closed_and_the_other_childs_stay(
    school: TestSchool, clock: MovedClock
) -> None:
    home = await TwoHomes(school, clock).gather()
    await home.mother.says(home.room, "Экскурсия в планетарий")
    await home.father.says(home.stays, "Планетарий и у нас")
    notices = []
    for title in ("5А", "2А"):
        audience = {"whom": ["guardians"], "classes": [str(school.classes[title])]}
        body = {"clientId": str(uuid4()), "title": f"Собрание {title}", "text": "В четверг", "audience": audience}
        notices.append((await home.admin.ask("POST", "/api/announcements", body, expect=201))["id"])
    direct = []
    for whom, hat in ((home.anya, "pupil"), (home.teacher, "staff"), (home.timur, "pupil")):
        made = await home.father.ask("POST", "/api/direct-chats", {"personId": str(whom.id), "hat": hat})
        await home.father.says(made["roomId"], "Здравствуй")
        direct.append(made["roomId"])

    async def finds() -> set[str]:
        found = await home.father.ask("GET", "/api/search/messages?query=планетарий")
        return {one["roomId"] for one in found["items"]}

    await until(lambda: _both(finds), "both are found before")
    assert {one["id"] for one in (await home.father.ask("GET", "/api/announcements"))["items"]} == set(notices)
    await home.bar()
    assert await finds() == {str(home.stays)}
    assert [one["id"] for one in (await home.father.ask("GET", "/api/announcements"))["items"]] == notices[1:]
    assert await home.father.status("GET", f"/api/announcements/{notices[0]}") == 404
    for room, opens in zip(direct, (False, False, True), strict=True):
        body = {"clientId": str(uuid4()), "text": "Ещё здесь"}
        status = await home.father.status("POST", f"/api/rooms/{room}/messages", body)
        assert (status == 201) is opens, room
    offered = (await home.father.ask("GET", "/api/direct-chats/contacts"))["items"]
    assert str(home.anya.id) not in {one["personId"] for one in offered}
    assert str(home.timur.id) in {one["personId"] for one in offered}


async def _both(finds: Callable[[], Awaitable[set[str]]]) -> bool:
    return len(await finds()) == 2


async def test_nothing_tells_either_side_why(school: TestSchool, clock: MovedClock) -> None:
    home = await TwoHomes(school, clock).gather()
    async with home.father.listening() as his, home.mother.listening() as hers, home.admin.listening() as desk:
        await home.bar()
        assert await hers.hears_event("familyAccessChanged") == {"kind": "familyAccessChanged", "childName": "Аня И."}
        assert await desk.hears_event("restrictionsChanged") == {"kind": "restrictionsChanged"}
        await his.hears_event("roomLeft")
        kinds = {one["event"]["kind"] for one in his.frames if one["t"] == "event"}
        assert kinds <= {"roomLeft", "membersChanged"}
        for ear in (his, hers, desk):
            assert DOCUMENT not in json.dumps(ear.frames, ensure_ascii=False)
    for person in (home.father, home.mother, home.anya):
        for path in ("/api/me", "/api/rooms", "/api/my/family"):
            assert "2-415" not in str(await person.ask("GET", path))
    shown = (await home.mother.ask("GET", "/api/my/family"))["children"][0]
    assert [one["name"] for one in shown["kin"]] == ["Иванова Ольга"]
    assert shown["accessChangedOn"]
    [line] = (await home.teacher.ask("GET", f"/api/people/{home.anya.id}"))["restrictions"]
    assert (line["guardian"], line["decision"], line["abilities"]) == ("Иванов Пётр", None, [])
    [whole] = (await home.admin.ask("GET", f"/api/people/{home.anya.id}"))["restrictions"]
    assert whole["decision"]["document"] == DOCUMENT


async def test_only_an_administrator_outside_the_family_decides(school: TestSchool, clock: MovedClock) -> None:
    home = await TwoHomes(school, clock).gather()
    await barred(home.teacher, home.anya, home.father, decision(clock), expect=403)
    await barred(home.mother, home.anya, home.father, decision(clock), expect=404)
    for wrong in ({"document": " "}, {"decidedOn": "2099-01-01"}, {"endsOn": "2020-01-01"}, {"endsOn": "2099-01-01"}):
        await barred(home.admin, home.anya, home.father, decision(clock) | wrong, expect=422)
    await barred(home.admin, home.anya, home.teacher, decision(clock), expect=404)
    await home.bar()
    refused = await barred(home.admin, home.anya, home.father, decision(clock), expect=409)
    assert refused["type"] == "already-restricted"  # type: ignore[index] - the answer is a problem


async def test_an_administrator_of_the_family_neither_decides_nor_reads_the_details(
    school: TestSchool, clock: MovedClock
) -> None:
    home = await TwoHomes(school, clock).gather()
    aunt = await school.admin("Инна", "Иванова")
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, aunt.id, Kind.GUARDIAN, today=START, target=home.anya.id, detail="опекун")
    refused = await barred(aunt, home.anya, home.father, decision(clock), expect=409)
    assert refused["type"] == "own-family"  # type: ignore[index] - the answer is a problem
    await home.bar()
    assert (await aunt.ask("GET", f"/api/people/{home.anya.id}"))["restrictions"] == []
    trail = str(await aunt.ask("GET", "/api/audit"))
    assert DOCUMENT not in trail
    assert str(home.father.id) not in str((await aunt.ask("GET", "/api/audit"))["items"][:1])
    assert DOCUMENT in str(await home.admin.ask("GET", "/api/audit"))


async def test_no_other_way_leads_back_to_the_child(school: TestSchool, clock: MovedClock) -> None:
    home = await TwoHomes(school, clock).gather()
    link = await home.father.ask("POST", "/api/relatives/invite", {"childId": str(home.anya.id)})
    await home.bar()
    assert await home.father.status("POST", "/api/joining/look", {"ticket": link["code"]}) == 410
    again = await home.anya.ask("POST", "/api/relatives/invite", {})
    form = {"ticket": again["code"], "name": "Иванов Пётр", "relation": "отец"}
    await home.father.ask("POST", "/api/joining/requests", form, expect=204)
    [request] = (await home.teacher.ask("GET", "/api/join-requests"))["requests"]
    refused = await home.teacher.ask("POST", f"/api/join-requests/{request['id']}/accept", {}, expect=409)
    assert refused["type"] == "access-is-restricted"
    assert "суд" not in str(refused)
    assert await home.father.status("GET", f"/api/rooms/{home.room}/messages") == 404


async def test_a_second_account_does_not_make_him_another_man(school: TestSchool, clock: MovedClock) -> None:
    """A place without a name, printed for somebody else, in his hands: his name is enough to be asked about."""
    home = await TwoHomes(school, clock).gather()
    await home.bar()
    await qr_answered(school)
    one = str(school.classes["5А"])
    code = await one_code(home.teacher, classId=one, whom=["guardian"], people=[str(home.anya.id)])
    async with stranger(school) as him, stranger(school) as granny:
        form = {"ticket": code, "name": "иванов петр сергеевич", "relation": "отец"}
        refused = await him.ask("POST", "/api/joining/redeem", form, expect=409)
        assert refused["type"] == "access-is-restricted"
        await granny.ask(
            "POST", "/api/joining/redeem", {**form, "name": "Иванова Вера", "relation": "мать"}, expect=200
        )


async def test_when_the_term_is_over_administrators_are_asked_and_nothing_returns(
    school: TestSchool, clock: MovedClock
) -> None:
    home = await TwoHomes(school, clock).gather()
    await barred(home.admin, home.anya, home.father, decision(clock, days=1))
    assert (await home.admin.ask("GET", "/api/restrictions"))["over"] == []
    clock.ahead = timedelta(days=3)
    home.admin = await school.again(home.admin)
    async with home.admin.listening() as desk:
        await leaving.apply_all_dates(school.server.workshop)
        await desk.hears_event("restrictionsChanged")
    [over] = (await home.admin.ask("GET", "/api/restrictions"))["over"]
    assert over["over"]
    assert await home.father.status("GET", f"/api/rooms/{home.room}/messages") == 404
    assert (await home.teacher.ask("GET", "/api/restrictions"))["over"] == []
    longer = decision(clock, document="определение № 7")
    await home.admin.ask("POST", f"/api/restrictions/{over['id']}/extend", longer, expect=204)
    assert (await home.admin.ask("GET", "/api/restrictions"))["over"] == []
    await home.teacher.ask("POST", f"/api/restrictions/{over['id']}/lift", {"document": "сам"}, expect=403)
    async with home.father.listening() as his:
        await home.admin.ask("POST", f"/api/restrictions/{over['id']}/lift", {"document": "отменено"}, expect=204)
        await his.hears_event("roomJoined")
    assert await home.father.status("GET", f"/api/rooms/{home.room}/messages") == 200


async def test_a_father_with_no_other_child_is_signed_out_and_may_come_back_when_it_is_lifted(
    school: TestSchool, clock: MovedClock
) -> None:
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    async with father.listening() as his:
        await barred(admin, anya, father, decision(clock))
        await until(lambda: his.closed == 4401, "his socket is closed")
    assert await father.status("GET", "/api/rooms") == 401
    async with stranger(school) as browser:
        await browser.ask("POST", "/api/sign-in/code", {"code": await school.code_for(father.account)}, expect=204)
        assert (await browser.ask("GET", "/api/me"))["hats"] == []
    [held] = (await admin.ask("GET", f"/api/people/{anya.id}"))["restrictions"]
    await admin.ask("POST", f"/api/restrictions/{held['id']}/lift", {"document": "отменено"}, expect=204)
    back = await school.again(father)
    assert {room["title"] for room in await back.rooms()} == {"5А — родители", "5А — объявления"}


async def test_his_place_in_the_committee_goes_with_the_child_and_stays_with_another(
    school: TestSchool, clock: MovedClock
) -> None:
    home = await TwoHomes(school, clock).gather()
    for title in ("5А", "2А"):
        path = f"/api/classes/{school.classes[title]}/activists"
        await home.admin.ask("POST", path, {"personId": str(home.father.id), "committee": "parents"})
    await home.bar()
    standings = (await home.admin.ask("GET", f"/api/people/{home.father.id}"))["standings"]
    assert [one["target"] for one in standings if one["kind"] == "activist" and one["active"]] == ["2А"]


async def test_a_third_representative_needs_a_note_of_proof(school: TestSchool, clock: MovedClock) -> None:
    home = await TwoHomes(school, clock).gather()
    link = await home.mother.ask("POST", "/api/relatives/invite", {"childId": str(home.anya.id)})
    async with stranger(school) as grandmother:
        form = {"ticket": link["code"], "name": "Иванова Вера", "relation": "опекун"}
        await grandmother.ask("POST", "/api/joining/requests", form, expect=204)
        [request] = (await home.teacher.ask("GET", "/api/join-requests"))["requests"]
        path = f"/api/join-requests/{request['id']}/accept"
        assert (await home.teacher.ask("POST", path, {}, expect=409))["type"] == "third-needs-note"
        await home.teacher.ask("POST", path, {"proofNote": "постановление опеки № 3"}, expect=200)
    guardians = (await home.teacher.ask("GET", f"/api/people/{home.anya.id}"))["guardians"]
    assert {one["name"]: one["proofNote"] for one in guardians}["Иванова Вера"] == "постановление опеки № 3"


async def test_a_trusted_adult_signs_nothing_and_becomes_a_representative_only_with_a_note(
    school: TestSchool, clock: MovedClock
) -> None:
    home = await TwoHomes(school, clock).gather()
    at = f"/api/people/{home.anya.id}/guardians/{home.father.id}"
    await home.teacher.ask("PATCH", at, {"relation": "доверенное лицо", "trusted": True}, expect=204)
    assert await home.father.status("POST", f"/api/my/consent/{home.anya.id}/withdraw") in (403, 404)
    assert await home.father.status("GET", f"/api/rooms/{home.room}/messages") == 200
    vera = await school.parent("Вера", "Иванова", home.anya)
    assert vera.id
    assert (await home.teacher.ask("PATCH", at, {"relation": "отец"}, expect=409))["type"] == "third-needs-note"
    await home.teacher.ask("PATCH", at, {"relation": "отец", "proofNote": "свидетельство о рождении"}, expect=204)
    await home.father.ask("POST", "/api/relatives/invite", {"childId": str(home.anya.id)})
    elsewhere = await school.teacher("Анна", "Серова", class_teacher="2А")
    assert await elsewhere.status("PATCH", at, {"relation": "отец"}) == 404
