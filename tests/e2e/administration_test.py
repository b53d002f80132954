"""The administrator's screens in a browser: a transfer by clicks, and axe on each of them."""

from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_pupil_is_transferred_from_his_card(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    ilya = await school.pupil("Илья", "Петров", "6А")
    await school.school_class("6Б")
    async with window(browser, school.url) as one:
        await one.enter(admin)
        await one.page.goto(f"{school.url}/school/people/{ilya.id}")
        await one.page.get_by_role("button", name="Перевести в другой класс").click()
        await one.page.get_by_label("В какой класс").select_option(label="6Б")
        await one.page.get_by_role("button", name="Перевести сегодня").click()
        await expect(one.page.get_by_text("Ученик · 6Б")).to_be_visible()
    assert {room["title"] for room in await ilya.rooms()} == {"6Б — класс", "6Б — объявления"}


@pytest.mark.parametrize(("phone", "theme"), [(True, "light"), (True, "dark"), (False, "light"), (False, "dark")])
async def test_screens_of_administration_are_accessible(
    school: TestSchool, browser: Browser, phone: bool, theme: Literal["light", "dark"]
) -> None:
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="6А", teaches="6А")
    ilya = await school.pupil("Илья", "Петров", "6А")
    await school.parent("Ольга", "Петрова", ilya)
    await admin.ask("PATCH", "/api/school", {"city": "Казань"})
    one_class = school.classes["6А"]
    pages = {
        "school": "Люди",
        "school/people": "Серова Анна",
        f"school/people/{anna.id}": "Действия",
        f"school/people/{ilya.id}": "Представители",
        f"school/classes/{one_class}": "Петров Илья",
        "school/profile": "Правила входа",
        "school/audit": "Изменены сведения о школе",
    }
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(admin)
        for number, (path, shows) in enumerate(pages.items()):
            await one.page.goto(f"{school.url}/{path}")
            await one.page.get_by_text(shows).first.wait_for()
            await one.shot(f"admin-{number}-{'phone' if phone else 'desk'}-{theme}")
            assert await one.axe() == [], path
