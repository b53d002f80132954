"""Reports: what was said is kept whatever its authors do, the reporter is unseen, danger calls at any hour (E3)."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from applicants import MovedClock
from files import photo, sends
from parta.files.jobs import jobs as file_jobs
from parta.files.storage import Storage, in_memory
from parta.notify.alerting import every_school
from parta.notify.tables import push_notice
from parta.rooms.reports.jobs import wiping
from people import Person, TestSchool, problem, running_school, until
from phones import WITH_PUSH, Phone

MOSCOW = ZoneInfo("Europe/Moscow")


async def _report(who: Person, room: object, position: int, *, expect: int = 204, **more: Any) -> Any:
    body = {"reason": "Меня травят", **more}
    return await who.ask("POST", f"/api/rooms/{room}/messages/{position}/report", body, expect=expect)


async def test_what_was_said_is_kept_though_its_authors_delete_and_change_it(school: TestSchool) -> None:
    anya, borya, vova = [await school.pupil(name, "Иванов", "8А") for name in ("Аня", "Боря", "Вова")]
    admin = await school.admin()
    room = school.room("8А")
    await borya.says(room, "Ты никому не нужна")
    await vova.says(room, "Точно")
    await borya.says(room, "Уходи")
    await vova.ask("DELETE", f"/api/rooms/{room}/messages/2")  # before anybody reported
    await _report(anya, room, 1)
    await borya.ask("DELETE", f"/api/rooms/{room}/messages/1")
    await borya.ask("PATCH", f"/api/rooms/{room}/messages/3", {"text": "Приходи"})
    [report] = await admin.ask("GET", "/api/reports")
    assert [(one["text"], one["deleted"], one["changed"]) for one in report["around"]] == [
        ("Ты никому не нужна", True, False),
        ("Точно", True, False),
        ("Уходи", False, True),
    ]
    assert report["accused"]["id"] == str(borya.id)
    assert "Ты никому" not in str(await vova.history(room))


async def test_files_of_a_report_are_open_to_who_decides_it_and_to_nobody_else_though_the_message_is_gone(
    clock: MovedClock,
) -> None:
    async with in_memory() as storage, running_school(clock=clock, storage=storage) as school:
        anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
        teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
        other = await school.teacher("Пётр", "Чужой", class_teacher="8Б")
        admin = await school.admin()
        room = school.room("8А")
        said = await sends(borya, room, photo())
        await _report(anya, room, said["position"], toClassTeacher=False)
        await borya.ask("DELETE", f"/api/rooms/{room}/messages/{said['position']}")
        [report] = await admin.ask("GET", "/api/reports")
        [kept] = report["around"][0]["attachments"]
        path = f"/api/reports/{report['id']}/files/{kept['id']}/full"
        await _swept(school, storage)
        assert await admin.status("GET", path) == 200
        for outsider in (anya, borya, teacher, other):
            assert await outsider.status("GET", path) == 404
        assert await admin.status("GET", f"/api/files/{kept['id']}/full") == 404
        await admin.ask("POST", f"/api/reports/{report['id']}/decision", {"decision": "acted"}, expect=204)
        assert await admin.status("GET", path) == 200
        clock.ahead = timedelta(days=31)
        await wiping(school.server.workshop)()
        await _swept(school, storage)
        admin = await school.again(admin)
        assert await admin.status("GET", path) == 404
        assert await admin.ask("GET", "/api/reports?decided=true") == []


async def _swept(school: TestSchool, storage: Storage) -> None:
    """The nightly broom has been."""
    (broom,) = [job for job in file_jobs(school.server.workshop, storage) if job.name == "files.sweep"]
    await broom.run()


async def test_a_person_is_reported_with_the_last_that_he_said(school: TestSchool) -> None:
    anya, borya, vova = [await school.pupil(name, "Иванов", "8А") for name in ("Аня", "Боря", "Вова")]
    admin = await school.admin()
    room = school.room("8А")
    await borya.says(room, "Первое")
    await borya.says(room, "Последнее")
    await vova.says(room, "А я тут ни при чём")
    path = f"/api/rooms/{room}/members"
    async with anya.listening() as ear:
        await anya.ask("POST", f"{path}/{borya.id}/report", {"reason": "Преследует"}, expect=204)
        assert (await ear.hears_event("messageHidden"))["position"] == 2
    assert await anya.status("POST", f"{path}/{anya.id}/report", {"reason": "Я"}) == 422
    stranger = await school.pupil("Чужой", "Чужов", "8Б")
    assert await anya.status("POST", f"{path}/{stranger.id}/report", {"reason": "Он"}) == 404
    assert await stranger.status("POST", f"{path}/{borya.id}/report", {"reason": "Он"}) == 404
    [report] = await admin.ask("GET", "/api/reports")
    assert (report["about"], report["accused"]["id"], report["position"]) == ("person", str(borya.id), 2)
    refusal = await admin.ask("POST", f"/api/reports/{report['id']}/decision", {"decision": "deleted"}, expect=422)
    assert problem(refusal) == "invalid"


async def test_the_class_teacher_sees_a_report_only_when_the_reporter_chose_so(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    admin = await school.admin()
    room = school.room("8А")
    await borya.says(room, "Раз")
    await borya.says(room, "Два")
    async with admin.listening() as office, teacher.listening() as desk:
        await _report(anya, room, 1, toClassTeacher=False)
        await office.hears_event("reportFiled")
        await _report(anya, room, 2, toClassTeacher=True)
        await desk.hears_event("reportFiled")
        assert len([one for one in desk.frames if one.get("event", {}).get("kind") == "reportFiled"]) == 1
    assert [one["position"] for one in await teacher.ask("GET", "/api/reports")] == [2]
    by_position = {one["position"]: one["id"] for one in await admin.ask("GET", "/api/reports")}
    assert await teacher.status("POST", f"/api/reports/{by_position[1]}/decision", {"decision": "kept"}) == 404


async def test_decision_and_its_time_are_kept_and_the_second_moderator_is_told(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
    teacher, admin = await school.teacher("Ольга", "Петрова", class_teacher="8А"), await school.admin()
    room = school.room("8А")
    await borya.says(room, "Обидное")
    await _report(anya, room, 1)
    [report] = await admin.ask("GET", "/api/reports")
    path = f"/api/reports/{report['id']}/decision"
    async with borya.listening() as his:
        await admin.ask("POST", path, {"decision": "deleted", "onlyReading": 24}, expect=204)
        told = await his.hears_event("sanctioned")
        assert set(told) == {"kind", "roomId", "until"}  # neither who reported nor who decided
    assert problem(await teacher.ask("POST", path, {"decision": "kept"}, expect=409)) == "already-decided"
    assert await borya.status("POST", f"/api/rooms/{room}/messages", {"clientId": report["id"], "text": "А"}) == 403
    [decided] = await teacher.ask("GET", "/api/reports?decided=true")
    assert (decided["decided"]["by"], decided["decided"]["outcome"]) == ("Админова Ольга", "deleted")
    assert [one["text"] for one in decided["around"]] == ["Обидное"]
    assert "decideReport" in {one["act"] for one in (await admin.ask("GET", "/api/audit"))["items"]}


async def test_only_in_danger_the_school_is_told_who_calls(school: TestSchool) -> None:
    anya, borya, vova = [await school.pupil(name, "Иванов", "8А") for name in ("Аня", "Боря", "Вова")]
    admin = await school.admin()
    room = school.room("8А")
    await borya.says(room, "Раз")
    await borya.says(room, "Два")
    await _report(vova, room, 1)
    await _report(anya, room, 2)
    await _report(anya, room, 2, urgent=True, reason="Он угрожает")  # the same once more, and now it is serious
    first, second = await admin.ask("GET", "/api/reports")
    assert (first["position"], first["urgent"], first["reporters"]) == (2, True, ["Иванов Аня"])
    assert first["reasons"] == ["Он угрожает"]
    assert (second["position"], second["urgent"], second["reporters"]) == (1, False, [])


@pytest.fixture
async def night(clock: MovedClock) -> AsyncIterator[TestSchool]:
    """Twenty to midnight at a school whose administrator has a phone."""
    _at(clock, time(23, 40))
    async with running_school(clock=clock, entry=WITH_PUSH) as school:
        yield school


def _at(clock: MovedClock, at: time, days: int = 0) -> None:
    clock.ahead = datetime.combine(date(2027, 2, 1) + timedelta(days), at, MOSCOW) - datetime.now(UTC)


async def _called(school: TestSchool) -> list[str]:
    async with school.server.workshop.open(reads=True) as work:
        return sorted(await work.connection.scalars(select(push_notice.c.kind)))


async def test_at_night_danger_calls_the_moderator_at_once_and_the_rest_waits_for_the_morning(
    clock: MovedClock, night: TestSchool
) -> None:
    anya, borya = await night.pupil("Аня", "Иванова", "8А"), await night.pupil("Боря", "Петров", "8А")
    admin = await night.admin()
    await Phone().asks(admin)
    room = night.room("8А")
    await borya.says(room, "Дурак")
    await borya.says(room, "Убью")
    await _report(anya, room, 1)
    await every_school(night.server.workshop)()
    assert await _called(night) == []
    await _report(anya, room, 2, urgent=True)
    await until(lambda: _called(night), "danger calls")
    assert await _called(night) == ["danger"]
    _at(clock, time(6, 59), days=1)
    await every_school(night.server.workshop)()
    assert await _called(night) == ["danger"]
    _at(clock, time(7, 0), days=1)
    await every_school(night.server.workshop)()
    assert await _called(night) == ["danger", "report"]


async def test_by_day_a_report_calls_at_once_and_never_whom_it_is_about(clock: MovedClock, night: TestSchool) -> None:
    _at(clock, time(12, 0))
    anya = await night.pupil("Аня", "Иванова", "8А")
    teacher, admin = await night.teacher("Ольга", "Петрова", class_teacher="8А"), await night.admin()
    await Phone().asks(teacher)
    await Phone().asks(admin)
    await teacher.says(night.room("8А"), "Несправедливое")
    await _report(anya, night.room("8А"), 1)
    await until(lambda: _called(night), "the day calls")
    await every_school(night.server.workshop)()
    assert [one for one in await _called(night) if one != "message"] == ["report"]
