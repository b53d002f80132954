"""A right that is lost is lost at once: open sockets, replay, sessions, foreign pages (security.md 1, 15, 16, 24–26)."""

import asyncio
from time import monotonic
from uuid import UUID, uuid4

import aiohttp
import pytest

from parta.identity import sessions
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Person, TestSchool, until


async def end(school: TestSchool, person: Person, *kinds: Kind) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.end(work, school.id, [person.id], today=START, kinds=kinds)


async def give(school: TestSchool, person: Person, kind: Kind, target: UUID) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, person.id, kind, today=START, target=target)


async def test_all_members_hear_the_same_order(school: TestSchool) -> None:
    pupils = [await school.pupil(f"Ученик{letter}", "Иванов", "5А") for letter in "абвг"]
    room = school.room("5А")
    async with pupils[0].listening() as one, pupils[1].listening() as other, pupils[2].listening() as third:
        await asyncio.gather(*(pupil.says(room, f"{pupil.id} {n}") for pupil in pupils for n in range(15)))
        for ear in (one, other, third):
            await until(lambda ear=ear: len(ear.texts()) == 60, "all messages")
        assert one.texts() == other.texts() == third.texts()
        assert one.texts() == [message["text"] for message in await pupils[3].history(room, limit=100)]


async def test_who_loses_membership_in_a_burst_posts_and_hears_nothing_after_it(school: TestSchool) -> None:
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    await give(school, anya, Kind.MEMBER, await school.school_class("Кружок"))  # she stays a pupil of the school
    room, stop, taken = school.room("5А"), asyncio.Event(), []

    async def burst(person: Person) -> None:
        while not stop.is_set():
            status = await person.status(
                "POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": str(person.id)}
            )
            if person is anya:
                taken.append(status)

    async with anya.listening() as hears:
        running = [asyncio.create_task(burst(person)) for person in (anya, anya, anya, teacher)]
        await until(lambda: taken.count(201) > 20, "a burst under way")
        await end(school, anya, Kind.PUPIL)
        committed_at = (await teacher.ask("GET", f"/api/rooms/{room}/members"))["members"]
        before = len([one for one in await teacher.history(room, limit=100) if one["authorId"] == str(anya.id)])
        last = (await teacher.history(room, limit=1))[-1]["position"]
        await until(lambda: taken[-3:] == [404, 404, 404], "only refusals")

        async def moved_on() -> bool:
            return bool((await teacher.history(room, limit=1))[-1]["position"] > last + 20)

        await until(moved_on, "others to go on")
        stop.set()
        await asyncio.gather(*running)
        assert str(anya.id) not in {member["id"] for member in committed_at}
        later = await teacher.history(room, after=last, limit=100)
        assert later
        assert all(message["authorId"] != str(anya.id) for message in later)
        assert before
        await hears.hears(lambda frame: frame["t"] == "dropped")
        gone = next(i for i, frame in enumerate(hears.frames) if frame["t"] == "dropped")
        assert all(frame.get("stream") != str(room) for frame in hears.frames[gone + 1 :])
    assert await anya.status("GET", f"/api/rooms/{room}/messages") == 404


