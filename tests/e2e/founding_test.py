"""A school is founded in real browsers: application, refusal, correction, approval, and its administrator at home."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from applicants import APPLICATIONS, PDF, PNG, MovedClock, letters_to, operator_code
from parta.admission.recovery.jobs import every_order
from people import TestSchool, running_school

from .browser import Window, window


@pytest.fixture
def clock() -> MovedClock:
    """Time in the test's hand."""
    return MovedClock()


@pytest.fixture
async def school(clock: MovedClock) -> AsyncIterator[TestSchool]:
    """An installation that takes applications."""
    async with running_school(clock=clock, entry=APPLICATIONS) as one:
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


async def test_an_order_waits_in_everybodys_sight_and_then_the_named_teacher_runs_the_school(
    browser: Browser, school: TestSchool, clock: MovedClock, order: Path
) -> None:
    admin, teacher = await school.admin("Олег", "Прежний"), await school.teacher("Нина", "Новая")
    async with (
        window(browser, school.url, phone=False, theme="dark", checks_policy=False) as desk,
        window(browser, school.url, checks_policy=False) as staff,
        window(browser, school.url) as former,
    ):
        await enters_desk(desk, school)
        await desk.page.get_by_role("link", name="Школы", exact=True).click()
        await desk.page.get_by_label("Найти школу").fill("школа")
        await desk.shot("desk-schools")
        await desk.page.get_by_role("link", name=re.compile("Школа № 5")).click()
        await desk.page.get_by_label("Номер приказа").fill("12")
        await desk.page.get_by_label("Дата приказа").fill("01112026")
        await desk.page.locator("input[type=file]").set_input_files(order)
        await desk.page.get_by_label("Новый администратор").select_option("new")
        await desk.shot("desk-recovery-newcomer")
        assert await desk.axe() == []
        await desk.page.get_by_label("Новый администратор").select_option(label="Новая Нина")
        await desk.page.get_by_role("button", name="Принять приказ").click()
        await desk.page.get_by_text("потеряют права").wait_for()
        await desk.shot("desk-recovery-ask")
        await desk.page.get_by_role("button", name="Принять", exact=True).click()
        await desk.page.get_by_role("heading", name="Приказ № 12 от 01.11.2026").wait_for()
        await desk.shot("desk-recovery-waits")
        assert await desk.axe() == []

        await staff.enter(teacher)
        await expect(staff.page.get_by_text("администратором станет Новая Нина")).to_be_visible()
        assert await staff.page.get_by_role("button", name="Остановить").count() == 0
        await staff.shot("recovery-banner")
        assert await staff.axe() == []
        await former.enter(admin)
        await former.page.get_by_role("button", name="Остановить").click()
        await former.page.get_by_label("Почему").wait_for()
        await former.shot("recovery-stop")
        await former.page.keyboard.press("Escape")

        clock.ahead += timedelta(hours=48.1)
        await every_order(school.server.workshop, APPLICATIONS.founding)()
        await former.page.get_by_role("heading", name="Вход в «Парту»").wait_for()
        await staff.page.reload()
        await staff.page.get_by_role("link", name="Школа", exact=True).click()
        await expect(staff.page.get_by_role("link", name="История действий")).to_be_visible()
        await desk.page.reload()
        await expect(desk.page.get_by_text("Исполнен")).to_be_visible()
