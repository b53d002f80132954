"""How people come in: slips, links, requests, rules and consents (B1–B8, B13–B17)."""

import asyncio
from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text

from newcomers import anya_invited, codes_of, link_of, on_roster, one_code, printed, qr_answered, stranger, words_of
from parta.identity.tables import account, attempt
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, TestSchool


async def test_pupil_and_mother_join_by_slips_and_meet_their_chats(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    mother = await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    await qr_answered(school)
    sheet = await printed(teacher, classId=str(one), whom=["pupil", "guardian"])
    assert "Иванова Анна" in words_of(sheet)
    assert "Иванова Ольга" in words_of(sheet)
    by_name = {
        "pupil": await one_code(teacher, classId=str(one), whom=["pupil"], people=[str(anya)]),
        "guardian": await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(mother)]),
    }
    async with stranger(school) as pupil, stranger(school) as parent:
        seen = await pupil.ask("POST", "/api/joining/look", {"ticket": by_name["pupil"]})
        assert (seen["state"], seen["name"], seen["classTitle"]) == ("open", "Иванова Анна", "5А")
        await pupil.ask("POST", "/api/joining/redeem", {"ticket": by_name["pupil"]}, expect=200)
        mine = await pupil.ask("GET", "/api/joining")
        await pupil.ask("POST", "/api/my/rules", {"version": mine["rules"]["version"]}, expect=204)
        waits = await pupil.ask("GET", "/api/joining")
        assert (waits["admitted"], waits["waitsFor"]) == (False, ["Иванова Ольга"])
        assert (await pupil.ask("GET", "/api/rooms"))["rooms"] == []
        await pupil.ask("POST", "/api/my/consent", {"version": 1, "granted": True}, expect=409)  # not his to give

        await parent.ask("POST", "/api/joining/redeem", {"ticket": by_name["guardian"]}, expect=200)
        await parent.admitted()
        assert {room["kind"] for room in (await parent.ask("GET", "/api/rooms"))["rooms"]} == {
            "parents",
            "announcements",
        }
        assert (await pupil.ask("GET", "/api/joining"))["admitted"]
        assert {room["kind"] for room in (await pupil.ask("GET", "/api/rooms"))["rooms"]} == {"class", "announcements"}
        await parent.ask("POST", f"/api/my/consent/{anya}/withdraw", expect=204)
        assert (await pupil.ask("GET", "/api/rooms"))["rooms"] == []


async def test_twenty_parallel_redemptions_of_a_slip_make_one_account(school: TestSchool) -> None:
    """security.md 6."""
    code = (await anya_invited(school)).code
    async with school.server.workshop.open(reads=True) as work:
        before = len((await work.connection.execute(select(account.c.id))).all())

    async def redeem() -> int:
        async with stranger(school) as browser:
            return await browser.status("POST", "/api/joining/redeem", {"ticket": code})

    statuses = await asyncio.gather(*(redeem() for _ in range(20)))
    assert sorted(statuses) == [200] + [409] * 19
    async with school.server.workshop.open(reads=True) as work:
        assert len((await work.connection.execute(select(account.c.id))).all()) == before + 1


async def test_invited_pupil_cannot_name_another_role_class_or_school(school: TestSchool) -> None:
    """security.md 4 and 5: what the invitation is bound to stands on the server; the door takes nothing else."""
    _, _, anya, code = await anya_invited(school)
    async with stranger(school) as browser:
        for more in (
            {"role": "teacher"},
            {"classId": str(uuid4())},
            {"schoolId": str(uuid4())},
            {"personId": str(uuid4())},
        ):
            assert await browser.status("POST", "/api/joining/redeem", {"ticket": code, **more}) in (400, 422)
        await browser.ask("POST", "/api/joining/redeem", {"ticket": code}, expect=200)
        me = await browser.ask("GET", "/api/me")
        assert (me["current"]["kind"], me["current"]["personId"]) == ("pupil", str(anya))
        assert await browser.status("GET", "/api/slips") in (403, 404)


