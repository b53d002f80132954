"""Who is no longer bound to a child or a school reads nothing more; another school's invitation opens nothing here."""

from uuid import uuid4

from sqlalchemy import text

from newcomers import link_of, stranger
from people import TestSchool


async def test_parent_of_a_leaver_loses_the_class_at_once(school: TestSchool) -> None:
    """security.md 27: the other child's class stays; whose only child left, has nothing."""
    admin = await school.admin()
    anya, timur = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Тимур", "Иванов", "2А")
    mother, father = await school.parent("Ольга", "Иванова", anya, timur), await school.parent("Пётр", "Иванов", anya)
    gone, stays = school.room("5А", "parents"), school.room("2А", "parents")
    await mother.says(gone, "До")
    await admin.ask("POST", f"/api/people/{anya.id}/leaving", {}, expect=204)
    for who in (mother, father):
        assert await who.status("GET", f"/api/rooms/{gone}/messages") == 404
        body = {"clientId": str(uuid4()), "text": "Ещё здесь"}
        assert await who.status("POST", f"/api/rooms/{gone}/messages", body) in (403, 404)
    assert await mother.status("GET", f"/api/rooms/{stays}/messages") == 200


async def test_an_invitation_of_another_school_opens_nothing_here(school: TestSchool) -> None:
    """security.md 4: whoever redeems it, the request stands in the school of the invitation, and only there."""
    elsewhere = TestSchool(school.server, school.url, school.database)
    await elsewhere.found("Другая школа")
    here, there = await school.admin(), await elsewhere.admin("Анна", "Чужая")
    link = await link_of(there, "teacher")
    teacher = await school.teacher("Мария", "Учителева")
    form = {"ticket": link["secret"], "name": "Учителева Мария"}
    try:
        await teacher.ask("POST", "/api/joining/requests", form, expect=204)
        async with stranger(school) as browser:
            await browser.ask("POST", "/api/joining/requests", {**form, "name": "Быков Юрий"}, expect=204)
        assert (await here.ask("GET", "/api/join-requests"))["requests"] == []
        waiting = (await there.ask("GET", "/api/join-requests"))["requests"]
        assert {one["name"] for one in waiting} == {"Учителева Мария", "Быков Юрий"}
        for one in waiting:
            assert await here.status("POST", f"/api/join-requests/{one['id']}/accept", {}) == 404
        assert await here.status("POST", f"/api/invitations/{link['id']}/recall") == 404
        assert {room["kind"] for room in await teacher.rooms()} == {"staffroom"}
        await there.ask("POST", f"/api/join-requests/{waiting[0]['id']}/accept", {}, expect=200)
    finally:
        for one in elsewhere.people:
            await one.close()


async def test_a_send_that_is_repeated_days_later_is_the_same_message(school: TestSchool) -> None:
    """security.md 26: after 24 hours and more, with the same text and with another."""
    anya = await school.pupil("Аня", "Иванова", "5А")
    path, draft = f"/api/rooms/{school.room('5А')}/messages", {"clientId": str(uuid4()), "text": "Один раз"}
    first = await anya.ask("POST", path, draft, expect=201)
    async with school.server.workshop.open() as work:
        await work.connection.execute(text("update message set sent_at = sent_at - interval '40 days'"))
        await work.connection.execute(text("delete from event"))
    again = await anya.ask("POST", path, draft, expect=201)
    assert (again["id"], again["position"]) == (first["id"], first["position"])
    await anya.ask("POST", path, {**draft, "text": "Иначе"}, expect=409)
    assert len(await anya.history(school.room("5А"))) == 1
