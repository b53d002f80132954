"""Quiet hours in a browser: the sender is told when it will ring; who sets them, and a teacher's own hours (C14)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect

from applicants import MovedClock
from people import TestSchool, running_school

from .browser import window

pytestmark = pytest.mark.anyio


@pytest.fixture
async def school(clock: MovedClock) -> AsyncIterator[TestSchool]:
    local = clock.now().astimezone(ZoneInfo("Europe/Moscow"))
    clock.ahead = local.replace(hour=22, minute=5) - local
    async with running_school(clock=clock) as one:
        yield one


async def test_who_writes_at_night_sees_when_it_will_ring(
    school: TestSchool, browser: Browser, clock: MovedClock
) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.says(school.room("5А"), "Добрый вечер")
    async with window(browser, school.url) as one:
        await one.enter(teacher)
        await one.open("5А — класс")
        await expect(one.page.get_by_text("Сейчас тихие часы: уведомление придёт")).to_be_visible()
        await one.write("Завтра ко второму уроку")
        await one.sees("Завтра ко второму уроку")
        await one.shot("quiet-strip")
        clock.ahead += timedelta(hours=12)
        await one.page.reload()
        await one.sees("Завтра ко второму уроку")
        await expect(one.page.get_by_text("Сейчас тихие часы")).not_to_be_visible()


async def test_a_teacher_says_when_he_is_there_and_the_administrator_when_the_school_is_quiet(
    school: TestSchool, browser: Browser
) -> None:
    teacher, admin = await school.teacher("Марат", "Каримов"), await school.admin()
    async with window(browser, school.url, theme="dark") as one, window(browser, school.url, phone=False) as other:
        await one.enter(teacher)
        await one.page.goto(f"{school.url}/more/notifications")
        await one.page.get_by_label("Уведомлять меня только в рабочие часы").check()
        await one.page.get_by_role("button", name="Сохранить").click()
        await expect(one.page.get_by_text("Сохранено")).to_be_visible()
        await one.shot("quiet-office-hours")
        await other.enter(admin)
        await other.page.goto(f"{school.url}/school/profile")
        await other.page.get_by_role("button", name="вс", exact=True).click()
        await other.page.get_by_label("Первый день").fill("30.12.2026")
        await other.page.get_by_label("Последний день").fill("08.01.2027")
        await other.page.get_by_role("button", name="Добавить").click()
        await other.page.get_by_text("30.12.2026 – 08.01.2027").scroll_into_view_if_needed()
        await other.shot("quiet-school")
        await other.page.get_by_role("button", name="Сохранить").click()
        await expect(other.page.get_by_text("Сохранено")).to_be_visible()
    hours = (await teacher.ask("GET", "/api/me/office-hours"))["hours"]
    assert hours == {"weekdays": [1, 2, 3, 4, 5], "begins": 540, "ends": 1020}
    profile = await admin.ask("GET", "/api/school")
    assert (profile["quietWeekdays"], profile["holidays"]) == ([7], [{"begins": "2026-12-30", "ends": "2027-01-08"}])
