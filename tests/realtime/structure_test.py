"""A change of the school's structure changes chats, lists and live sockets at once, in one transaction (F1, F4, A10)."""

from parta.policy.standing import Kind
from people import TestSchool, until


async def test_transferred_pupil_and_his_parent_change_chats_within_a_second(school: TestSchool) -> None:
    admin = await school.admin()
    ilya = await school.pupil("Илья", "Петров", "6А")
    olga = await school.parent("Ольга", "Петрова", ilya)
    await school.school_class("6Б")
    async with ilya.listening() as his, olga.listening() as hers:
        await admin.ask("POST", f"/api/people/{ilya.id}/transfer", {"classId": str(school.classes["6Б"])}, expect=204)
        assert (await his.hears_event("roomLeft"))["roomId"]
        assert (await hers.hears_event("roomJoined"))["room"]["title"].startswith("6Б")
    titles = {room["title"] for room in await olga.rooms()}
    assert titles == {"6Б — родители", "6Б — объявления"}
    assert await ilya.status("GET", f"/api/rooms/{school.room('6А')}/messages") == 404


async def test_dismissed_teacher_loses_chats_and_socket_at_once(school: TestSchool) -> None:
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    refusal = await admin.ask("POST", f"/api/people/{anna.id}/dismissal", {"when": "now"}, expect=409)
    assert refusal["type"] == "leaves-chats-alone"
    assert "5А" in refusal["detail"]
    async with anna.listening() as ear, vera.listening() as hers:
        body = {"when": "now", "successors": {str(school.classes["5А"]): str(vera.id)}}
        await admin.ask("POST", f"/api/people/{anna.id}/dismissal", body, expect=204)
        await until(lambda: ear.closed is not None, "her socket is closed")
        await hers.hears_event("roomJoined")
    assert await anna.status("GET", "/api/rooms") == 401
    page = await vera.ask("GET", f"/api/classes/{school.classes['5А']}")
    assert [one["name"] for one in page["leaders"]] == ["Ильина Вера"]


async def test_new_class_teacher_is_in_and_the_old_one_is_out_in_one_step(school: TestSchool) -> None:
    admin = await school.admin()
    old = await school.teacher("Анна", "Серова", class_teacher="5А")
    new = await school.teacher("Вера", "Ильина")
    async with old.listening() as hers, new.listening() as theirs:
        path = f"/api/classes/{school.classes['5А']}/leaders"
        await admin.ask("POST", path, {"personId": str(new.id)}, expect=204)
        await theirs.hears_event("roomJoined")
        await hers.hears_event("roomLeft")
    assert await new.status("GET", f"/api/rooms/{school.room('5А')}/messages") == 200
    assert await old.status("GET", f"/api/rooms/{school.room('5А')}/messages") == 404


async def test_dismissal_at_the_end_of_the_day_takes_effect_with_the_dates(school: TestSchool) -> None:
    from parta.classes import leaving

    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова")
    await admin.ask("POST", f"/api/people/{anna.id}/dismissal", {"when": "endOfDay"}, expect=204)
    assert await anna.status("GET", "/api/rooms") == 200
    async with school.server.workshop.open() as work:
        from datetime import timedelta

        from sqlalchemy import update

        from parta.people.tables import standing

        yesterday = work.today("Europe/Moscow") - timedelta(days=1)
        await work.connection.execute(
            update(standing).where(standing.c.person_id == anna.id).values(valid_to=yesterday)
        )
    await leaving.apply_all_dates(school.server.workshop)
    assert await anna.status("GET", "/api/rooms") == 401
    _ = Kind