async def test_common_link_makes_a_request_and_dies_with_its_issuer(school: TestSchool) -> None:
    """security.md 7; B2, B4, B5."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    link = await link_of(teacher, "pupil", one)
    async with stranger(school) as browser, teacher.listening() as desk:
        await browser.ask(
            "POST", "/api/joining/requests", {"ticket": link["secret"], "name": "иванова анна"}, expect=204
        )
        assert (await browser.ask("GET", "/api/me"))["hats"] == []
        assert (await browser.ask("GET", "/api/rooms"))["rooms"] == []
        filed = (await desk.hears_event("joinRequestFiled"))["request"]
        assert (filed["match"]["personId"], filed["match"]["score"]) == (str(anya), 100)
        (card,) = (await teacher.ask("GET", "/api/join-requests"))["requests"]
        await teacher.ask("POST", f"/api/join-requests/{card['id']}/accept", {"personId": str(anya)}, expect=200)
        assert (await browser.ask("GET", "/api/me"))["current"]["personId"] == str(anya)
        assert (await browser.ask("GET", "/api/rooms"))["rooms"] == []  # rules and consent first
        await teacher.ask("POST", f"/api/join-requests/{card['id']}/undo", expect=200)
        await asyncio.sleep(0)
        assert (await teacher.ask("GET", "/api/join-requests"))["requests"][0]["status"] == "waiting"
    async with stranger(school) as late:
        assert await late.status("GET", link["path"]) == 200
        async with school.server.workshop.open() as work:
            await people.end(work, school.id, [teacher.id], today=START)
        async with late.http.get(link["path"]) as dead:
            page = await dead.text()
            assert dead.status == 410
            assert "5А" not in page
        body = {"ticket": link["secret"], "name": "Петров Пётр"}
        assert await late.status("POST", "/api/joining/requests", body) == 410


async def test_typed_code_is_dead_after_five_errors_and_misses_are_counted(school: TestSchool) -> None:
    code = (await anya_invited(school)).code
    wrong = code[:5] + ("AAAA-AAAA" if code[5:] != "AAAA-AAAA" else "BBBB-BBBB")
    async with stranger(school) as browser:
        for _ in range(5):
            assert await browser.status("POST", "/api/joining/look", {"ticket": wrong}) == 410
        assert await browser.status("POST", "/api/joining/redeem", {"ticket": code}) == 410
    async with school.server.workshop.open(reads=True) as work:
        rows = (await work.connection.execute(select(attempt.c.source, attempt.c.misses))).all()
    assert all(row.misses >= 5 for row in rows)
    assert "*" in {row.source for row in rows}


async def test_reprinting_makes_a_new_code_and_the_old_one_is_dead(school: TestSchool) -> None:
    invited = await anya_invited(school)
    teacher, one, _, old = invited
    new = await invited.another_slip()
    async with stranger(school) as browser:
        assert await browser.status("POST", "/api/joining/redeem", {"ticket": old}) == 410
        assert await browser.status("POST", "/api/joining/redeem", {"ticket": new}) == 200
    assert await teacher.status("POST", "/api/slips", {"classId": str(one), "whom": ["pupil"]}) == 409  # nobody left


async def test_slips_wait_for_the_test_qr(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    refused = await teacher.ask("POST", "/api/slips", {"classId": str(one), "whom": ["pupil"]}, expect=409)
    assert refused["type"] == "test-qr-missing"


async def test_teacher_of_another_class_and_parents_print_and_invite_nobody(school: TestSchool) -> None:
    own = await school.teacher("Марат", "Каримов", class_teacher="5А")
    other = await school.teacher("Инна", "Белова", class_teacher="5Б")
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    one = await school.school_class("5А")
    await qr_answered(school)
    for who in (other, mother, anya):
        assert await who.status("POST", "/api/slips", {"classId": str(one), "whom": ["pupil"]}) in (403, 404)
        assert await who.status("POST", "/api/invitations", {"role": "pupil", "classId": str(one)}) in (403, 404)
        assert await who.status("POST", "/api/invitations", {"role": "teacher"}) in (403, 404)
        assert await who.status("GET", f"/api/classes/{one}/consents") in (403, 404)
    assert await own.status("POST", "/api/invitations", {"role": "teacher"}) in (
        403,
        404,
    )  # staff links: administrator only
    assert await own.status("POST", "/api/invitations", {"role": "pupil", "classId": str(one)}) == 201


async def test_administrators_slip_confirms_a_teacher_and_a_common_link_does_not(school: TestSchool) -> None:
    """B6."""
    admin = await school.admin()
    listed = await on_roster(school, "Белова", "Инна", Kind.UNCONFIRMED)
    await qr_answered(school)
    code = await one_code(admin, whom=["staff"])
    link = await link_of(admin, "teacher")
    async with stranger(school) as by_slip, stranger(school) as by_link:
        await by_slip.ask("POST", "/api/joining/redeem", {"ticket": code}, expect=200)
        await by_slip.admitted()
        assert [room["kind"] for room in (await by_slip.ask("GET", "/api/rooms"))["rooms"]] == ["staffroom"]
        assert (await by_slip.ask("GET", "/api/me"))["current"]["personId"] == str(listed)

        await by_link.ask("POST", "/api/joining/requests", {"ticket": link["secret"], "name": "Гость Пётр"}, expect=204)
        (card,) = (await admin.ask("GET", "/api/join-requests"))["requests"]
        await admin.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
        await by_link.admitted()
        assert (await by_link.ask("GET", "/api/rooms"))["rooms"] == []
        (waiting,) = (await admin.ask("GET", "/api/join-requests"))["teachers"]
        await admin.ask("POST", f"/api/people/{waiting['personId']}/teacher-status/confirm", expect=204)
        assert [room["kind"] for room in (await by_link.ask("GET", "/api/rooms"))["rooms"]] == ["staffroom"]


async def test_confirmed_teacher_who_comes_again_by_a_common_link_stays_confirmed(school: TestSchool) -> None:
    """B6."""
    admin, vera = await school.admin(), await school.teacher("Вера", "Ильина")
    link = await link_of(admin, "teacher")
    await vera.ask("POST", "/api/joining/requests", {"ticket": link["secret"], "name": "Ильина Вера"}, expect=204)
    (card,) = (await admin.ask("GET", "/api/join-requests"))["requests"]
    await admin.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
    assert [room["kind"] for room in await vera.rooms()] == ["staffroom"]


async def test_representative_without_a_name_is_in_at_once_seen_and_undone(school: TestSchool) -> None:
    """B3, B8; security.md 27."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    one = await school.school_class("5А")
    await qr_answered(school)
    code = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(anya.id)])
    form = {"ticket": code, "name": "Иванова Ольга Павловна", "relation": "мать"}
    assert (await anya.ask("POST", "/api/joining/redeem", form, expect=403))["type"] == "own-parent"
    async with stranger(school) as mother, teacher.listening() as desk, father.listening() as other:
        await mother.ask("POST", "/api/joining/redeem", form, expect=200)
        assert (await desk.hears_event("representativeJoined"))["name"] == "Иванова Ольга Павловна"
        assert (await other.hears_event("representativeAsked"))["joined"] is True
        await mother.admitted()
        assert (await mother.ask("GET", "/api/rooms"))["rooms"]
        (seen,) = (await teacher.ask("GET", "/api/join-requests"))["newcomers"]
        body = {"personId": seen["personId"], "childId": seen["childId"]}
        await teacher.ask("POST", "/api/newcomers/undo", body, expect=204)
        assert await mother.status("GET", "/api/rooms") == 401


