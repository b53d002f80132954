"""A parent barred from one child has no chat of two that hangs on that child, though another child keeps him here (B9)."""

import json
from uuid import uuid4

import pytest

from api.direct_test import begin, card, end, give
from api.restrictions_test import TwoHomes
from applicants import MovedClock
from files import photo, sends
from parta.policy.standing import Kind
from people import Ear, Person, TestSchool, until


@pytest.fixture
async def home(school: TestSchool, clock: MovedClock) -> TwoHomes:
    one = await TwoHomes(school, clock).gather()
    one.other = await school.teacher("Анна", "Серова", class_teacher="2А")
    return one


async def _finds(who: Person) -> set[str]:
    return {one["roomId"] for one in (await who.ask("GET", "/api/search/messages?query=планетарий"))["items"]}


async def _is_out(who: Person, room: str) -> None:
    assert room not in {one["id"] for one in await who.rooms()}
    for path in ("messages", "members", "messages/1/edits"):
        assert await who.status("GET", f"/api/rooms/{room}/{path}") == 404, path
    words = {"clientId": str(uuid4()), "text": "Ещё здесь"}
    assert await who.status("POST", f"/api/rooms/{room}/messages", words) == 404
    assert await who.status("PUT", f"/api/rooms/{room}/block", {"blocked": True}) == 404


async def _types(ear: Ear, room: str) -> None:
    await ear.say({"t": "typing", "room": room})
    await ear.say({"t": "ping"})
    await ear.hears(lambda frame: frame["t"] == "pong")


async def test_barred_father_of_two_loses_the_talk_with_the_child_and_with_her_teacher(home: TwoHomes) -> None:
    rooms = {}
    for whom in (home.anya, home.teacher, home.timur, home.other):
        room = rooms[whom] = await begin(home.father, whom)
        await home.father.says(room, "Пойдём в планетарий")
        await whom.says(room, "Планетарий закрыт")
    photos = {whom: await sends(whom, room, photo()) for whom, room in rooms.items()}
    files = {whom: f"/api/files/{one['message']['attachments'][0]['id']}/full" for whom, one in photos.items()}
    for file in files.values():
        assert await home.father.status("GET", file) == 200

    async def finds_all() -> bool:
        return await _finds(home.father) == set(rooms.values())

    await until(finds_all, "all four are found before")
    lost, kept = (home.anya, home.teacher), (home.timur, home.other)
    async with home.father.listening() as his, home.anya.listening() as hers:
        await home.bar()
        for whom in lost:
            await his.hears(lambda frame, room=rooms[whom]: frame["t"] == "dropped" and frame["stream"] == room)
            await _is_out(home.father, rooms[whom])
            assert await home.father.status("GET", files[whom]) == 404
            hat = {"personId": str(whom.id), "hat": whom.hat.value}
            assert await home.father.status("POST", "/api/direct-chats", hat) == 404
        assert await _finds(home.father) == {rooms[whom] for whom in kept}
        await _types(his, rooms[home.anya])
        await hers.say({"t": "seen", "room": rooms[home.anya], "position": 2})
        await hers.hears_event("seen")
        for whom in kept:
            await home.father.says(rooms[whom], "А здесь всё по-прежнему")
            assert await home.father.status("GET", files[whom]) == 200
        await until(lambda: his.texts().count("А здесь всё по-прежнему") == len(kept), "the other talks go on")
        assert "readUpTo" not in {frame["t"] for frame in his.frames if frame.get("room") == rooms[home.anya]}
        assert "typing" not in {frame["t"] for frame in hers.frames}
        assert not [frame for frame in hers.frames if "суд" in json.dumps(frame, ensure_ascii=False)]
    assert (await card(home.anya, rooms[home.anya]))["direct"]["state"] == "ended"


async def test_a_teacher_of_both_children_is_still_written_to_until_only_the_barred_child_is_left(
    home: TwoHomes,
) -> None:
    both = await home.school.teacher("Зоя", "Физикова", class_teacher="2А", teaches="5А")
    room = await begin(home.father, both)
    await home.father.says(room, "О Тимуре")
    await home.bar()
    await home.father.says(room, "Снова о Тимуре")
    await end(home.school, both, Kind.CLASS_TEACHER)
    await _is_out(home.father, room)
    await both.history(room)
    await give(home.school, both, Kind.TEACHES, home.school.classes["2А"], "физика")
    await home.father.says(room, "И опять о Тимуре")


async def test_the_office_that_the_school_closes_goes_too(home: TwoHomes) -> None:
    secretary = await home.school.staff("Зоя", "Секретарёва", Kind.OTHER_STAFF)
    await give(home.school, secretary, Kind.POSITION, None, "secretary")
    doors = {"pupilsFromGrade": 5, "pupilsFindSchool": False, "offices": ["secretary"]}
    await home.admin.ask("PUT", "/api/direct-chats/rules", doors, expect=204)
    room = await begin(home.father, secretary)
    await home.father.says(room, "Справка для Ани")
    await home.bar()
    await home.father.says(room, "Справка для Тимура")
    await home.admin.ask("PUT", "/api/direct-chats/rules", {**doors, "offices": []}, expect=204)
    await _is_out(home.father, room)


async def test_access_given_back_opens_the_talk_without_what_was_said_meanwhile(home: TwoHomes) -> None:
    room = await begin(home.father, home.anya)
    await home.anya.says(room, "До")
    await home.bar()
    await home.teacher.says(home.room, "Его здесь нет")
    await _is_out(home.father, room)
    [held] = (await home.admin.ask("GET", f"/api/people/{home.anya.id}"))["restrictions"]
    lifting = {"document": "отменено"}
    await home.admin.ask("POST", f"/api/restrictions/{held['id']}/lift", lifting, expect=204)
    await home.anya.says(room, "После")
    assert [said["text"] for said in await home.father.history(room)] == ["До", "После"]


async def test_who_may_not_write_is_not_seen_to_type(home: TwoHomes) -> None:
    room, news, open_to_him = await begin(home.father, home.timur), home.school.room("2А", "announcements"), home.stays
    async with home.father.listening() as his, home.timur.listening() as timurs, home.other.listening() as annas:

        def seen(ear: Ear) -> list[str]:
            return [frame["room"] for frame in ear.frames if frame["t"] == "typing"]

        await _types(his, room)
        await until(lambda: seen(timurs) == [room], "seen while both may write")
        await home.timur.ask("PUT", f"/api/rooms/{room}/block", {"blocked": True}, expect=204)
        for one in (room, news, open_to_him):
            await _types(his, str(one))
        await until(lambda: seen(annas), "where he may write he is seen")
        assert seen(annas) == [str(open_to_him)]
        assert seen(timurs) == [room]
        await home.timur.ask("PUT", f"/api/rooms/{room}/block", {"blocked": False}, expect=204)
        await _types(his, room)
        await until(lambda: seen(timurs) == [room, room], "seen again")
