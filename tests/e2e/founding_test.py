"""A school is founded in real browsers: application, refusal, correction, approval, and its administrator at home."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from applicants import APPLICATIONS, PDF, PNG, letters_to, operator_code
from people import TestSchool, running_school

from .browser import Window, window


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """An installation that takes applications."""
    async with running_school(entry=APPLICATIONS) as one:
        yield one


@pytest.fixture
def order(tmp_path: Path) -> Path:
    """The head's order, scanned."""
    file = tmp_path / "приказ.pdf"
    file.write_bytes(PDF)
    return file


FORM = {
    "Короткое название": "Лицей № 7",
    "Полное название по уставу": "Муниципальное учреждение «Лицей № 7»",
    "ИНН организации": "7707083892",
    "Регион": "Тульская область",
    "Фамилия": "Ёлкина",
    "Имя": "Мария",
    "Отчество": "Петровна",
    "Должность": "учитель информатики",
    "Личный мобильный телефон": "8 910 123-45-67",
    "Электронная почта": "maria@licey7.ru",
}


def read(file: Path) -> bytes:
    return file.read_bytes()


async def fills(page: Page, form: dict[str, str]) -> None:
    for label, value in form.items():
        await page.get_by_label(label, exact=True).fill(value)


async def enters_desk(one: Window, school: TestSchool) -> None:
    await one.page.goto(f"{school.url}/sign-in")
    await one.page.fill("input[name=code]", await operator_code(school))
    await one.page.get_by_role("button", name="Войти", exact=True).click()
    await one.page.get_by_role("heading", name="Заявки школ").wait_for()


async def opens(desk: Page, title: str) -> None:
    await desk.get_by_role("link", name=re.compile(title)).click()
    await desk.get_by_role("heading", name=re.compile("^Заявка №")).wait_for()


async def test_a_school_is_refused_corrects_is_approved_and_its_administrator_comes_home(
    browser: Browser, school: TestSchool, order: Path
) -> None:
    async with (
        window(browser, school.url, checks_policy=False) as applicant,
        window(browser, school.url, phone=False, checks_policy=False) as desk,
    ):
        page = applicant.page
        await enters_desk(desk, school)
        await expect(desk.page.get_by_text("Новых заявок нет")).to_be_visible()
        await desk.shot("desk-empty")

        await page.goto(school.url)
        await page.get_by_role("link", name="Подать заявку на подключение школы").click()
        await page.get_by_role("heading", name="Подключение школы").wait_for()
        assert await applicant.axe() == []
        await applicant.shot("apply")
        await fills(page, FORM)
        await page.locator("input[type=file]").set_input_files(order)
        await page.get_by_role("button", name="Отправить заявку").click()
        await expect(page.get_by_text("контрольная цифра не сходится")).to_be_visible()
        await page.get_by_label("ИНН организации").fill("7707083893")
        await page.get_by_role("button", name="Отправить заявку").click()
        await expect(page.get_by_text("На рассмотрении")).to_be_visible()
        await applicant.shot("apply-pending")
        assert await applicant.axe() == []

        await desk.page.reload()
        await opens(desk.page, "Лицей № 7")
        await desk.shot("desk-application")
        assert await desk.axe() == []
        async with desk.page.expect_download() as saved:
            await desk.page.get_by_role("button", name="Скачать скан приказа").click()
        assert read(await (await saved.value).path()) == PDF
        await desk.page.get_by_role("button", name="Отклонить", exact=True).click()
        await desk.page.get_by_label("Причина").fill("На скане не видно подписи")
        await desk.shot("desk-refuse")
        await desk.page.get_by_role("button", name="Отклонить заявку").click()
        await expect(desk.page.get_by_text("На скане не видно подписи").last).to_be_visible()

        await page.reload()
        await expect(page.get_by_text("На скане не видно подписи").first).to_be_visible()
        await applicant.shot("apply-refused")
        assert await page.get_by_label("Регион").input_value() == "Тульская область"
        await page.locator("input[type=file]").set_input_files(
            {"name": "приказ.png", "mimeType": "image/png", "buffer": PNG}
        )
        await page.get_by_role("button", name="Отправить ещё раз").click()
        await expect(page.get_by_text("На рассмотрении")).to_be_visible()

        await desk.page.get_by_role("button", name="Назад").click()
        await opens(desk.page, "Лицей № 7")
        await expect(desk.page.get_by_text("Исправлена и отправлена")).to_be_visible()
        await desk.page.get_by_role("button", name="Одобрить").click()
        await desk.page.get_by_role("button", name="Подключить", exact=True).click()
        await expect(desk.page.get_by_text("Администратор ещё не вошёл")).to_be_visible()
        await desk.shot("desk-approved")

        await page.reload()
        await applicant.shot("apply-approved")
        await page.get_by_role("link", name="Войти администратором").click()
        await page.get_by_text("Мария Петровна, вы назначены администратором").wait_for()
        await page.fill("input[name=contact]", "+7 900 000-00-00")
        await page.get_by_role("button", name="Получить код").click()
        await expect(page.get_by_text("Такого телефона или почты нет в документе школы")).to_be_visible()
        await applicant.shot("administrator-not-named")
        assert await applicant.axe() == []
        await page.fill("input[name=contact]", "8 (910) 123-45-67")
        await page.get_by_role("button", name="Получить код").click()
        await page.locator("input[name=digits]").wait_for()
        await page.fill("input[name=digits]", (await letters_to(school, "+79101234567"))[-1][:6])
        await page.get_by_role("button", name="Войти", exact=True).click()

        await page.get_by_role("button", name="Приложение с кодами").click()
        await page.locator(".select-all").wait_for()
        secret = (await page.locator(".select-all").inner_text()).replace(" ", "")
        await page.fill("input[name=digits]", pyotp.TOTP(secret).now())
        await page.get_by_role("button", name="Готово").click()
        await page.get_by_role("button", name="Подтверждаю ознакомление").click()
        await page.get_by_role("button", name="Даю согласие").click()
        await page.get_by_role("button", name="Открыть чаты").click()
        await page.get_by_role("heading", name="Чаты", exact=True).wait_for()
        await page.get_by_role("link", name="Школа", exact=True).click()
        await page.get_by_role("heading", name="Лицей № 7").wait_for()
        await expect(page.get_by_text("Заведите классы")).to_be_visible()
        await applicant.shot("administrator-home")
