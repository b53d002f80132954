"""What a message said before it was edited: for its chat's moderators, and for nobody once it is deleted."""

import pytest

from people import TestSchool, problem

pytestmark = pytest.mark.anyio


async def test_the_class_teacher_sees_what_was_said_before_and_others_do_not(school: TestSchool) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    yaroslav = await school.pupil("Ярослав", "Щербаков", "6Б")
    room = school.room("6Б")
    await anya.says(room, "Ты дурак")
    for text in ("Ты странный", "Ты молодец"):
        await anya.ask("PATCH", f"/api/rooms/{room}/messages/1", {"text": text})
    told = await olga.ask("GET", f"/api/rooms/{room}/messages/1/edits")
    assert [one["text"] for one in told] == ["Ты странный", "Ты дурак"]
    for person in (anya, yaroslav):
        await person.ask("GET", f"/api/rooms/{room}/messages/1/edits", expect=403)
    stranger = await school.teacher("Иван", "Чужой", class_teacher="7А")
    await stranger.ask("GET", f"/api/rooms/{room}/messages/1/edits", expect=404)


async def test_a_deleted_message_says_nothing_earlier_neither(school: TestSchool) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    room = school.room("6Б")
    await anya.says(room, "Тайна")
    await anya.ask("PATCH", f"/api/rooms/{room}/messages/1", {"text": "Уже нет"})
    await anya.ask("DELETE", f"/api/rooms/{room}/messages/1")
    answer = await olga.ask("GET", f"/api/rooms/{room}/messages/1/edits", expect=409)
    assert problem(answer) == "already-deleted"
    assert "Тайна" not in str(answer)
