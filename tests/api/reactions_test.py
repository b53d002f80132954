"""Signs under messages: who may put them, who sees them, how many, and that a burst of them is one event."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parta.kernel.ids import RoomId
from people import Person, TestSchool, problem

pytestmark = pytest.mark.anyio


async def class_of(school: TestSchool) -> tuple[Person, Person, Person, RoomId]:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    yaroslav = await school.pupil("Ярослав", "Щербаков", "6Б")
    room = school.room("6Б")
    await olga.says(room, "Завтра экскурсия")
    return olga, anya, yaroslav, room


async def reacts(person: Person, room: RoomId, sign: str, *, at: int = 1, on: bool = True, expect: int = 204) -> Any:
    return await person.ask(
        "PUT", f"/api/rooms/{room}/messages/{at}/reactions", {"sign": sign, "on": on}, expect=expect
    )


async def signs(person: Person, room: RoomId, at: int = 1) -> list[Any]:
    message = next(one for one in await person.history(room) if one["position"] == at)
    return list(message.get("reactions", []))


async def test_everybody_sees_the_signs_and_whose_they_are(school: TestSchool) -> None:
    olga, anya, yaroslav, room = await class_of(school)
    await reacts(anya, room, "👍")
    await reacts(yaroslav, room, "👍")
    await reacts(yaroslav, room, "🎉")
    assert await signs(anya, room) == [{"sign": "👍", "count": 2, "mine": True}, {"sign": "🎉", "count": 1}]
    assert await signs(olga, room) == [{"sign": "👍", "count": 2}, {"sign": "🎉", "count": 1}]
    who = await anya.ask("GET", f"/api/rooms/{room}/messages/1/reactions")
    assert [(one["author"]["name"], one["sign"]) for one in who][:1] == [("Аня И.", "👍")]
    assert len(who) == 3


async def test_a_sign_taken_back_is_gone_and_twice_the_same_is_one(school: TestSchool) -> None:
    _, anya, _, room = await class_of(school)
    await reacts(anya, room, "👍")
    await reacts(anya, room, "👍")
    assert await signs(anya, room) == [{"sign": "👍", "count": 1, "mine": True}]
    await reacts(anya, room, "👍", on=False)
    assert await signs(anya, room) == []


async def test_nobody_puts_more_than_three_signs_under_a_message_nor_one_that_is_no_sign(school: TestSchool) -> None:
    _, anya, _, room = await class_of(school)
    for sign in ("👍", "🎉", "😊"):
        await reacts(anya, room, sign)
    assert problem(await reacts(anya, room, "🔥", expect=409)) == "too-many-reactions"
    await reacts(anya, room, "👍", on=False)
    await reacts(anya, room, "🔥")
    for hostile in ("🖕", "<b>", "👍" * 1000, ""):
        await reacts(anya, room, hostile, expect=422)


async def test_a_whole_class_at_once_is_heard_as_a_few_events(school: TestSchool) -> None:
    olga, *_, room = await class_of(school)
    people = [await school.pupil("Ученик", f"Номер{number}", "6Б") for number in range(12)]
    said = (await olga.says(room, "Кто едет?"))["position"]
    async with olga.listening() as ear:
        await asyncio.gather(*(reacts(one, room, "✅", at=said) for one in people))
        await ear.hears(
            lambda frame: (
                frame["t"] == "event"
                and frame["event"]["kind"] == "messageReacted"
                and frame["event"]["reactions"] == [{"sign": "✅", "count": 12}]
            )
        )
        heard = [frame for frame in ear.frames if frame["t"] == "event" and frame["event"]["kind"] == "messageReacted"]
    assert len(heard) < 6


async def test_whoever_may_only_read_puts_no_sign(school: TestSchool) -> None:
    olga, anya, yaroslav, room = await class_of(school)
    await reacts(anya, room, "👍")
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    await olga.ask("POST", f"/api/rooms/{room}/sanctions", {"personId": str(anya.id), "until": until})
    assert problem(await reacts(anya, room, "🎉", expect=403)) == "only-reading"
    [card] = [one for one in await anya.rooms() if one["id"] == str(room)]
    assert "react" not in card["abilities"]
    await olga.ask("PUT", f"/api/rooms/{room}/mode", {"mode": "readOnly"})
    assert problem(await reacts(yaroslav, room, "🎉", expect=403)) == "room-is-closed"


async def test_a_parent_answers_an_announcement_with_a_sign(school: TestSchool) -> None:
    olga, anya, *_ = await class_of(school)
    mother = await school.parent("Ирина", "Иванова", anya)
    board = school.room("6Б", "announcements")
    await olga.says(board, "Собрание в среду")
    await mother.ask("POST", f"/api/rooms/{board}/messages", {"clientId": str(mother.id), "text": "да"}, expect=403)
    await reacts(mother, board, "👍")
    assert await signs(olga, board) == [{"sign": "👍", "count": 1}]


async def test_a_stranger_and_a_newcomer_reach_no_message_that_they_cannot_read(school: TestSchool) -> None:
    _, anya, _, room = await class_of(school)
    await reacts(anya, room, "👍")
    stranger = await school.pupil("Гена", "Чужой", "7А")
    late = await school.pupil("Тимур", "Гарипов", "6Б")
    for person in (stranger, late):
        await reacts(person, room, "👍", expect=404)
        await person.ask("GET", f"/api/rooms/{room}/messages/1/reactions", expect=404)
    assert await signs(anya, room) == [{"sign": "👍", "count": 1, "mine": True}]


async def test_a_deleted_message_carries_no_signs_anywhere(school: TestSchool) -> None:
    olga, anya, yaroslav, room = await class_of(school)
    before = (await yaroslav.ask("GET", "/api/rooms"))["streams"]
    await reacts(anya, room, "👍")
    await olga.ask("DELETE", f"/api/rooms/{room}/messages/1")
    assert await signs(yaroslav, room) == []
    await reacts(anya, room, "👍", expect=404)
    await anya.ask("GET", f"/api/rooms/{room}/messages/1/reactions", expect=404)
    async with yaroslav.listening(before) as ear:
        await ear.hears_event("messageDeleted")
        assert all("reactions" not in frame.get("event", {}) for frame in ear.frames)


async def test_a_page_of_history_asks_nothing_more_for_a_hundred_signed_messages(school: TestSchool) -> None:
    olga, anya, _, room = await class_of(school)
    await reacts(anya, room, "👍")
    async with school.counting() as few:
        await anya.history(room)
    for number in range(20):
        said = await olga.says(room, f"Ещё {number}")
        await reacts(anya, room, "👍", at=said["position"])
    async with school.counting() as many:
        assert len(await anya.history(room)) == 21
    assert len(many) == len(few)
