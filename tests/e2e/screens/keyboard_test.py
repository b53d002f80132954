"""The school's day by keyboard alone: no step loses the focus, nothing needs a mouse (client.md §7)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, expect

from ..browser import window
from .town import Town

pytestmark = pytest.mark.anyio
TABLE = "Фамилия;Имя;Класс\nЁлкина;Ася;6Б\nЩукин;Пётр;6Б"
KEPT = "() => document.activeElement && document.activeElement !== document.body && document.activeElement.checkVisibility()"
NAME = """() => { const one = document.activeElement;
  return (one.getAttribute('aria-label') || one.labels?.[0]?.innerText || one.innerText || one.placeholder || '').trim(); }"""


class Hands:
    """Someone who has only a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, *keys: str) -> None:
        """Press them one after the other; the focus is still somewhere that can be seen."""
        for key in keys:
            await self.page.keyboard.press(key)
        await self.page.wait_for_function(KEPT, timeout=3_000)

    async def type(self, text: str) -> None:
        """Into the field that has the focus."""
        await self.page.keyboard.insert_text(text)

    async def goes_to(self, name: str, *, at_most: int = 60, key: str = "Tab") -> None:
        """Step on until what is called so has the focus."""
        passed: list[str] = []
        for _ in range(at_most):
            if (await self.page.evaluate(NAME)).startswith(name):
                return
            await self.page.keyboard.press(key)
            passed.append(await self.page.evaluate(NAME))
        raise AssertionError(f"no way to «{name}» by {key}: {passed}")


@asynccontextmanager
async def hands(browser: Browser, town: Town, who: str, place: str) -> AsyncIterator[Hands]:
    """This person at a desk, signed in, at this place."""
    async with window(browser, town.school.url, phone=False) as one:
        await one.context.add_cookies([town.cookie(who)])
        await one.page.goto(f"{town.school.url}{place}")
        yield Hands(one.page)


async def test_a_teacher_comes_in_and_talks(browser: Browser, town: Town) -> None:
    teacher = town.who["teacher"]
    async with window(browser, town.school.url, phone=False) as one:
        he, page = Hands(one.page), one.page
        await page.goto(f"{town.school.url}/sign-in")
        await he.goes_to("Код для входа")
        await he.type(await town.school.code_for(teacher.account))
        await page.keyboard.press("Enter")  # a fresh page begins at its top
        await page.get_by_role("heading", name="Чаты", exact=True).wait_for()
        await he.press("Control+k")
        await he.type("6Б — класс")
        await he.goes_to("6Б")
        await he.press("Enter")
        await page.get_by_role("heading", name="6Б — класс").wait_for()
        await he.press("Escape")
        await he.goes_to("Сообщение")
        await he.type("Дневники на стол")
        await he.press("Enter")
        await one.sees("Дневники на стол")
        await he.press("Shift+Tab")
        await he.goes_to("Сообщения", key="Shift+Tab")
        await he.press("ArrowUp", "ArrowUp", "r")
        await he.type("Вот и ответ")
        await he.press("Enter")
        await one.sees("Вот и ответ")
        await he.goes_to("Сообщения", key="Shift+Tab")
        await he.press("ArrowUp", "Shift+F10")
        await page.get_by_role("menu").wait_for()
        await he.goes_to("Кто прочитал", key="ArrowDown")
        await he.press("Enter")
        await page.get_by_role("dialog").wait_for()
        await he.press("Escape")
        await page.get_by_role("dialog").wait_for(state="detached")
        await he.press("Shift")


async def test_an_administrator_loads_a_list(browser: Browser, town: Town) -> None:
    async with hands(browser, town, "admin", "/school") as she:
        await she.goes_to("Загрузить список")
        await she.press("Enter")
        await she.page.get_by_role("tab", name="Файл").wait_for()
        await she.goes_to("Файл")
        await she.press("ArrowRight", "Enter")
        await she.goes_to("Скопируйте строки")
        await she.type(TABLE)
        await she.goes_to("Проверить")
        await she.press("Enter")
        await she.page.get_by_text("Будет добавлено").wait_for()
        await she.press("Shift")
        await she.goes_to("Загрузить")
        await she.press("Enter")
        await expect(she.page.get_by_text("Добавлено:").first).to_be_visible()
        await she.press("Shift")
        await she.goes_to("Школа")
        await she.press("Enter")
        await she.page.get_by_role("heading", name="Кто вошёл").wait_for()
        await she.press("Shift")


async def test_a_class_teacher_accepts_a_request_and_prints_slips(browser: Browser, town: Town) -> None:
    async with hands(browser, town, "teacher", "/requests") as he:
        await he.page.get_by_role("button", name="Принять").wait_for()
        await he.goes_to("Принять")
        await he.press("Enter")
        await he.page.get_by_text("Решено недавно").wait_for()
        await he.press("Shift")
        await he.page.goto(f"{town.school.url}/invitations/{town.things['class']}")
        await he.page.get_by_text("действует").first.wait_for()
        await he.goes_to("Всем, кто не вошёл")
        async with he.page.expect_download() as printed:
            await he.press("Enter")
        assert (await (await printed.value).path()).stat().st_size > 1000
        await he.press("Shift")
        await he.goes_to("Назад", key="Shift+Tab")
        await he.press("Enter")
        await he.page.get_by_role("heading", level=1).wait_for()
        await he.press("Shift")
