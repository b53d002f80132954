"""Pinned messages (C11) and folders: who may pin, who sees what, what is left when a message goes."""

import asyncio
from uuid import uuid4

from api.at_once_test import somebody_waits
from parta.kernel.ids import RoomId, StreamId
from parta.realtime import journal
from parta.rooms.queries import messages
from people import Person, TestSchool, problem, until


async def pinned(who: Person, room: object) -> list[str]:
    page = await who.ask("GET", f"/api/rooms/{room}/pinned", expect=200)
    return [one["text"] for one in page["messages"]]


async def test_the_class_teacher_pins_and_everybody_sees_it_whoever_came_later_too(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    stranger = await school.pupil("Вова", "Чужой", "6Б")
    room = school.room("5А")
    await maria.says(room, "Расписание кабинетов")
    await maria.says(room, "Тайна")
    assert await anya.status("PUT", f"/api/rooms/{room}/pinned/1") == 403
    assert await stranger.status("PUT", f"/api/rooms/{room}/pinned/1") == 404
    async with anya.listening() as ear:
        await maria.ask("PUT", f"/api/rooms/{room}/pinned/1", expect=204)
        assert await ear.hears_event("pinsChanged") == {"kind": "pinsChanged", "positions": [1]}
    timur = await school.pupil("Тимур", "Гарипов", "5А")
    assert await pinned(anya, room) == await pinned(timur, room) == ["Расписание кабинетов"]
    assert "Тайна" not in str(await timur.history(room))  # the premise: he reads nothing else from before
    assert [one["pinnedPositions"] for one in await timur.rooms() if one["id"] == str(room)] == [[1]]
    await stranger.ask("GET", f"/api/rooms/{room}/pinned", expect=404)
    await maria.ask("DELETE", f"/api/rooms/{room}/pinned/1", expect=204)
    assert await pinned(anya, room) == []
    trail = await (await school.admin()).ask("GET", "/api/audit")
    assert [entry["act"] for entry in trail["items"]].count("pinMessage") == 2


async def test_a_deleted_message_is_pinned_no_more_and_a_changed_one_says_what_it_says_now(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    await maria.says(room, "Собрание в среду")
    await maria.says(room, "Лишнее")
    for position in (1, 2):
        await maria.ask("PUT", f"/api/rooms/{room}/pinned/{position}", expect=204)
    assert await pinned(anya, room) == ["Лишнее", "Собрание в среду"]
    await maria.ask("PATCH", f"/api/rooms/{room}/messages/1", {"text": "Собрание в четверг"}, expect=200)
    async with anya.listening() as ear:
        await maria.ask("DELETE", f"/api/rooms/{room}/messages/2", expect=204)
        assert (await ear.hears_event("pinsChanged"))["positions"] == [1]
    assert await pinned(anya, room) == ["Собрание в четверг"]
    assert problem(await maria.ask("PUT", f"/api/rooms/{room}/pinned/2", expect=409)) == "already-deleted"
    await maria.ask("PUT", f"/api/rooms/{room}/pinned/77", expect=404)


async def test_a_pin_that_waits_for_a_deletion_holds_nothing_that_the_deletion_needs(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    room = school.room("5А")
    await maria.says(room, "Собрание в среду")
    async with school.server.workshop.open() as work:  # as a deletion does: first the message, then the chat's stream
        assert await messages.one_message(work.connection, school.id, RoomId(room), 1, lock=True)
        pin = asyncio.create_task(maria.status("PUT", f"/api/rooms/{room}/pinned/1"))
        await until(lambda: somebody_waits(school), "the pin waits")
        await journal.lock(work.connection, school.id, {StreamId(room): "room"})
    assert await pin == 204


async def test_whoever_reported_a_pinned_message_does_not_read_it(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    await borya.says(room, "Дразнилка")
    await maria.ask("PUT", f"/api/rooms/{room}/pinned/1", expect=204)
    await anya.ask("POST", f"/api/rooms/{room}/messages/1/report", {"reason": "обидно"}, expect=204)
    assert await pinned(anya, room) == [""]
    assert await pinned(borya, room) == ["Дразнилка"]


async def test_no_more_than_twenty_messages_are_pinned(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    room = school.room("5А")
    for number in range(1, 22):
        await maria.says(room, f"Важное {number}")
    for number in range(1, 21):
        await maria.ask("PUT", f"/api/rooms/{room}/pinned/{number}", expect=204)
    refused = await maria.ask("PUT", f"/api/rooms/{room}/pinned/21", expect=409)
    assert problem(refused) == "too-many-pins"
    assert len(await pinned(maria, room)) == 20


async def test_folders_are_ones_own_and_hold_only_ones_own_chats(school: TestSchool) -> None:
    anya, stranger = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Вова", "Чужой", "6Б")
    mine, foreign = str(school.room("5А")), str(school.room("6Б"))
    folder = {"id": str(uuid4()), "name": "  Важные  ", "kinds": ["class", "class"], "rooms": [mine, foreign, mine]}
    other = {"id": str(uuid4()), "name": "Кружки", "kinds": ["groups"], "rooms": []}
    kept = await anya.ask("PUT", "/api/folders", {"folders": [other, folder]}, expect=200)
    clean = {**folder, "name": "Важные", "kinds": ["class"], "rooms": [mine]}
    assert kept == await anya.ask("GET", "/api/folders") == {"folders": [other, clean]}
    assert await stranger.ask("GET", "/api/folders") == {"folders": []}
    assert await anya.ask("PUT", "/api/folders", {"folders": [clean]}) == {"folders": [clean]}
    many = [{**other, "id": str(uuid4())} for _ in range(11)]
    for wrong in ([{**other, "name": " "}], [{**other, "name": "я" * 21}], [other, other], many):
        assert await anya.status("PUT", "/api/folders", {"folders": wrong}) in (400, 422), wrong
