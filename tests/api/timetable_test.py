"""A chat's mode by the clock (C5): on lessons and at night, exact to the second, told to those who have it open."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from applicants import MovedClock
from parta.kernel.ids import ClassId, RoomId
from parta.rooms import opening
from parta.rooms.tables import room as rooms
from people import Person, TestSchool, until

pytestmark = pytest.mark.anyio
MOSCOW = ZoneInfo("Europe/Moscow")
LESSONS = [{"begins": "08:30:00", "ends": "09:15:00"}, {"begins": "09:25:00", "ends": "10:10:00"}]
ALL_DAYS = [1, 2, 3, 4, 5, 6, 7]
ON_LESSONS = {"lessons": "announcements", "hours": None}
AT_NIGHT = {"lessons": None, "hours": "readOnly", "begins": 22 * 60, "ends": 7 * 60, "weekdays": ALL_DAYS}


def move_to(clock: MovedClock, hour: int, minute: int = 0, second: float = 0, weekday: int = 3) -> datetime:
    """The next such moment of that day of the week, at the school."""
    local = clock.now().astimezone(MOSCOW)
    there = local.replace(hour=hour, minute=minute, second=int(second), microsecond=0)
    there += timedelta(days=(weekday - local.isoweekday()) % 7)
    if there < local:
        there += timedelta(days=7)
    clock.ahead += there - local
    return there


async def class_with_bells(school: TestSchool) -> tuple[Person, Person, Person, RoomId]:
    """The administrator, the class teacher and a pupil of 6Б, which has two lessons on weekdays."""
    admin = await school.admin()
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    bells = await admin.ask(
        "POST", "/api/school/bell-schedules", {"name": "Первая смена", "weekdays": [1, 2, 3, 4, 5], "lessons": LESSONS}
    )
    one = str(await school.school_class("6Б"))
    await admin.ask("PUT", f"/api/school/bell-schedules/{bells['id']}/classes", {"classIds": [one]}, expect=204)
    return admin, olga, anya, school.room("6Б")


async def says(person: Person, room: RoomId, text: str, expect: int = 201) -> Any:
    draft = {"clientId": str(uuid4()), "text": text}
    return await person.ask("POST", f"/api/rooms/{room}/messages", draft, expect=expect)


async def hours_of(person: Person, room: RoomId) -> Any:
    return next(card for card in await person.rooms() if card["id"] == str(room))["hours"]


async def _row(school: TestSchool, which: Any) -> Any:
    """What the clock says of a chat."""
    async with school.server.workshop.open(reads=True) as work:
        return await work.connection.scalar(select(rooms.c.hours_mode).where(which))


async def follows(school: TestSchool, olga: Person, room: RoomId, own: Any) -> None:
    await olga.ask("PUT", f"/api/rooms/{room}/timetable", {"own": own}, expect=204)


async def test_on_lessons_only_its_leaders_write_and_in_the_break_everybody(
    school: TestSchool, clock: MovedClock
) -> None:
    _, olga, anya, room = await class_with_bells(school)
    move_to(clock, 8, 0)
    await follows(school, olga, room, ON_LESSONS)
    await says(anya, room, "До урока")
    move_to(clock, 8, 30, 1)
    refused = await says(anya, room, "На уроке", expect=403)
    assert refused["type"] == "closed-by-hours"
    assert "урок" in refused["detail"]
    await says(olga, room, "Объявление")
    shown = await hours_of(anya, room)
    assert (shown["mode"], shown["why"]) == ("announcements", "lessons")
    move_to(clock, 9, 15, 1)
    await says(anya, room, "На перемене")
    assert await hours_of(anya, room) is None

    async def second_lesson_stands() -> bool:
        """The next lesson is found at the end of the one before."""
        async with school.server.workshop.open(reads=True) as work:
            begins = await work.connection.scalar(select(rooms.c.hours_from).where(rooms.c.id == room))
            return begins is not None and begins.astimezone(MOSCOW).minute == 25

    await olga.ask("PUT", f"/api/rooms/{room}/timetable", {"own": ON_LESSONS}, expect=204)
    await until(second_lesson_stands, "the second lesson")
    move_to(clock, 9, 25, 1)
    await says(anya, room, "На втором уроке", expect=403)


async def test_at_night_nobody_writes_signs_or_edits(school: TestSchool, clock: MovedClock) -> None:
    _, olga, anya, room = await class_with_bells(school)
    move_to(clock, 20)
    await follows(school, olga, room, AT_NIGHT)
    said = await says(anya, room, "Вечер")
    move_to(clock, 22, 0, 1)
    assert (await says(anya, room, "Ночь", expect=403))["type"] == "closed-by-hours"
    assert (await says(olga, room, "Ночь", expect=403))["type"] == "closed-by-hours"
    path = f"/api/rooms/{room}/messages/{said['position']}"
    assert await anya.status("PATCH", path, {"text": "Поздний вечер"}) == 403
    clock.ahead += timedelta(hours=3)  # past midnight it is the same night
    await says(anya, room, "Ночь", expect=403)
    clock.ahead += timedelta(hours=6, seconds=1)
    await says(anya, room, "Утро")


async def test_no_lessons_on_holidays_nor_on_sunday(school: TestSchool, clock: MovedClock) -> None:
    admin, olga, anya, room = await class_with_bells(school)
    there = move_to(clock, 8, 45, weekday=3)
    day = there.date().isoformat()
    await admin.ask("PATCH", "/api/school", {"holidays": [{"begins": day, "ends": day}]})
    await follows(school, olga, room, ON_LESSONS)
    await says(anya, room, "Каникулы")
    move_to(clock, 8, 45, weekday=4)
    await follows(school, olga, room, ON_LESSONS)
    await says(anya, room, "Учимся", expect=403)
    move_to(clock, 8, 45, weekday=7)
    await follows(school, olga, room, ON_LESSONS)
    await says(anya, room, "Воскресенье")


async def test_school_sets_it_for_a_kind_and_a_chat_may_have_its_own(school: TestSchool, clock: MovedClock) -> None:
    admin, olga, anya, room = await class_with_bells(school)
    move_to(clock, 23)
    await admin.ask("PUT", "/api/school/timetables/class", {"timetable": AT_NIGHT}, expect=204)

    async def closed() -> bool:
        return await hours_of(anya, room) is not None

    await until(closed, "the night")
    kept = {one["kind"]: one["timetable"] for one in await admin.ask("GET", "/api/school/timetables")}
    assert kept["class"]["hours"] == "readOnly"
    assert kept["parents"] is None
    await follows(school, olga, room, {"lessons": None, "hours": None})
    await says(anya, room, "Открыт")
    await follows(school, olga, room, None)
    await says(anya, room, "Как в школе", expect=403)
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await opening.open_class_rooms(work, school.id, [(ClassId(uuid4()), "7А")])

    async def new_one_too() -> bool:
        return await _row(school, rooms.c.title == "7А — класс") == "readOnly"

    await until(new_one_too, "the new class's chat to follow the school")


async def test_nobody_else_sees_or_sets_it(school: TestSchool) -> None:
    _, olga, anya, room = await class_with_bells(school)
    stranger = await school.teacher("Пётр", "Сидоров", class_teacher="8А")
    path = f"/api/rooms/{room}/timetable"
    assert await anya.status("GET", path) == 403
    assert await anya.status("PUT", path, {"own": AT_NIGHT}) == 403
    assert await stranger.status("GET", path) == 404
    assert await stranger.status("PUT", path, {"own": AT_NIGHT}) == 404
    assert await olga.status("GET", "/api/school/timetables") in (403, 404)
    assert await olga.status("PUT", "/api/school/timetables/class", {"timetable": AT_NIGHT}) in (403, 404)
    same = {**AT_NIGHT, "ends": AT_NIGHT["begins"]}
    assert await olga.status("PUT", path, {"own": same}) == 422
    assert (await olga.ask("GET", path))["rings"] is True


async def test_message_for_later_obeys_the_moment_of_sending(school: TestSchool, clock: MovedClock) -> None:
    _, olga, anya, room = await class_with_bells(school)
    there = move_to(clock, 23)
    await follows(school, olga, room, AT_NIGHT)
    for text, hours in (("Среди ночи", 2), ("Утром", 9)):
        draft = {"clientId": str(uuid4()), "text": text, "dueAt": (there + timedelta(hours=hours)).isoformat()}
        await anya.ask("POST", f"/api/rooms/{room}/scheduled", draft, expect=201)
    clock.ahead += timedelta(hours=2, minutes=1)
    awake = {"clientId": str(uuid4()), "text": "Будит", "dueAt": (clock.now() + timedelta(days=1)).isoformat()}
    await anya.ask("POST", f"/api/rooms/{room}/scheduled", awake, expect=201)

    async def refused() -> bool:
        waiting = await anya.ask("GET", f"/api/rooms/{room}/scheduled")
        return any(one["text"] == "Среди ночи" and one["refused"] for one in waiting)

    await until(refused, "the refusal")
    assert await anya.history(room) == []


async def test_a_change_of_bells_is_followed(school: TestSchool, clock: MovedClock) -> None:
    admin, olga, anya, room = await class_with_bells(school)
    move_to(clock, 8, 45)
    await follows(school, olga, room, ON_LESSONS)
    await says(anya, room, "Урок", expect=403)
    bells = (await admin.ask("GET", "/api/school/bell-schedules"))[0]
    await admin.ask("DELETE", f"/api/school/bell-schedules/{bells['id']}", expect=204)

    async def opened() -> bool:
        return await hours_of(anya, room) is None

    await until(opened, "the chat to open")
    await says(anya, room, "Без звонков")


async def test_open_socket_hears_the_turn_when_it_comes(school: TestSchool, clock: MovedClock) -> None:
    _, olga, anya, room = await class_with_bells(school)
    move_to(clock, 8, 29, 57)
    await follows(school, olga, room, ON_LESSONS)
    async with anya.listening() as ear:
        await says(anya, room, "Ещё можно")
        turned = await ear.hears_event("hoursTurned")
        assert turned["hours"]["mode"] == "announcements"
        assert turned["hours"]["why"] == "lessons"
        await says(anya, room, "Уже нельзя", expect=403)
        clock.ahead += timedelta(minutes=44, seconds=57)

        async def opened() -> bool:
            return any(
                frame["t"] == "event" and frame["event"] == {"kind": "hoursTurned", "hours": None}
                for frame in ear.frames
            )

        await olga.ask("PUT", f"/api/rooms/{room}/timetable", {"own": ON_LESSONS}, expect=204)
        await until(opened, "the bell of the break")
        await says(anya, room, "Перемена")


async def test_trail_says_who_set_it(school: TestSchool) -> None:
    admin, olga, _, room = await class_with_bells(school)
    await follows(school, olga, room, AT_NIGHT)
    await admin.ask("PUT", "/api/school/timetables/parents", {"timetable": AT_NIGHT}, expect=204)
    acts = [one["act"] for one in (await admin.ask("GET", "/api/audit"))["items"]]
    assert {"setRoomTimetable", "setKindTimetable"} <= set(acts)
