"""The first steps are left and taken up again; what the address costs and lacks is said before it is chosen."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from parta.parts.address import AddressBook, KeptChoice
from people import Person, TestSchool, running_school

from .browser import Window, window

pytestmark = pytest.mark.anyio
LOOKS: list[tuple[bool, Literal["light", "dark"]]] = [
    (True, "light"),
    (True, "dark"),
    (False, "light"),
    (False, "dark"),
]


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[TestSchool]:
    """A school on a server that takes choices of the address up."""
    (tmp_path / "run").mkdir()
    kept = KeptChoice(tmp_path)
    async with running_school(book=AddressBook(kept=kept, digest=kept.digest())) as one:
        yield one


async def at_first_steps(one: Window, admin: Person) -> Page:
    """The administrator's home with the card of what is left."""
    await one.enter(admin)
    await one.page.get_by_role("link", name="Школа", exact=True).first.click()
    await one.page.get_by_role("heading", name="Первые шаги").wait_for()
    return one.page


async def test_each_step_is_left_and_taken_up_from_the_schools_home(school: TestSchool, browser: Browser) -> None:
    async with window(browser, school.url) as one:
        page = await at_first_steps(one, await school.admin())
        await expect(page.get_by_text("1 из 5")).to_be_visible()
        await one.shot("steps-home")
        await page.get_by_role("link", name="Загрузить список людей").click()
        await expect(page.get_by_text("Шаг 4 из 5")).to_be_visible()
        await page.get_by_role("link", name="Закончить позже").click()
        await page.get_by_role("link", name="Выбрать адрес школы").click()
        await page.get_by_label("Только внутри школы").check()
        await page.get_by_role("button", name="Сохранить и дальше").click()
        await page.get_by_role("heading", name="Проверка", exact=True).wait_for()
        await page.get_by_role("link", name="Закончить позже").click()
        await expect(page.get_by_text("3 из 5")).to_be_visible()
        await expect(page.get_by_role("link", name="Выбрать адрес школы")).to_have_count(0)


async def test_plain_http_for_the_schools_network_names_what_is_lost(school: TestSchool, browser: Browser) -> None:
    async with window(browser, school.url) as one:
        page = await at_first_steps(one, await school.admin())
        await page.get_by_role("link", name="Выбрать адрес школы").click()
        await page.get_by_label("Только внутри школы").check()
        await page.get_by_role("switch", name="Открыть для телефонов в сети школы").check()
        await expect(page.get_by_text("входа по отпечатку")).to_be_visible()
        await page.get_by_label("Адрес в сети школы").fill("http://192.168.1.10:8025")
        await page.get_by_role("button", name="Сохранить и дальше").click()
        await expect(page.get_by_text("Подтвердите, что знаете")).to_be_visible()


async def test_a_change_of_address_says_which_slips_it_spoils(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    await school.pupil("Аня", "Иванова", "5А")
    await admin.ask("PUT", "/api/address", {"way": "inside"}, expect=204)
    await admin.ask("POST", "/api/invitations", {"role": "teacher"}, expect=201)
    async with window(browser, school.url, phone=False) as one:
        page = await at_first_steps(one, admin)
        await page.get_by_role("link", name="Адрес и шифрование").click()
        await page.get_by_label("Через прокси школы").check()
        await page.get_by_label("Адрес школы").fill("https://parta.school.ru")
        await expect(page.get_by_text("1 приглашение ведёт на прежний адрес")).to_be_visible()
        await page.get_by_role("button", name="Сохранить и дальше").click()
        await expect(page.get_by_text("Сначала задайте пароль")).to_be_visible()
        await one.shot("steps-change")


@pytest.mark.parametrize(("phone", "theme"), LOOKS)
async def test_every_step_can_be_used_by_everybody(
    school: TestSchool, browser: Browser, *, phone: bool, theme: Literal["light", "dark"]
) -> None:
    admin = await school.admin()
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        page = await at_first_steps(one, admin)
        look = f"{'phone' if phone else 'desk'}-{theme}"
        faults = {}
        for step, shown in {
            "address": page.get_by_text("Как телефоны будут открывать школу"),
            "phone": page.get_by_role("img", name="Пробный QR-код"),
            "list": page.get_by_text("Список людей школы"),
            "slips": page.get_by_role("button", name="Печать: Сотрудники").or_(
                page.get_by_text("Печатать пока некого")
            ),
        }.items():
            await page.goto(f"{school.url}/school/first-steps/{step}")
            await shown.wait_for()
            if step == "address":
                await page.get_by_label("Сертификат получает «Парта»").check()
            await one.shot(f"steps-{step}-{look}")
            faults[step] = await one.axe()
        assert not any(faults.values()), faults
