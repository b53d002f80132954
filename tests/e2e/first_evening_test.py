"""The first evening as one: from the printed code to a teacher, a pupil and a parent who talk, every act counted.

A field filled is one act, a click is one. Nobody types an address: the administrator opens the one that the server
printed, everybody else points a camera at a slip.
"""

import re
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from .browser import SHOTS, Window, window
from .serving import Counted, serving
from .slips import Slip, link_on_screen, slip_for, slips_of

pytestmark = pytest.mark.anyio
LIST = Path(__file__).parents[2] / "examples/one-sheet-a-class.xlsx"
PASSWORD = "три зелёных слона"
CLASS_CHAT, PARENTS_CHAT = "6Б — класс", "6Б — родители"
PEOPLE = {
    "teacher": ("Прохоров Станислав", CLASS_CHAT),
    "mother": ("Логинова Ярослава", PARENTS_CHAT),
    "pupil": ("Вавилов Иван", CLASS_CHAT),
}


async def test_an_empty_folder_becomes_a_school_that_talks(data: Path, browser: Browser) -> None:
    async with serving(data) as (school, home), AsyncExitStack() as windows:
        office = await windows.enter_async_context(window(browser, home, phone=False))
        await office.page.goto(home)
        admin = Counted(office)
        await makes_the_school(admin, await school.until_said(r"действует один раз\): (\S+)"))
        await tries_the_address(admin, await windows.enter_async_context(window(browser, home)))
        await loads_the_list(admin)
        printed = ("Сотрудники", "6Б")
        slips = [slip for file in await prints(admin, *printed) for slip in slips_of(file)]
        sheets = await office.page.get_by_role("button", name=re.compile("^Печать: ")).count()
        assert sheets == 25  # the staff and 24 classes
        await admin.presses("Готово, открыть школу", "link")
        await expect(office.page.get_by_role("button", name=re.compile("^6Б"))).to_be_visible()
        await office.shot("evening-school")
        assert len(admin.steps) + sheets - len(printed) <= 40, admin.steps  # all the slips of the school, not these two

        people = {}
        for who, (name, _) in PEOPLE.items():  # the mother before her son: she consents for him
            one = await windows.enter_async_context(window(browser, home))
            people[who] = await joins(one, slip_for(slips, name), consents=who != "pupil")
        for who, (name, chat) in PEOPLE.items():
            await people[who].writes(chat, f"Добрый вечер! {name}")
            await people[who].window.shot(f"evening-{who}")
            assert len(people[who].steps) <= 8, people[who].steps
        await everybody_sees_the_others(**{who: one.window for who, one in people.items()})


async def makes_the_school(admin: Counted, code: str) -> None:
    """The printed code, the school and its first administrator."""
    page = admin.page
    await admin.fills(page.locator("input[name=code]"), code)
    await admin.presses("Войти")
    await page.get_by_role("heading", name="Новая школа").wait_for()
    await admin.window.shot("evening-1-school")
    await admin.fills(page.get_by_label("Короткое название"), "Школа № 5")
    await admin.fills(page.get_by_label("Фамилия, имя, отчество"), "Орлова Анна Сергеевна")
    await admin.fills(page.get_by_label("Пароль", exact=True), PASSWORD)
    await admin.presses("Создать школу")


async def tries_the_address(admin: Counted, phone: Window) -> None:
    """«Только внутри школы», as this machine has no name in the world; a phone opens the test QR all the same."""
    await admin.clicks(admin.page.get_by_label("Только внутри школы"))
    await admin.window.shot("evening-2-address")
    await admin.presses("Сохранить и дальше")
    code = admin.page.get_by_role("img", name="Пробный QR-код")
    await code.screenshot(path=SHOTS / "evening-test-qr.png")
    await phone.page.goto(link_on_screen(SHOTS / "evening-test-qr.png"))
    await expect(phone.page.get_by_role("heading", name="Работает!")).to_be_visible()
    await phone.shot("evening-3-phone")
    await expect(admin.page.get_by_text("Телефон открыл школу в")).to_be_visible()
    await admin.window.shot("evening-3-tested")
    await admin.presses("Дальше")


async def loads_the_list(admin: Counted) -> None:
    """The school's own spreadsheet: one sheet a class."""
    await admin.chooses(admin.page.locator("input[type=file]"), LIST)
    await admin.presses("Загрузить")
    await admin.page.get_by_role("button", name="Дальше: приглашения").wait_for(timeout=30_000)
    await admin.window.shot("evening-4-list")
    await admin.presses("Дальше: приглашения")


async def prints(admin: Counted, *sheets: str) -> list[Path]:
    """The slips of these groups, as files."""
    files = []
    await admin.page.get_by_role("button", name="Печать: Сотрудники").wait_for()
    for name in sheets:
        async with admin.page.expect_download() as printing:
            await admin.presses(f"Печать: {name}")
        files.append(Path(await (await printing.value).path()))
    await admin.window.shot("evening-5-slips")
    return files


async def joins(one: Window, slip: Slip, *, consents: bool) -> Counted:
    """From the camera over the slip to the list of chats."""
    person, page = Counted(one), one.page
    await page.goto(slip.link)
    await person.presses("Да, это я", "link")
    await person.presses("Подтверждаю ознакомление")
    if consents:
        await person.presses("Даю согласие")
    await person.fills(page.locator("input[name=password]"), PASSWORD)
    await person.presses("Продолжить")
    return person


async def everybody_sees_the_others(teacher: Window, mother: Window, pupil: Window) -> None:
    """Teacher and pupil in the class's chat, teacher and mother in the parents'."""
    await teacher.sees("Добрый вечер! Вавилов Иван")
    await pupil.sees("Добрый вечер! Прохоров Станислав")
    await teacher.page.get_by_role("button", name="К списку чатов").click()
    await teacher.open(PARENTS_CHAT)
    await teacher.sees("Добрый вечер! Логинова Ярослава")
    await teacher.write("И вам добрый вечер!")
    await mother.sees("И вам добрый вечер!")