async def test_childs_link_opens_a_request_that_the_class_teacher_confirms(school: TestSchool) -> None:
    """B7; security.md 27."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    boris = await school.pupil("Борис", "Гусев", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    secret = (await anya.ask("POST", "/api/relatives/invite", {}))["url"].rpartition("/")[2]
    assert await boris.status("POST", "/api/relatives/invite", {"childId": str(anya.id)}) in (403, 404)
    form = {"ticket": secret, "name": "Иванова Ольга", "relation": "мать"}
    assert (await anya.ask("POST", "/api/joining/requests", form, expect=403))["type"] == "own-parent"
    async with stranger(school) as mother, father.listening() as other:
        await mother.ask("POST", "/api/joining/requests", form, expect=204)
        assert (await other.hears_event("representativeAsked"))["joined"] is False
        assert (await mother.ask("GET", "/api/rooms"))["rooms"] == []
        (card,) = (await teacher.ask("GET", "/api/join-requests"))["requests"]
        await teacher.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
        await mother.admitted()
        assert {room["kind"] for room in (await mother.ask("GET", "/api/rooms"))["rooms"]} == {
            "parents",
            "announcements",
        }


async def test_mother_of_two_adds_the_second_child_without_a_new_account(school: TestSchool) -> None:
    """B10."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="2А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    one = await school.school_class("2А")
    timur = await on_roster(school, "Иванов", "Тимур", Kind.PUPIL, one)
    await qr_answered(school)
    code = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(timur)])
    joined = await mother.ask("POST", "/api/joining/redeem", {"ticket": code, "relation": "мать"}, expect=200)
    assert joined["personId"] == str(mother.id)
    assert {room["title"][:2] for room in await mother.rooms()} == {"5А", "2А"}


