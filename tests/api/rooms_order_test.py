"""Order in chats: reports, management chats, named exceptions."""

from parta.policy.standing import Kind
from people import TestSchool, problem


async def test_a_reported_message_is_hidden_at_once_and_reaches_the_class_teacher_without_a_name(
    school: TestSchool,
) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    room = school.room("5А")
    await anya.says(room, "До")
    await borya.says(room, "Обидное")
    path = f"/api/rooms/{room}/messages/2/report"
    async with teacher.listening() as hears, anya.listening() as anya_hears:
        await anya.ask("POST", path, {"reason": "Он обзывается"}, expect=204)
        await hears.hears_event("reportFiled")
        await anya_hears.hears_event("messageHidden")
    assert [one["text"] for one in await anya.history(room)] == ["До", ""]
    assert [one["text"] for one in await borya.history(room)] == ["До", "Обидное"]
    (report,) = await teacher.ask("GET", "/api/reports")
    assert report["reasons"] == ["Он обзывается"]
    assert [one["text"] for one in report["around"]] == ["До", "Обидное"]
    assert str(anya.id) not in {key for key in report if key.startswith("reporter")}
    assert await borya.status("GET", "/api/reports") == 404
    assert await borya.status("POST", f"/api/reports/{report['id']}/decision", {"decision": "kept"}) == 404
    await teacher.ask("POST", f"/api/reports/{report['id']}/decision", {"decision": "deleted"}, expect=204)
    assert [one.get("deleted") for one in await borya.history(room)] == [None, "moderator"]
    assert await teacher.ask("GET", "/api/reports") == []


async def test_the_class_teacher_never_judges_a_report_about_himself(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    admin = await school.admin()
    await teacher.says(school.room("5А"), "Несправедливое")
    await anya.ask("POST", f"/api/rooms/{school.room('5А')}/messages/1/report", {"reason": "Обидно"}, expect=204)
    assert await teacher.ask("GET", "/api/reports") == []
    (report,) = await admin.ask("GET", "/api/reports")
    assert await teacher.status("POST", f"/api/reports/{report['id']}/decision", {"decision": "kept"}) == 404


async def test_a_management_chat_has_the_head_and_follows_the_staff(school: TestSchool) -> None:
    admin = await school.admin()
    teacher = await school.teacher("Мария", "Учителева")
    refused = await admin.ask("POST", "/api/management-chats", {"template": "staff"}, expect=409)
    assert problem(refused) == "no-head-yet"
    head = await school.staff("Иван", "Директоров", Kind.HEAD, Kind.TEACHER)
    assert await teacher.status("POST", "/api/management-chats", {"template": "staff"}) == 403
    async with teacher.listening() as hears:
        made = await admin.ask("POST", "/api/management-chats", {"template": "staff"}, expect=201)
        joined = await hears.hears_event("roomJoined")
        assert joined["room"]["id"] == made["roomId"]
    newcomer = await school.teacher("Пётр", "Новиков")
    assert "management" in {room["kind"] for room in await newcomer.rooms()}
    assert "management" in {room["kind"] for room in await head.rooms()}


async def test_a_named_exception_lets_a_psychologist_into_a_class_chat_until_it_is_taken_back(
    school: TestSchool,
) -> None:
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    psychologist = await school.staff("Нина", "Тихая", Kind.OTHER_STAFF)
    other = await school.teacher("Олег", "Чужой", class_teacher="5Б")
    path = f"/api/rooms/{school.room('5А')}/pins"
    body = {"personId": str(psychologist.id), "reason": "психолог класса"}
    assert await other.status("POST", path, body) == 404
    assert await psychologist.rooms() == []
    await teacher.ask("POST", path, body, expect=204)
    assert [room["title"] for room in await psychologist.rooms()] == ["5А — класс"]
    await teacher.ask("DELETE", f"{path}/{psychologist.id}", expect=204)
    assert await psychologist.rooms() == []
