"""Signs under messages in real browsers: put by a finger and by keys, seen by everybody at once."""

import asyncio

import pytest
from playwright.async_api import Browser, Locator, expect

from people import Person, TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
CHAT = "6Б — класс"


async def class_of(school: TestSchool) -> tuple[Person, Person]:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await olga.says(school.room("6Б"), "Завтра экскурсия")
    return olga, anya


def row(one: Window, text: str = "Завтра экскурсия") -> Locator:
    return one.page.locator("[data-index]", has_text=text)


async def test_a_sign_is_put_by_a_long_press_and_everybody_sees_it(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False, theme="dark") as desk:
        await asyncio.gather(phone.enter(anya), desk.enter(olga))
        await asyncio.gather(phone.open(CHAT), desk.open(CHAT))
        await row(phone).locator("[data-bubble]").click(button="right")  # a long press ends in this on a phone
        await phone.shot("menu-phone")
        await phone.page.get_by_role("menuitem", name="Поставить 👍").click()
        await expect(row(desk).get_by_role("button", name="👍, 1 человек")).to_be_visible()
        own = row(phone).get_by_role("button", name="👍")
        await expect(own).to_have_attribute("aria-pressed", "true")
        await row(desk).get_by_role("button", name="👍").click()
        await expect(row(phone).get_by_role("button", name="👍, 2 человека")).to_be_visible()
        await own.click()
        await expect(own).to_have_attribute("aria-pressed", "false")
        await phone.shot("signs-phone")
        await row(phone).locator("[data-bubble]").click(button="right")
        await phone.page.get_by_role("menuitem", name="Кто отметил").click()
        await expect(phone.page.get_by_role("dialog")).to_contain_text("Петрова Ольга")
        await phone.page.keyboard.press("Escape")
        await desk.shot("signs-desk")


async def test_a_sign_is_chosen_from_all_by_keys_alone(school: TestSchool, browser: Browser) -> None:
    olga, _ = await class_of(school)
    async with window(browser, school.url, phone=False) as desk:
        await desk.enter(olga)
        await desk.open(CHAT)
        await desk.page.get_by_role("log").focus()
        await desk.page.keyboard.press("ArrowUp")
        await desk.page.keyboard.press("Enter")
        await desk.page.get_by_role("menuitem", name="Другая реакция").press("Enter")
        await desk.shot("picker-desk")
        await desk.page.get_by_role("dialog").get_by_role("button", name="📚").press("Enter")
        await expect(row(desk).get_by_role("button", name="📚, 1 человек")).to_be_visible()
        await desk.page.reload()
        await expect(row(desk).get_by_role("button", name="📚, 1 человек")).to_be_visible()


async def test_whoever_may_only_read_sees_signs_and_puts_none(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    room = school.room("6Б")
    await olga.ask("PUT", f"/api/rooms/{room}/messages/1/reactions", {"sign": "🎉", "on": True})
    await olga.ask("PUT", f"/api/rooms/{room}/mode", {"mode": "readOnly"})
    async with window(browser, school.url) as phone:
        await phone.enter(anya)
        await phone.open(CHAT)
        await expect(row(phone).get_by_role("button", name="🎉")).to_be_disabled()
        await row(phone).locator("[data-bubble]").click(button="right")
        await expect(phone.page.get_by_role("menuitem", name="Кто отметил")).to_be_visible()
        await expect(phone.page.get_by_role("menuitem", name="Поставить 👍")).to_have_count(0)
