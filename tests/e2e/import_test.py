"""Lists of people go in through the screen: preview, correct in place, load the good rows, undo."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
EXAMPLES = Path(__file__).parents[2] / "examples"


async def choose(one: Window, home: str, name: str) -> None:
    """Open the page and choose a file of the examples."""
    await one.page.goto(f"{home}/school/import")
    await one.page.locator("input[type=file]").set_input_files(EXAMPLES / name)
    await one.page.get_by_text("строк с ошибками").wait_for()


async def test_a_whole_school_comes_from_one_file_and_can_be_taken_back(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    async with window(browser, school.url, phone=False) as one:
        await one.enter(admin)
        await choose(one, school.url, "one-sheet-a-class.xlsx")
        await one.shot("import-preview")
        await expect(one.page.get_by_text("Будет добавлено:")).to_be_visible()
        await expect(one.page.get_by_text("Приглашения никому не отправляются")).to_be_visible()
        await one.page.get_by_role("button", name="Загрузить", exact=True).click()
        await expect(one.page.get_by_text("Добавлено:").first).to_be_visible()
        await one.shot("import-done")
        await one.page.get_by_role("button", name="Отменить загрузку").first.click()
        await one.page.get_by_role("dialog").get_by_role("button", name="Отменить загрузку").click()
        await expect(one.page.get_by_text("Загрузка отменена, список школы прежний")).to_be_visible()


async def test_a_value_is_corrected_in_place_and_only_good_rows_are_loaded(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    async with window(browser, school.url) as one:
        await one.enter(admin)
        await choose(one, school.url, "thirty-defects.xlsx")
        await one.shot("import-defects-phone")
        tab = one.page.get_by_role("tab", name="Замечания")
        before = await tab.inner_text()
        wrong = one.page.get_by_role("button", name="телефон, строка").or_(
            one.page.get_by_role("button", name="Телефон, строка")
        )
        await wrong.first.click()
        await one.page.keyboard.press("Control+A")
        await one.page.keyboard.type("8 900 123-45-67")
        await one.page.keyboard.press("Enter")
        await expect(tab).not_to_have_text(before)
        await one.page.get_by_role("tab", name="Все строки").click()
        await one.page.get_by_role("list", name="Строки листа").wait_for()
        await one.shot("import-rows-phone")
        async with one.page.expect_download() as stopped:
            await one.page.get_by_role("button", name="Скачать строки с ошибками").click()
        assert (await (await stopped.value).path()).stat().st_size > 1000
        await one.page.get_by_role("button", name="Загрузить только верные строки").click()
        await expect(one.page.get_by_text("Строк с ошибками осталось не загружено")).to_be_visible()


async def test_a_column_read_wrongly_is_named_anew(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    async with window(browser, school.url, phone=False) as one:
        await one.enter(admin)
        await one.page.goto(f"{school.url}/school/import")
        await one.page.get_by_role("tab", name="Вставить").click()
        await one.page.locator("textarea").fill(
            "Кто\tГде учится\tКласс\nИванова Аня\tу окна\t6Б\nПетров Илья\tу двери\t6Б"
        )
        await one.page.get_by_role("button", name="Проверить").click()
        await one.page.get_by_role("tab", name="Столбцы и листы").click()
        await one.page.get_by_label("Строк заголовка сверху").fill("1")
        await one.page.keyboard.press("Tab")
        await one.page.get_by_label("Где учится").select_option("self.externalNumber")
        await one.shot("import-columns")
        await expect(one.page.get_by_text("Будет добавлено: 2 человека, 1 класс")).to_be_visible()
        await one.page.get_by_role("tab", name="Все строки").click()
        await expect(one.page.get_by_role("cell", name="у окна")).to_be_visible()
        await expect(one.page.get_by_role("cell", name="новый ученик, 6Б").first).to_be_visible()
        await one.shot("import-rows")


async def test_the_import_is_accessible_in_each_state(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "6Б")
    async with window(browser, school.url, checks_policy=False) as one:
        await one.enter(admin)
        await one.page.goto(f"{school.url}/school/import")
        await one.page.get_by_text("Списки ещё не загружали").wait_for()
        await one.shot("import-empty-phone")
        assert await one.axe() == []
        await choose(one, school.url, "thirty-defects.xlsx")
        assert await one.axe() == []
        for tab in ("Все строки", "Столбцы и листы"):
            await one.page.get_by_role("tab", name=tab).click()
            await one.page.get_by_label("Лист файла").or_(one.page.get_by_label("Строки листа")).first.wait_for()
            assert await one.axe() == []
        await one.page.goto(f"{school.url}/school/import")
        await one.page.get_by_text("только проверка").wait_for()
        await one.page.context.set_offline(True)
        await one.page.locator("input[type=file]").set_input_files(EXAMPLES / "staff.xlsx")
        await one.page.get_by_text("Список остался на этом устройстве").wait_for()
        assert await one.axe() == []
        await one.shot("import-offline-phone")
    async with window(browser, school.url, checks_policy=False, theme="dark", phone=False) as one:
        await one.enter(anya)
        await one.page.goto(f"{school.url}/school/import")
        await one.page.get_by_text("Списки загружает администратор школы").wait_for()
        assert await one.axe() == []
    async with window(browser, school.url, checks_policy=False, theme="dark", phone=False) as one:
        await one.enter(admin)
        await choose(one, school.url, "thirty-defects.xlsx")
        await one.shot("import-dark")
        assert await one.axe() == []
