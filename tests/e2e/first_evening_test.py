"""The first evening: from the printed code to a school that talks, by clicks and fields alone, each of them counted."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from .browser import window
from .serving import Counted, serving

pytestmark = pytest.mark.anyio
LIST = Path(__file__).parents[2] / "examples/one-sheet-a-class.xlsx"


async def test_an_empty_folder_becomes_a_school_with_its_people_and_chats(data: Path, browser: Browser) -> None:
    async with serving(data) as (school, home), window(browser, home, phone=False) as one:
        await one.page.goto(home)
        admin = Counted(one)
        await admin.fills(one.page.locator("input[name=code]"), await school.until_said(r"действует один раз\): (\S+)"))
        await admin.presses("Войти")
        await one.page.get_by_role("heading", name="Новая школа").wait_for()
        await one.shot("evening-start")
        await admin.fills(one.page.get_by_label("Короткое название"), "Школа № 5")
        await admin.fills(one.page.get_by_label("Фамилия, имя, отчество"), "Орлова Анна Сергеевна")
        await admin.presses("Создать школу")
        await admin.presses("Загрузить список", "link")
        await admin.chooses(one.page.locator("input[type=file]"), LIST)
        await admin.presses("Загрузить")
        await expect(one.page.get_by_text("Добавлено:").first).to_be_visible(timeout=30_000)
        await admin.presses("Школа", "link")
        await expect(one.page.get_by_role("button", name=re.compile("^6Б"))).to_be_visible()
        await one.shot("evening-school")
        await admin.presses("Чаты", "link")
        await admin.writes(re.compile("^Учительская"), "Добрый вечер, коллеги!")
        await one.shot("evening-chat")
        assert len(admin.steps) <= 40 - 12, admin.steps  # twelve are kept for the slips of three people
