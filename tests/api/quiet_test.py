"""Quiet hours and office hours (C14): what would ring waits until the morning, and the sender sees it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from applicants import MovedClock
from parta.notify.sending import Courier
from parta.notify.tables import push_notice
from people import Person, TestSchool, running_school, until
from phones import WITH_PUSH, Phone, PushService, push_service

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
async def school(clock: MovedClock) -> AsyncIterator[TestSchool]:
    """A school whose operator allowed notices."""
    async with running_school(entry=WITH_PUSH, clock=clock) as one:
        yield one


@pytest.fixture
async def service(school: TestSchool) -> AsyncIterator[tuple[PushService, Courier]]:
    async with push_service(school) as one:
        yield one


def move_to(clock: MovedClock, hour: int, weekday: int = 3) -> datetime:
    """The next such weekday and hour at the school; returns that moment."""
    local = clock.now().astimezone(MOSCOW)
    day = local + timedelta(days=(weekday - local.isoweekday()) % 7 + 7)
    there = day.replace(hour=hour, minute=0, second=0, microsecond=0)
    clock.ahead += there - local
    return there.astimezone(UTC)


async def due(school: TestSchool) -> list[datetime]:
    """When the notices that wait are to go."""
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.execute(
            select(push_notice.c.next_at).where(push_notice.c.next_at.is_not(None)).order_by(push_notice.c.next_at)
        )
        return [row.next_at for row in rows]


async def hours(person: Person, room: Any) -> Any:
    """What the sender is told above his field."""
    return await person.ask("GET", f"/api/rooms/{room}/hours")


async def test_at_night_a_message_comes_without_ringing_and_rings_in_the_morning(
    school: TestSchool, clock: MovedClock, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    anya, phone = await school.pupil("Аня", "Иванова", "5А"), Phone()
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    await phone.asks(anya)
    night = move_to(clock, 22)
    morning = night + timedelta(hours=9)
    assert datetime.fromisoformat((await hours(teacher, school.room("5А")))["quietUntil"]) == morning
    await teacher.says(school.room("5А"), "Завтра ко второму уроку")
    assert [said["text"] for said in await anya.history(school.room("5А"))] == ["Завтра ко второму уроку"]
    assert await until(lambda: due(school)) == [morning]
    await courier.send_due()
    assert makers.delivered == []
    clock.ahead += timedelta(hours=9, minutes=1)
    await courier.send_due()
    assert len(makers.to(phone)) == 1
    assert (await hours(teacher, school.room("5А")))["quietUntil"] is None


async def test_in_the_daytime_it_rings_at_once(
    school: TestSchool, clock: MovedClock, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    anya, phone = await school.pupil("Аня", "Иванова", "5А"), Phone()
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    await phone.asks(anya)
    move_to(clock, 12)
    await teacher.says(school.room("5А"), "Ко второму уроку")
    await until(lambda: due(school))
    await courier.send_due()
    assert len(makers.to(phone)) == 1


async def test_a_weekend_and_holidays_are_quiet_when_the_school_says_so(school: TestSchool, clock: MovedClock) -> None:
    admin = await school.admin()
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    sunday = move_to(clock, 12, weekday=7)
    assert (await hours(teacher, school.room("5А")))["quietUntil"] is None
    week = await admin.ask("PATCH", "/api/school", {"quietWeekdays": [7, 6, 7]})
    assert week["quietWeekdays"] == [6, 7]
    told = (await hours(teacher, school.room("5А")))["quietUntil"]
    assert datetime.fromisoformat(told) == sunday + timedelta(hours=19)
    last = (sunday + timedelta(days=2)).date().isoformat()
    off = [{"begins": sunday.date().isoformat(), "ends": last}]
    assert (await admin.ask("PATCH", "/api/school", {"holidays": off}))["holidays"] == off
    told = (await hours(teacher, school.room("5А")))["quietUntil"]
    assert datetime.fromisoformat(told) == sunday + timedelta(days=2, hours=19)
    backwards = {"holidays": [{"begins": last, "ends": sunday.date().isoformat()}]}
    assert await admin.status("PATCH", "/api/school", backwards) == 422
    assert await teacher.status("PATCH", "/api/school", {"holidays": []}) == 403


async def test_a_teachers_own_hours_hold_back_what_is_for_him_alone(
    school: TestSchool, clock: MovedClock, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher, phone = await school.teacher("Марат", "Каримов", class_teacher="5А"), Phone()
    await phone.asks(teacher)
    mine = {"hours": {"weekdays": [1, 2, 3, 4, 5], "begins": 9 * 60, "ends": 17 * 60}}
    await teacher.ask("PUT", "/api/me/office-hours", mine, expect=204)
    assert await teacher.ask("GET", "/api/me/office-hours") == mine
    evening = move_to(clock, 18)
    body = {"personId": str(teacher.id), "hat": "staff"}
    room = (await mother.ask("POST", "/api/direct-chats", body, expect=201))["roomId"]
    said = await hours(mother, room)
    tomorrow = evening + timedelta(hours=15)
    assert (datetime.fromisoformat(said["quietUntil"]), said["because"]) == (tomorrow, "person")
    await mother.says(room, "Можно вопрос?")
    assert await until(lambda: due(school)) == [tomorrow]
    await courier.send_due()
    assert makers.delivered == []
    assert await mother.status("GET", "/api/me/office-hours") == 403
    await teacher.ask("PUT", "/api/me/office-hours", {"hours": None}, expect=204)
    assert (await hours(mother, room))["quietUntil"] is None
    bad = {"hours": {"weekdays": [1], "begins": 600, "ends": 540}}
    assert await teacher.status("PUT", "/api/me/office-hours", bad) == 422


async def test_who_is_no_member_is_told_no_hours(school: TestSchool) -> None:
    stranger = await school.pupil("Олег", "Чужой", "5Б")
    await school.school_class("5А")
    assert await stranger.status("GET", f"/api/rooms/{school.room('5А')}/hours") == 404
