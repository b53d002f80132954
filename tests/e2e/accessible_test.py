"""axe on the chats: no violations, in each state at 360 px light, and the loaded one in the other themes and widths."""

from collections.abc import Awaitable, Callable
from typing import Literal

import pytest
from playwright.async_api import Browser, Route

from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
Theme = Literal["light", "dark"]


@pytest.mark.parametrize(("phone", "theme"), [(True, "light"), (True, "dark"), (False, "light"), (False, "dark")])
async def test_loaded_chats_are_accessible(school: TestSchool, browser: Browser, phone: bool, theme: Theme) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    first = await anya.says(school.room("6Б"), "Можно **выйти**? https://school.example/a `код`")
    await olga.says(school.room("6Б"), "Иди", replyTo=first["position"])
    await olga.says(school.room("6Б"), f"<@{anya.id}> тихо")
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(olga)
        assert await one.axe() == []
        await one.open("6Б — класс")
        assert await one.axe() == []
        await one.page.goto(f"{school.url}/more")
        await one.page.get_by_role("heading", name="Ещё").wait_for()
        assert await one.axe() == []


async def _empty(one: Window) -> None:
    await one.page.get_by_text("Пока тихо").first.wait_for()


async def _failed(one: Window) -> None:
    await one.page.get_by_text("Не удалось загрузить чаты").wait_for()


async def _loading(one: Window) -> None:
    await one.page.get_by_role("status", name="Загружается").first.wait_for()


@pytest.mark.parametrize(("answer", "shows"), [("fail", _failed), ("never", _loading), ("as it is", _empty)])
async def test_the_list_of_chats_is_accessible_in_each_state(
    school: TestSchool, browser: Browser, answer: str, shows: Callable[[Window], Awaitable[None]]
) -> None:
    anya = await school.pupil("Аня", "Иванова", "6Б")
    async with window(browser, school.url, checks_policy=False) as one:

        async def rooms(route: Route) -> None:
            if answer == "fail":
                await route.fulfill(status=500, json={"type": "x", "title": "На сервере ошибка", "status": 500})
            elif answer == "as it is":
                await route.continue_()

        await one.page.route("**/api/rooms", rooms)
        await one.enter(anya)
        await shows(one)
        assert await one.axe() == []
        await one.page.unroute_all(behavior="ignoreErrors")


async def test_offline_chats_are_accessible(school: TestSchool, browser: Browser) -> None:
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await anya.says(school.room("6Б"), "Привет")
    async with window(browser, school.url, checks_policy=False) as one:
        await one.enter(anya)
        await one.open("6Б — класс")
        await one.context.set_offline(True)
        await one.page.evaluate("dispatchEvent(new Event('offline'))")
        await one.write("Без сети")
        assert await one.axe() == []
