"""Who may only read writes by no other way: not by other words in an old message, not by a file, not by a draft of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from people import TestSchool, problem


async def test_a_muted_pupil_does_not_write_by_changing_what_he_said_before(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    borya, anya = await school.pupil("Боря", "Петров", "5А"), await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    said = await borya.says(room, "Привет")
    address = f"/api/rooms/{room}/messages/{said['position']}"
    await borya.ask("PATCH", address, {"text": "Привет!"}, expect=200)

    until = {"personId": str(borya.id), "until": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    await maria.ask("POST", f"/api/rooms/{room}/sanctions", until, expect=204)
    assert problem(await borya.ask("PATCH", address, {"text": "Дураки"}, expect=403)) == "only-reading"
    file = {"clientId": str(uuid4()), "name": "дураки.txt", "bytes": 6}
    assert problem(await borya.ask("POST", f"/api/rooms/{room}/files", file, expect=403)) == "only-reading"
    assert (await anya.history(room))[-1]["text"] == "Привет!"
    await anya.says(room, "А мне можно")

    await maria.ask("DELETE", f"/api/rooms/{room}/sanctions/{borya.id}", expect=204)
    await borya.ask("PATCH", address, {"text": "Извините"}, expect=200)
    await maria.ask("POST", f"/api/rooms/{room}/sanctions", until, expect=204)
    await borya.ask("DELETE", address, expect=204)  # what he said he may take back


async def test_in_a_chat_that_is_only_read_nobody_changes_words(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    said = await anya.says(room, "Привет")
    hers = await maria.says(room, "Здравствуйте")
    address = f"/api/rooms/{room}/messages"
    for mode, teacher_may in (("announcements", True), ("readOnly", False)):
        await maria.ask("PUT", f"/api/rooms/{room}/mode", {"mode": mode}, expect=204)
        refused = await anya.ask("PATCH", f"{address}/{said['position']}", {"text": "Реклама"}, expect=403)
        assert problem(refused) == "room-is-closed"
        changed = await maria.status("PATCH", f"{address}/{hers['position']}", {"text": f"Сегодня: {mode}"})
        assert changed == (200 if teacher_may else 403)
    await maria.ask("PUT", f"/api/rooms/{room}/mode", {"mode": "discussion"}, expect=204)
    await anya.ask("PATCH", f"{address}/{said['position']}", {"text": "Привет всем"}, expect=200)
