"""Who no longer stands for a child has nothing of the child's at once; the school alone decides who does (B9; security.md 27)."""

from datetime import timedelta
from uuid import uuid4

from applicants import MovedClock
from newcomers import on_roster, one_code, printed, qr_answered, stranger, words_of
from parta.classes import leaving
from parta.kernel.clock import school_day
from parta.kernel.hats import Hat
from parta.people import commands as people
from parta.policy.standing import Kind
from people import Person, TestSchool, browser, until


async def removed(by: Person, child: Person, guardian: Person, *, expect: int = 204) -> None:
    await by.ask("DELETE", f"/api/people/{child.id}/guardians/{guardian.id}", expect=expect)


async def test_removed_guardian_loses_session_socket_and_chats_at_once(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother, father = await school.parent("Ольга", "Иванова", anya), await school.parent("Пётр", "Иванов", anya)
    elsewhere = await school.again(father)
    room = school.room("5А", "parents")
    async with father.listening() as his, elsewhere.listening() as also, mother.listening() as hers:
        await mother.says(room, "До")
        await his.hears_event("messagePosted")
        await removed(teacher, anya, father)
        await until(lambda: (his.closed, also.closed) == (4401, 4401), "both his sockets are closed")
        await mother.says(room, "После")
        await until(lambda: "После" in hers.texts(), "the mother hears on")
    assert "После" not in his.texts() + also.texts()
    for one in (father, elsewhere):
        assert await one.status("GET", "/api/rooms") == 401
        body = {"clientId": str(uuid4()), "text": "Ещё здесь"}
        assert await one.status("POST", f"/api/rooms/{room}/messages", body) == 401
    again = await nobody(school, father)
    assert await again.status("GET", f"/api/rooms/{room}/messages") == 404
    assert (await again.ask("GET", "/api/rooms"))["rooms"] == []


async def nobody(school: TestSchool, person: Person) -> Person:
    """The same account in a fresh browser: it may sign in, but is nobody here."""
    again = Person(school, person.id, person.account, person.hat)
    again.http = browser(school.url)
    school.people.append(again)
    await again.ask("POST", "/api/sign-in/code", {"code": await school.code_for(person.account)}, expect=204)
    assert (await again.ask("GET", "/api/me"))["hats"] == []
    return again


async def test_guardian_removed_from_one_child_keeps_the_other(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya, timur = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Тимур", "Иванов", "2А")
    father = await school.parent("Пётр", "Иванов", anya, timur)
    async with father.listening() as ear:
        await removed(teacher, anya, father)
        await ear.hears_event("roomLeft")
    assert {room["title"][:2] for room in await father.rooms()} == {"2А"}
    assert await father.status("GET", f"/api/rooms/{school.room('5А', 'parents')}/messages") == 404
    assert [one["name"] for one in (await father.ask("GET", "/api/my/family"))["children"]] == ["Иванов Тимур"]
    assert await father.status("POST", "/api/relatives/invite", {"childId": str(anya.id)}) in (403, 404)
    await father.ask("POST", "/api/relatives/invite", {"childId": str(timur.id)})


async def test_family_link_of_a_removed_guardian_is_dead_and_his_guests_request_waits_for_the_school(
    school: TestSchool,
) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother, father = await school.parent("Ольга", "Иванова", anya), await school.parent("Пётр", "Иванов", anya)
    made = await father.ask("POST", "/api/relatives/invite", {"childId": str(anya.id)})
    form = {"ticket": made["code"], "name": "Петрова Анна", "relation": "доверенное лицо"}
    async with stranger(school) as aunt, stranger(school) as late:
        await aunt.ask("POST", "/api/joining/requests", form, expect=204)
        await removed(teacher, anya, father)
        assert await late.status("POST", "/api/joining/look", {"ticket": made["code"]}) == 410
        assert await late.status("POST", "/api/joining/requests", {**form, "name": "Сидорова Инна"}) == 410
        assert (await aunt.ask("GET", "/api/me"))["hats"] == []
        (card,) = (await teacher.ask("GET", "/api/join-requests"))["requests"]
        assert (card["name"], card["status"]) == ("Петрова Анна", "waiting")
        await teacher.ask("POST", f"/api/join-requests/{card['id']}/refuse", {"reason": ""}, expect=200)
        assert (await aunt.ask("GET", "/api/rooms"))["rooms"] == []
        fresh = await mother.ask("POST", "/api/relatives/invite", {"childId": str(anya.id)})
        assert await late.status("POST", "/api/joining/look", {"ticket": fresh["code"]}) == 200


async def test_slips_of_a_child_are_dead_once_a_guardian_was_removed(school: TestSchool) -> None:
    """A spare slip without a name, left at home, would let him in again at once."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    boris = await school.pupil("Борис", "Гусев", "5А")
    one = await school.school_class("5А")
    father = await school.parent("Пётр", "Иванов", anya)
    await qr_answered(school)
    spare = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(anya.id)])
    listed = await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya.id)
    theirs = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(boris.id)])
    named = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(listed)])
    form = {"name": "Иванов Павел", "relation": "отец"}
    await removed(teacher, anya, father)
    async with stranger(school) as back:
        assert await back.status("POST", "/api/joining/look", {"ticket": spare}) == 410
        assert await back.status("POST", "/api/joining/redeem", {"ticket": spare, **form}) == 410
        assert await back.status("POST", "/api/joining/look", {"ticket": named}) == 200
        await teacher.ask("DELETE", f"/api/people/{anya.id}/guardians/{listed}", expect=204)
        assert await back.status("POST", "/api/joining/redeem", {"ticket": named}) == 410
        await back.ask("POST", "/api/joining/redeem", {"ticket": theirs, **form}, expect=200)
    fresh = await printed(teacher, classId=str(one), whom=["guardian"], people=[str(anya.id)])
    assert "Иванова" in words_of(fresh)


async def test_request_that_a_removed_guardian_left_open_gives_nothing_by_itself(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya, boris = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Борис", "Гусев", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    link = await boris.ask("POST", "/api/relatives/invite", {})
    form = {"ticket": link["code"], "name": "Иванов Пётр", "relation": "опекун"}
    await father.ask("POST", "/api/joining/requests", form, expect=204)
    await removed(teacher, anya, father)
    again = await nobody(school, father)
    assert (await again.ask("GET", "/api/rooms"))["rooms"] == []
    (card,) = (await teacher.ask("GET", "/api/join-requests"))["requests"]
    await teacher.ask("POST", f"/api/join-requests/{card['id']}/accept", {}, expect=200)
    children = (await again.ask("GET", "/api/my/family"))["children"]
    assert [one["name"] for one in children] == ["Гусев Борис"]


async def test_consent_stays_with_the_child_and_is_no_longer_the_removed_guardians_to_take_back(
    school: TestSchool,
) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya, timur = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Тимур", "Иванов", "2А")
    father, mother = await school.parent("Пётр", "Иванов", anya, timur), await school.parent("Ольга", "Иванова", anya)
    mine = "/api/my/consent"
    await father.ask("POST", f"{mine}/{anya.id}/withdraw", expect=204)
    await father.ask("POST", mine, {"version": 1, "granted": True, "people": [str(anya.id)]}, expect=204)
    await removed(teacher, anya, father)
    assert await father.status("POST", f"{mine}/{anya.id}/withdraw") in (403, 404)
    body = {"version": 1, "granted": False, "people": [str(anya.id)]}
    assert await father.status("POST", mine, body) in (403, 404)
    assert str(anya.id) not in {one["personId"] for one in (await father.ask("GET", "/api/my/consents"))["consents"]}
    assert await anya.rooms()  # what he gave as her representative holds
    await mother.ask("POST", f"{mine}/{anya.id}/withdraw", expect=204)
    assert await anya.rooms() == []


async def test_one_guardian_does_not_remove_the_other_without_the_school(school: TestSchool) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    other = await school.teacher("Инна", "Белова", class_teacher="5Б", teaches="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother, father = await school.parent("Ольга", "Иванова", anya), await school.parent("Пётр", "Иванов", anya)
    granny = await school.join("Нина", "Иванова", Hat.GUARDIAN, [(Kind.TRUSTED_ADULT, anya.id, "бабушка")])
    undo = {"personId": str(father.id), "childId": str(anya.id)}
    for who in (mother, granny, anya, other):
        assert await who.status("DELETE", f"/api/people/{anya.id}/guardians/{father.id}") in (403, 404)
        assert await who.status("POST", "/api/newcomers/undo", undo) in (403, 404)
        assert await who.status("POST", f"/api/people/{father.id}/access/reset") in (403, 404)
    assert await father.rooms()
    await removed(teacher, anya, father)


async def test_guardian_whose_bond_ends_by_date_is_out_when_the_day_is_over(
    school: TestSchool, clock: MovedClock
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    guardian = await school.parent("Пётр", "Опекунов", anya)
    async with school.server.workshop.open() as work:
        today = school_day(work.now, "Europe/Moscow")
        await people.end_after(work, school.id, [guardian.id], last_day=today, kinds=[Kind.GUARDIAN], target=anya.id)
    async with guardian.listening() as ear:
        assert len(await guardian.rooms()) == 2
        await leaving.apply_all_dates(school.server.workshop)
        assert len(await guardian.rooms()) == 2  # the day is not over yet
        clock.ahead += timedelta(days=1)
        await leaving.apply_all_dates(school.server.workshop)
        await until(lambda: ear.closed == 4401, "his socket is closed")
    assert await guardian.status("GET", "/api/rooms") == 401
    again = await nobody(school, guardian)
    assert await again.status("GET", f"/api/rooms/{school.room('5А', 'parents')}/messages") == 404
