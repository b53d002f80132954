"""Forwarding, choosing several messages, and earlier words, in real browsers."""

import asyncio

import pytest
from playwright.async_api import Browser, Locator, expect

from people import Person, TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
CHAT = "6Б — класс"


async def class_of(school: TestSchool) -> tuple[Person, Person, Person]:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    mother = await school.parent("Ирина", "Иванова", anya)
    await olga.says(school.room("6Б"), "Экскурсия в пятницу")
    await olga.says(school.room("6Б"), "Сбор в восемь")
    return olga, anya, mother


def row(one: Window, text: str) -> Locator:
    return one.page.locator("[data-index]", has_text=text)


async def act(one: Window, text: str, name: str) -> None:
    await row(one, text).locator("[data-bubble]").click(button="right")
    await one.page.get_by_role("menuitem", name=name).click()


async def test_several_messages_are_chosen_by_a_finger_and_carried_to_the_parents(
    school: TestSchool, browser: Browser
) -> None:
    olga, _, mother = await class_of(school)
    async with window(browser, school.url) as phone, window(browser, school.url, theme="dark") as hers:
        await asyncio.gather(phone.enter(olga), hers.enter(mother))
        await phone.open(CHAT)
        await act(phone, "Экскурсия", "Выбрать")
        await row(phone, "Сбор").locator("[data-bubble]").tap()
        await expect(phone.page.get_by_role("status").filter(has_text="Выбрано: 2")).to_be_visible()
        await phone.shot("chosen-phone")
        await phone.page.get_by_role("button", name="Переслать").click()
        await phone.shot("forward-phone")
        await phone.page.get_by_role("dialog").get_by_role("button", name="6Б — родители").click()
        await expect(phone.page.get_by_text("Переслано в «6Б — родители»")).to_be_visible()
        await expect(phone.page.locator("textarea")).to_be_visible()
        await hers.open("6Б — родители")
        await expect(row(hers, "Экскурсия в пятницу")).to_contain_text("Переслано: Петрова Ольга")
        await hers.shot("forwarded-phone-dark")


async def test_ones_own_are_deleted_together_and_escape_ends_the_choice(school: TestSchool, browser: Browser) -> None:
    olga, *_ = await class_of(school)
    async with window(browser, school.url, phone=False) as desk:
        await desk.enter(olga)
        await desk.open(CHAT)
        await act(desk, "Экскурсия", "Выбрать")
        await expect(desk.page.get_by_role("status").filter(has_text="Выбрано: 1")).to_be_visible()
        await desk.page.keyboard.press("Escape")
        await expect(desk.page.locator("textarea")).to_be_visible()
        await act(desk, "Экскурсия", "Выбрать")
        await row(desk, "Сбор").locator("[data-bubble]").click()
        await desk.shot("chosen-desk")
        await desk.page.get_by_role("button", name="Удалить у всех").click()
        await desk.page.get_by_role("dialog").get_by_role("button", name="Удалить у всех").click()
        await expect(row(desk, "Сообщение удалено")).to_have_count(2)


async def test_the_class_teacher_reads_what_was_said_before_an_edit(school: TestSchool, browser: Browser) -> None:
    olga, anya, _ = await class_of(school)
    room = school.room("6Б")
    await anya.says(room, "Не приду")
    await anya.ask("PATCH", f"/api/rooms/{room}/messages/3", {"text": "Приду"})
    async with window(browser, school.url, phone=False) as desk, window(browser, school.url) as phone:
        await asyncio.gather(desk.enter(olga), phone.enter(anya))
        await asyncio.gather(desk.open(CHAT), phone.open(CHAT))
        await act(desk, "Приду", "Прежний текст")
        await expect(desk.page.get_by_role("dialog")).to_contain_text("Не приду")
        await desk.shot("edits-desk")
        await row(phone, "Приду").locator("[data-bubble]").click(button="right")
        await expect(phone.page.get_by_role("menuitem", name="Копировать", exact=True)).to_be_visible()
        await expect(phone.page.get_by_role("menuitem", name="Прежний текст")).to_have_count(0)
