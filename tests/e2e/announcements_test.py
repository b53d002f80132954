"""Official notices and the emergency broadcast in real browsers: written by rule, acknowledged by one press, counted live."""

import asyncio
import re
from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from families import families, on_paper
from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio

DOOR = re.compile("^Объявления")


async def write(writer: Window, title: str, text: str) -> None:
    """«Новое объявление», up to the button."""
    page = writer.page
    await page.get_by_role("link", name=DOOR).click()
    await page.get_by_role("button", name="Написать объявление").click()
    await page.get_by_label("Заголовок").fill(title)
    await page.get_by_label("Текст").fill(text)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_class_teacher_announces_a_mother_acknowledges_and_the_numbers_move(
    school: TestSchool, browser: Browser, theme: Literal["light", "dark"]
) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    olga = await school.parent("Ольга", "Иванова", anya)
    away, _ = await families(school, "6Б", 2, joined=False)
    await on_paper(school, *away.guardians)
    async with (
        window(browser, school.url, phone=False, theme=theme) as teacher,
        window(browser, school.url, theme=theme) as mother,
    ):
        await asyncio.gather(teacher.enter(maria), mother.enter(olga))
        await write(teacher, "Экскурсия в пятницу", "Сбор в 8:30 у входа.\nВозьмите сменную обувь и воду.")
        await expect(teacher.page.get_by_text("Получат: 3 человека")).to_be_visible()
        await teacher.shot(f"announcement-write-{theme}")
        await teacher.page.reload()
        await expect(teacher.page.get_by_label("Заголовок")).to_have_value("Экскурсия в пятницу")
        await teacher.page.get_by_role("button", name="Отправить…").click()
        await expect(teacher.page.get_by_text("Объявление получат 3 человека в 1 классе")).to_be_visible()
        await teacher.page.get_by_role("dialog").get_by_role("button", name="Отправить", exact=True).click()
        await expect(teacher.page.get_by_text("Ознакомились 0 из 3")).to_be_visible()

        door = mother.page.get_by_role("link", name=DOOR)
        await expect(door).to_contain_text("Ждут ознакомления: 1")
        await mother.shot(f"announcement-door-{theme}")
        await door.click()
        await expect(mother.page.get_by_text("Сбор в 8:30 у входа")).to_be_visible()
        await mother.shot(f"announcement-feed-{theme}")
        await mother.page.get_by_role("button", name="Подтверждаю ознакомление").click()
        await expect(mother.page.get_by_text("Вы ознакомились сегодня")).to_be_visible()

        await expect(teacher.page.get_by_text("Ознакомились 1 из 3")).to_be_visible()
        await expect(teacher.page.get_by_text("Дети, чей представитель ознакомлен: 1 из 3")).to_be_visible()
        await expect(teacher.page.get_by_role("button", name="На бумаге: 1")).to_be_visible()
        await teacher.page.get_by_role("tab", name="Ознакомились").click()
        await expect(teacher.page.get_by_text("Иванова Ольга")).to_be_visible()
        await teacher.shot(f"announcement-receipts-{theme}")
        async with teacher.page.expect_download() as paper:
            await teacher.page.get_by_role("button", name="Протокол").click()
        assert (await paper.value).suggested_filename == "Протокол ознакомления.pdf"
        assert teacher.faults == mother.faults == []


async def test_an_emergency_is_asked_twice_and_stands_over_everything_until_it_is_acknowledged(
    school: TestSchool, browser: Browser
) -> None:
    head = await school.admin()
    maria = await school.teacher("Мария", "Учителева", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    olga = await school.parent("Ольга", "Иванова", anya)
    await maria.says(school.room("6Б", "parents"), "Доброе утро")
    async with window(browser, school.url, phone=False) as writer, window(browser, school.url) as mother:
        await asyncio.gather(writer.enter(head), mother.enter(olga))
        await mother.open("6Б — родители")
        await write(writer, "Школа закрыта", "Заберите детей до 11:00. Прорыв отопления.")
        await writer.page.get_by_label("Вся школа").check()
        await writer.page.get_by_label("Срочное оповещение").check()
        await writer.page.get_by_role("button", name="Отправить срочно…").click()
        await writer.shot("emergency-first-step")
        dialog = writer.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Дальше").click()
        await expect(dialog.get_by_text("Телефоны зазвучат у всех")).to_be_visible()
        await writer.shot("emergency-second-step")
        assert (await olga.ask("GET", "/api/announcements/waiting"))["count"] == 0, (
            "nothing goes before the second step"
        )
        await dialog.get_by_role("button", name="Оповестить всех сейчас").click()

        alarm = mother.page.get_by_role("dialog", name="Школа закрыта")
        await expect(alarm).to_be_visible()
        await expect(writer.page.get_by_text("Ознакомились 0 из 1")).to_be_visible()
        await mother.shot("emergency-alert")
        await mother.page.keyboard.press("Escape")
        await mother.page.keyboard.press("Escape")
        await expect(alarm).to_be_visible()
        await mother.page.reload()
        await expect(alarm).to_be_visible()
        await alarm.get_by_role("button", name="Ознакомлен").click()
        await expect(alarm).to_have_count(0)
        await expect(writer.page.get_by_text("Ознакомились 1 из 1")).to_be_visible()
        await writer.shot("emergency-receipts")
        assert writer.faults == mother.faults == []