async def test_paper_consents_are_recorded_for_many_at_once(school: TestSchool) -> None:
    """B13, B15."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    children = [await on_roster(school, last, "Саша", Kind.PUPIL, one) for last in ("Ёлкина", "Ежов", "Жуков")]
    stranger_id = await on_roster(school, "Чужой", "Пётр", Kind.PUPIL, await school.school_class("5Б"))
    path = f"/api/classes/{one}/consents"
    body = {"people": [str(child) for child in children]}
    assert (await teacher.ask("POST", f"{path}/paper", body))["recorded"] == 3
    assert (await teacher.ask("POST", f"{path}/paper", body))["recorded"] == 0
    assert {row["how"] for row in (await teacher.ask("GET", path))["rows"]} == {"paper"}
    assert await teacher.status("POST", f"{path}/paper", {"people": [str(stranger_id)]}) == 404


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "Иванова [javascript:alert(1)]", "#import Пётр", "Анна ✓ учитель"]
)
async def test_names_that_carry_markup_or_badges_are_refused(school: TestSchool, name: str) -> None:
    """security.md 9."""
    admin = await school.admin()
    link = await link_of(admin, "teacher")
    async with stranger(school) as browser:
        assert await browser.status("POST", "/api/joining/requests", {"ticket": link["secret"], "name": name}) == 422


async def test_markup_in_a_listed_name_is_inert_on_the_page_and_on_paper(school: TestSchool) -> None:
    """security.md 9."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    person = await on_roster(school, "<b>Иванова</b>", "#panic() *Анна*", Kind.PUPIL, one)
    await qr_answered(school)
    sheet = await printed(teacher, classId=str(one), whom=["pupil"], people=[str(person)])
    assert "#panic()" in words_of(sheet)
    secret = "A" * 22
    async with school.server.workshop.open() as work:
        import hashlib

        await work.connection.execute(
            text("update invitation set link_hash = :hash"), {"hash": hashlib.sha256(secret.encode()).digest()}
        )
        await work.connection.commit()
    async with stranger(school) as browser, browser.http.get(f"/i/{secret}") as answer:
        page = await answer.text()
        assert answer.status == 200
        assert "<b>Иванова" not in page
        assert "<script" not in page
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert len(page.encode()) < 30_000
        assert "+7 495 123-45-67" in page


async def test_sheet_has_eight_slips_a_page_with_everything_people_need(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    for number in range(9):
        await on_roster(school, f"Ученикова{'абвгдежзи'[number]}", "Ёлка", Kind.PUPIL, one)
    await qr_answered(school)
    sheet = await printed(teacher, classId=str(one), whom=["pupil"])
    reader = PdfReader(BytesIO(sheet))
    assert len(reader.pages) == 3  # two sheets of slips, and the pupils' memo
    words = words_of(sheet)
    for wanted in (
        "Школа № 5",
        "5А",
        "Ёлка",
        "/join",
        "Никто и никогда не попросит у вас этот код",
        "+7 495 123-45-67",
    ):
        assert wanted in words
    assert len(set(codes_of(sheet))) == 9
    for role in ("guardian", "pupil", "teacher", "other_staff"):
        assert teacher.http is not None
        async with teacher.http.get(f"/api/leaflets/{role}") as answer:
            assert len(PdfReader(BytesIO(await answer.read())).pages) == 1
    assert teacher.http is not None
    link = await link_of(teacher, "guardian", one)
    async with teacher.http.get(f"/api/invitations/{link['id']}/poster") as answer:
        poster = await answer.read()
        assert link["code"] in words_of(poster)
        assert len(PdfReader(BytesIO(poster)).pages) == 1
    moving = await teacher.ask("GET", f"/api/classes/{one}/moving")
    assert link["path"] in moving["text"]
