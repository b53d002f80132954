"""The class teacher closes a chat by the clock: a pupil who has it open reads why and until when, and it opens again (C5)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_chat_that_rests_says_until_when_and_opens_by_itself(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    room = school.room("6Б")
    await olga.says(room, "Доброе утро")
    async with window(browser, school.url) as hers, window(browser, school.url) as pupils:
        await hers.enter(olga)
        await hers.open("6Б — класс")
        await pupils.enter(anya)
        await pupils.open("6Б — класс")
        await pupils.page.locator("textarea").fill("Я почти дописала")
        await hers.page.get_by_role("button", name="Меню чата").click()
        await hers.page.get_by_role("menuitem", name="Когда можно писать").click()
        dialog = hers.page.get_by_role("dialog")
        await dialog.get_by_text("Своё для этого чата").click()
        await dialog.get_by_role("switch", name="В определённые часы").click()
        local = datetime.now(ZoneInfo("Europe/Moscow"))
        await dialog.get_by_label("С какого времени").fill(f"{(local.hour - 1) % 24:02}:00")
        await dialog.get_by_label("До какого").fill(f"{(local.hour + 2) % 24:02}:00")
        await hers.shot("timetable-of-a-chat")
        await dialog.get_by_role("button", name="Сохранить").click()
        await dialog.wait_for(state="detached")

        await expect(pupils.page.get_by_text("писать можно")).to_be_visible()
        await expect(pupils.page.locator("textarea")).to_have_count(0)
        await pupils.shot("chat-that-rests")
        await olga.ask("PUT", f"/api/rooms/{room}/timetable", {"own": {"lessons": None, "hours": None}}, expect=204)
        await expect(pupils.page.locator("textarea")).to_have_value("Я почти дописала")
        await pupils.page.get_by_role("button", name="Отправить").click()
        await hers.sees("Я почти дописала")


async def test_administrator_sets_it_for_all_chats_of_a_kind(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    async with window(browser, school.url) as his:
        await his.enter(admin)
        await his.page.goto(f"{school.url}/school/timetables")
        await his.page.get_by_role("button", name="Чаты классов").click()
        dialog = his.page.get_by_role("dialog")
        await dialog.get_by_role("switch", name="Во время уроков").click()
        await dialog.get_by_role("switch", name="В определённые часы").click()
        await his.shot("timetable-of-a-kind")
        await dialog.get_by_role("button", name="Сохранить").click()
        await dialog.wait_for(state="detached")
        await expect(his.page.get_by_text("с 22:00 до 07:00")).to_be_visible()
        await his.shot("timetables")
        assert await his.axe() == []
        for width, height in ((1280, 800), (360, 740)):
            await his.page.set_viewport_size({"width": width, "height": height})
            await his.page.emulate_media(color_scheme="dark" if width > 1000 else "light")
            await his.shot(f"timetables-{width}")
