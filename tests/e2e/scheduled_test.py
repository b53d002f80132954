"""Sending later and the sheet of keys, in a real browser."""

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio
CHAT = "6Б — класс"


async def test_a_message_is_left_for_tomorrow_and_taken_back(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    await olga.says(school.room("6Б"), "Начало")
    async with window(browser, school.url) as phone:
        await phone.enter(olga)
        await phone.open(CHAT)
        await phone.page.locator("textarea").fill("Доброе утро, не забудьте форму")
        await phone.page.get_by_role("button", name="Прикрепить").click()
        await phone.shot("send-menu-phone")
        await phone.page.get_by_role("menuitem", name="Отправить позже").click()
        await phone.page.get_by_role("dialog").get_by_label("Время").fill("07:45")
        await phone.shot("later-phone")
        await phone.page.get_by_role("button", name="Сохранить").click()
        await expect(phone.page.locator("textarea")).to_have_value("")
        await phone.page.get_by_role("button", name="Прикрепить").click()
        await phone.page.get_by_role("menuitem", name="Отложенные сообщения").click()
        dialog = phone.page.get_by_role("dialog")
        await expect(dialog).to_contain_text("не забудьте форму")
        await phone.shot("scheduled-phone")
        await dialog.get_by_role("button", name="Отменить отправку").click()
        await expect(dialog).to_contain_text("Отложенных нет")


async def test_a_message_goes_without_sound(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    room = school.room("6Б")
    await olga.says(room, "Начало")
    async with window(browser, school.url, phone=False) as desk:
        await desk.enter(olga)
        await desk.open(CHAT)
        await desk.page.locator("textarea").fill("Тихо")
        await desk.page.get_by_role("button", name="Прикрепить").click()
        await desk.page.get_by_role("menuitem", name="Отправить без звука").click()
        await desk.sees("Тихо")
        await expect(desk.page.locator("textarea")).to_have_value("")
        assert (await olga.history(room))[-1]["silent"] is True


async def test_the_keys_are_named_by_one_of_them(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    await olga.says(school.room("6Б"), "Начало")
    async with window(browser, school.url, phone=False) as desk:
        await desk.enter(olga)
        await desk.open(CHAT)
        await desk.page.wait_for_load_state("networkidle")
        await desk.page.keyboard.press("Control+/")
        await expect(desk.page.get_by_role("dialog")).to_contain_text("Найти чат")
        await desk.shot("keys-desk")
        await desk.page.keyboard.press("Escape")
        await desk.page.locator("textarea").press("ArrowUp")
        await expect(desk.page.locator("textarea")).to_have_value("Начало")