async def test_a_transfer_moves_open_sockets_within_a_second(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    borya, vera = await school.pupil("Боря", "Петров", "5А"), await school.pupil("Вера", "Сидорова", "5Б")
    async with anya.listening() as hears:
        began = monotonic()
        async with school.server.workshop.open() as work:
            work.within(school.id)
            await people.end(work, school.id, [anya.id], today=START, kinds=[Kind.PUPIL])
            await people.give(work, school.id, anya.id, Kind.PUPIL, today=START, target=school.classes["5Б"])
        await vera.says(school.room("5Б"), "Новенькая!")
        await borya.says(school.room("5А"), "Ушла")
        await until(lambda: hears.texts() == ["Новенькая!"], "the new class")
        assert monotonic() - began < 1
        await hears.hears_event("roomLeft")
        assert {room["title"] for room in await anya.rooms()} == {"5Б — класс", "5Б — объявления"}
        assert hears.texts() == ["Новенькая!"]


async def test_a_new_class_teacher_hears_the_desk_of_the_class_and_the_old_one_no_more(school: TestSchool) -> None:
    old = await school.teacher("Мария", "Учителева", class_teacher="5А")
    new = await school.teacher("Пётр", "Физиков", teaches="5А")
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    async with old.listening() as old_hears, new.listening() as new_hears:
        await end(school, old, Kind.CLASS_TEACHER)
        await give(school, new, Kind.CLASS_TEACHER, school.classes["5А"])
        await anya.says(room, "Грубость")
        await borya.ask("POST", f"/api/rooms/{room}/messages/1/report", {"reason": "обидно"}, expect=204)
        await new_hears.hears_event("reportFiled")
        assert not [f for f in old_hears.frames if f["t"] == "event" and f["event"]["kind"] == "reportFiled"]


async def test_what_was_said_while_away_from_the_room_is_not_replayed(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    await give(school, anya, Kind.MEMBER, await school.school_class("Кружок"))  # she stays a pupil of the school
    room = school.room("5А")
    await borya.says(room, "До")
    heads = (await anya.ask("GET", "/api/rooms"))["streams"]
    await end(school, anya, Kind.PUPIL)
    await borya.says(room, "Без Ани")
    await give(school, anya, Kind.PUPIL, school.classes["5А"])
    await borya.says(room, "Снова с Аней")
    async with anya.listening(heads) as hears:
        resync = await hears.hears(lambda frame: frame["t"] == "resync")
        assert str(room) in resync["streams"]
        assert hears.texts() == []
        assert [message["text"] for message in await anya.history(room)] == ["До", "Снова с Аней"]


async def test_replay_reaches_beyond_memory(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    heads = (await borya.ask("GET", "/api/rooms"))["streams"]
    for _ in range(10):
        await asyncio.gather(*(anya.says(room, "ещё") for _ in range(35)))
    async with borya.listening(heads) as hears:
        await until(lambda: len(hears.texts()) == 350, "all that was missed")
        assert [f["number"] for f in hears.frames if f.get("stream") == str(room)] == list(
            range(heads[str(room)] + 1, heads[str(room)] + 351)
        )


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
async def test_a_foreign_page_gets_no_socket(school: TestSchool, origin: str | None) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    assert anya.http is not None
    cookies = {cookie.key: cookie.value for cookie in anya.http.cookie_jar}
    async with aiohttp.ClientSession(cookies=cookies) as page:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await page.ws_connect(f"{school.url}/ws", headers={"Origin": origin} if origin else {})
        answer = await page.ws_connect(f"{school.url}/ws", headers={"Origin": school.url})
        await answer.close()


async def test_ended_sessions_lose_both_sockets_at_once_and_hear_nothing_more(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    async with anya.listening() as one, anya.listening() as other:
        async with school.server.workshop.open() as work:
            await sessions.end_all(work, [anya.account])
        await borya.says(school.room("5А"), "Тайна")
        await until(lambda: one.closed == other.closed == 4401, "both sockets closed")
        assert one.texts() == other.texts() == []
    assert await anya.status("GET", "/api/rooms") == 401


async def test_a_pupil_calls_nobody_to_all(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    room = school.room("5А")
    path = f"/api/rooms/{room}/messages"
    assert await anya.status("POST", path, {"clientId": str(uuid4()), "text": "<@all> ура"}) == 403
    await anya.says(room, "Раз")
    assert await anya.status("PATCH", f"{path}/1", {"text": "<@all> ура"}) in (403, 422)
    await teacher.says(room, "<@all> собрание")
    assert await teacher.status("POST", path, {"clientId": str(uuid4()), "text": "<@all> опять"}) == 429


async def test_another_persons_client_id_is_a_namespace_of_its_own(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room, client = school.room("5А"), str(uuid4())
    path = f"/api/rooms/{room}/messages"
    first = await anya.ask("POST", path, {"clientId": client, "text": "Моё"}, expect=201)
    second = await borya.ask("POST", path, {"clientId": client, "text": "Чужое"}, expect=201)
    again = await anya.ask("POST", path, {"clientId": client, "text": "Моё"}, expect=201)
    assert first["position"] == again["position"] != second["position"]
    await anya.ask("POST", path, {"clientId": client, "text": "Иначе"}, expect=409)


async def test_the_list_of_rooms_costs_the_same_however_many_rooms(school: TestSchool) -> None:
    teacher = await school.teacher("Мария", "Учителева", class_teacher="5А")
    await teacher.rooms()
    async with school.counting() as few:
        few_rooms = await teacher.rooms()
    for title in ("5Б", "6А", "6Б", "7А"):
        await give(school, teacher, Kind.CLASS_TEACHER, await school.school_class(title))
    await teacher.rooms()
    async with school.counting() as many:
        many_rooms = await teacher.rooms()
    assert len(many_rooms) > 3 * len(few_rooms)
    assert len(many) <= len(few) <= 8
