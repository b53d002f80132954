"""Sanctions: only reading for a while, out of a chat and back, told neutrally and kept for who decides (E4)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from applicants import MovedClock
from parta.kernel.hats import Hat
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Person, TestSchool, problem


async def _mutes(who: Person, room: object, whom: Person, hours: int = 1, *, expect: int = 204) -> Any:
    until = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    body = {"personId": str(whom.id), "until": until, "reason": "Ругался"}
    return await who.ask("POST", f"/api/rooms/{room}/sanctions", body, expect=expect)


async def _writes(who: Person, room: object) -> int:
    return await who.status("POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": "Можно?"})


async def test_only_reading_ends_by_itself_and_announcements_stay_readable(
    clock: MovedClock, school: TestSchool
) -> None:
    borya = await school.pupil("Боря", "Петров", "8А")
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    room, news = school.room("8А"), school.room("8А", "announcements")
    await _mutes(teacher, room, borya)
    assert await _writes(borya, room) == 403
    await teacher.says(news, "Завтра экскурсия")
    assert [one["text"] for one in await borya.history(news)] == ["Завтра экскурсия"]
    clock.ahead += timedelta(minutes=61)
    assert await _writes(borya, room) == 201


async def test_put_out_of_a_chat_and_taken_in_again_without_what_was_said_meanwhile(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    room = school.room("8А")
    await anya.says(room, "При нём")
    path, body = f"/api/rooms/{room}/removals", {"personId": str(borya.id), "reason": "Травил"}
    async with borya.listening() as his, anya.listening() as hers:
        await teacher.ask("POST", path, body, expect=204)
        left = await his.hears_event("roomLeft")
        assert left == {"kind": "roomLeft", "roomId": str(room)}  # no reason, no name
        await hers.hears_event("membersChanged")
    assert await borya.status("GET", f"/api/rooms/{room}/messages") == 404
    await anya.says(room, "Без него")
    assert [one["name"] for one in await teacher.ask("GET", path)] == ["Петров Боря"]
    meanwhile = (await anya.history(room))[-1]["position"]
    await teacher.ask("DELETE", f"{path}/{borya.id}", expect=204)
    assert "Без него" not in str(await borya.rooms())  # the card's last message
    report = {"reason": "Что там было?"}
    assert await borya.status("POST", f"/api/rooms/{room}/messages/{meanwhile}/report", report) == 404
    assert await borya.status("GET", f"/api/rooms/{room}/messages/{meanwhile}/readers") == 404
    await anya.says(room, "Снова с ним")
    assert "Без него" not in str(await borya.history(room))
    assert "Снова с ним" in str(await borya.history(room))
    assert await teacher.ask("GET", path) == []


async def test_nobody_is_put_out_of_announcements_no_staff_at_all_and_no_pupil_may_do_it(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    colleague = await school.teacher("Пётр", "Физик", teaches="8А")
    news, staff = school.room("8А", "announcements"), school.room("8А", "teachers")
    body = {"personId": str(borya.id), "reason": "Травил"}
    assert problem(await teacher.ask("POST", f"/api/rooms/{news}/removals", body, expect=409)) == (
        "announcements-are-for-all"
    )
    of_staff = {"personId": str(colleague.id), "reason": "Спорил"}
    assert (
        problem(await teacher.ask("POST", f"/api/rooms/{staff}/removals", of_staff, expect=409)) == "not-sanctionable"
    )
    assert await anya.status("POST", f"/api/rooms/{school.room('8А')}/removals", body) == 403
    assert await anya.status("GET", f"/api/rooms/{school.room('8А')}/removals") == 403


async def test_history_stands_on_the_card_for_who_decides_and_for_nobody_else(school: TestSchool) -> None:
    borya = await school.pupil("Боря", "Петров", "8А")
    mother = await school.parent("Нина", "Петрова", borya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    other = await school.teacher("Пётр", "Чужой", class_teacher="8Б", teaches="8А")
    admin = await school.admin()
    room = school.room("8А")
    await _mutes(teacher, room, borya)
    await teacher.ask("DELETE", f"/api/rooms/{room}/sanctions/{borya.id}", expect=204)
    body = {"personId": str(borya.id), "reason": "Травил"}
    await teacher.ask("POST", f"/api/rooms/{room}/removals", body, expect=204)
    path = f"/api/people/{borya.id}/conduct"
    for moderator in (teacher, admin):
        acts = await moderator.ask("GET", path)
        assert [(one["what"], one["reason"], one["by"]) for one in acts] == [
            ("remove", "Травил", "Петрова Ольга"),
            ("lift", "", "Петрова Ольга"),
            ("onlyReading", "Ругался", "Петрова Ольга"),
        ]
    for outsider in (borya, mother, other):
        assert await outsider.status("GET", path) in (403, 404)


async def test_a_teacher_who_is_a_parent_in_the_same_chat_is_not_sanctioned_as_a_parent(school: TestSchool) -> None:
    """What holds somebody holds him in each of his hats, so staff in any of them is staff."""
    borya = await school.pupil("Боря", "Петров", "8А")
    mother = await school.parent("Нина", "Петрова", borya)
    teacher = await school.teacher("Ольга", "Химик", class_teacher="8А")
    room = school.room("8А", "parents")
    async with school.server.workshop.open() as work:
        work.within(school.id)
        for kind, target in ((Kind.STAFF, None), (Kind.TEACHER, None), (Kind.DEPUTY, school.classes["8А"])):
            await people.give(work, school.id, mother.id, kind, today=START, target=target)
    as_teacher = await Person(school, mother.id, mother.account, Hat.STAFF).sign_in()
    school.people.append(as_teacher)
    assert await _writes(as_teacher, room) == 201
    assert problem(await _mutes(teacher, room, mother, expect=409)) == "not-sanctionable"
    away = {"personId": str(mother.id), "reason": "Спорила"}
    answer = await teacher.ask("POST", f"/api/rooms/{room}/removals", away, expect=409)
    assert problem(answer) == "not-sanctionable"
    for hat in (mother, as_teacher):
        assert await _writes(hat, room) == 201
