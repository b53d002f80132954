"""Who decides a report: only who was shown it, and nobody his own while somebody else is there to decide (E3)."""

from typing import Any

from people import Person, TestSchool, problem


async def _report(who: Person, room: object, position: int, **more: Any) -> None:
    path = f"/api/rooms/{room}/messages/{position}/report"
    await who.ask("POST", path, {"reason": "Меня травят", **more}, expect=204)


def _decision(report: Any) -> str:
    return f"/api/reports/{report['id']}/decision"


async def test_a_class_teacher_closes_no_report_that_was_kept_from_him(school: TestSchool) -> None:
    anya, borya, vova = [await school.pupil(name, "Иванов", "8А") for name in ("Аня", "Боря", "Вова")]
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    admin = await school.admin()
    await borya.says(school.room("8А"), "Дай денег, а то учительнице расскажу")
    await _report(anya, school.room("8А"), 1, toClassTeacher=False)
    await _report(vova, school.room("8А"), 1)
    [shown] = await teacher.ask("GET", "/api/reports")
    assert shown["times"] == 1
    await teacher.ask("POST", _decision(shown), {"decision": "kept"}, expect=204)
    [waiting] = await admin.ask("GET", "/api/reports")
    assert (waiting["times"], waiting["decided"]) == (1, None)
    await admin.ask("POST", _decision(waiting), {"decision": "acted"}, expect=204)
    assert await admin.ask("GET", "/api/reports") == []


async def test_nobody_decides_what_he_has_reported_himself_while_another_can(school: TestSchool) -> None:
    borya = await school.pupil("Боря", "Петров", "8А")
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    admin = await school.admin()
    await borya.says(school.room("8А"), "Обидное")
    await _report(teacher, school.room("8А"), 1)
    [own] = await teacher.ask("GET", "/api/reports")
    assert own["abilities"] == []
    refusal = await teacher.ask("POST", _decision(own), {"decision": "deleted"}, expect=409)
    assert problem(refusal) == "own-report"
    assert (await borya.history(school.room("8А")))[0]["text"] == "Обидное"
    [same] = await admin.ask("GET", "/api/reports")
    assert same["abilities"] == ["seeReports"]
    await admin.ask("POST", _decision(same), {"decision": "kept"}, expect=204)


async def test_who_is_alone_to_decide_decides_also_what_he_has_reported(school: TestSchool) -> None:
    admin, teacher = await school.admin(), await school.teacher("Пётр", "Учителев")
    staffroom = school.rooms[("", "staffroom")]
    await teacher.says(staffroom, "Обидное")
    await _report(admin, staffroom, 1)
    [own] = await admin.ask("GET", "/api/reports")
    assert own["abilities"] == ["seeReports"]
    await admin.ask("POST", _decision(own), {"decision": "acted"}, expect=204)
    second = await school.admin("Инна", "Вторая")
    await teacher.says(staffroom, "Ещё обиднее")
    await _report(admin, staffroom, 2)
    [own] = await admin.ask("GET", "/api/reports")
    assert problem(await admin.ask("POST", _decision(own), {"decision": "acted"}, expect=409)) == "own-report"
    await _report(second, staffroom, 2)  # now nobody is left who has not
    await admin.ask("POST", _decision(own), {"decision": "acted"}, expect=204)


async def test_who_reports_a_message_and_its_author_sees_everything_once(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
    teacher, room = await school.teacher("Ольга", "Петрова", class_teacher="8А"), school.room("8А")
    await borya.says(room, "Обидное")
    await teacher.ask("PUT", f"/api/rooms/{room}/pinned/1", expect=204)
    before = len(await anya.rooms())
    await _report(anya, room, 1)
    await anya.ask("POST", f"/api/rooms/{room}/members/{borya.id}/report", {"reason": "Преследует"}, expect=204)
    assert [(one["position"], one["hidden"]) for one in await anya.history(room)] == [(1, True)]
    assert len(await anya.rooms()) == before
    pinned = await anya.ask("GET", f"/api/rooms/{room}/pinned")
    assert len(pinned if isinstance(pinned, list) else pinned["messages"]) == 1
