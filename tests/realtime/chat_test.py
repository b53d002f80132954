"""The thinnest path: people of a class talk in real time."""

import asyncio
from uuid import uuid4

from people import TestSchool, until


async def test_a_message_reaches_everybody_in_the_room_and_nobody_else(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    other = await school.pupil("Вера", "Сидорова", "5Б")
    room = school.room("5А")
    async with anya.listening() as anya_hears, borya.listening() as borya_hears, other.listening() as other_hears:
        await anya.says(room, "Привет, Боря!")
        event = await borya_hears.hears_event("messagePosted")
        assert event["message"]["text"] == "Привет, Боря!"
        assert event["author"]["name"] == "Аня И."
        await anya_hears.hears_event("messagePosted")
        await other.says(school.room("5Б"), "Есть кто?")
        await other_hears.hears_event("messagePosted")
        assert other_hears.texts() == ["Есть кто?"]


async def test_posting_by_the_socket_is_acknowledged_and_refused_by_name(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await school.pupil("Вера", "Сидорова", "5Б")
    async with anya.listening() as hears:
        client = str(uuid4())
        await hears.say({"t": "post", "room": str(school.room("5А")), "clientId": client, "text": "Раз"})
        ack = await hears.hears(lambda frame: frame["t"] == "posted")
        assert (ack["clientId"], ack["position"]) == (client, 1)
        await hears.say({"t": "post", "room": str(school.room("5Б")), "clientId": str(uuid4()), "text": "Два"})
        refused = await hears.hears(lambda frame: frame["t"] == "refused")
        assert refused["problem"]["status"] == 404
        await hears.say(
            {"t": "post", "room": str(school.room("5А", "announcements")), "clientId": str(uuid4()), "text": "Я"}
        )
        refused = await hears.hears(lambda frame: frame["t"] == "refused" and frame["problem"]["status"] == 403)
        assert refused["problem"]["type"] == "room-is-closed"


async def test_twenty_parallel_retries_of_one_send_make_one_message(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    draft = {"clientId": str(uuid4()), "text": "Один раз"}
    path = f"/api/rooms/{school.room('5А')}/messages"
    answers = await asyncio.gather(*(anya.ask("POST", path, draft, expect=201) for _ in range(20)))
    assert {answer["position"] for answer in answers} == {1}
    assert [message["text"] for message in await anya.history(school.room("5А"))] == ["Один раз"]
    await anya.ask("POST", path, {**draft, "text": "Другое"}, expect=409)


async def test_who_comes_back_gets_what_he_missed_and_nothing_twice(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    await anya.says(room, "До")
    heads = (await borya.ask("GET", "/api/rooms"))["streams"]
    for number in range(5):
        await anya.says(room, f"Пропущено {number}")
    async with borya.listening(heads) as hears:
        await anya.says(room, "После")
        await until(lambda: "После" in hears.texts(), "the last message")
        assert hears.texts() == [*(f"Пропущено {number}" for number in range(5)), "После"]


async def test_a_deleted_text_is_nowhere(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    room = school.room("5А")
    heads = (await borya.ask("GET", "/api/rooms"))["streams"]
    await anya.says(room, "Тайна")
    assert await borya.status("DELETE", f"/api/rooms/{room}/messages/1") == 403
    await teacher.ask("DELETE", f"/api/rooms/{room}/messages/1", expect=204)
    async with borya.listening(heads) as hears:
        await hears.hears_event("messageDeleted")
        assert hears.texts() == [""]
    (message,) = await borya.history(room)
    assert (message["text"], message["deleted"]) == ("", "moderator")
