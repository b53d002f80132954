"""Direct chats in browsers: a parent writes to a teacher, parents ask each other, a pupil's talk is marked (C12)."""

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_a_mother_writes_to_the_class_teacher_who_answers(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    mother = await school.parent("Вера", "Иванова", anya)
    async with window(browser, school.url) as hers, window(browser, school.url, phone=False, theme="dark") as olgas:
        await hers.enter(mother)
        await olgas.enter(olga)
        await hers.page.get_by_role("button", name="Новое сообщение").click()
        await hers.page.get_by_placeholder("Фамилия или имя").fill("петр")
        await hers.shot("direct-write")
        await hers.page.get_by_role("button", name="Петрова Ольга").click()
        await hers.page.get_by_role("heading", name="Петрова Ольга").wait_for()
        await hers.write("Аня сегодня не придёт")
        await hers.sees("Аня сегодня не придёт")
        await olgas.open("Вера И.")
        await olgas.write("Спасибо, выздоравливайте")
        await hers.sees("Спасибо, выздоравливайте")
        await hers.shot("direct-chat")
        await olgas.shot("direct-chat-desk")


async def test_parents_write_to_each_other_once_the_other_has_let(school: TestSchool, browser: Browser) -> None:
    anya = await school.pupil("Аня", "Иванова", "6Б")
    mother = await school.parent("Вера", "Иванова", anya)
    father = await school.parent("Игорь", "Серов", await school.pupil("Боря", "Серов", "6Б"))
    async with window(browser, school.url) as hers, window(browser, school.url) as his:
        await hers.enter(mother)
        await his.enter(father)
        await hers.page.goto(f"{school.url}/write")
        await hers.page.get_by_role("button", name="Игорь С.").click()
        await expect(hers.page.get_by_text("Просьба отправлена")).to_be_visible()
        await his.page.get_by_role("link", name="Вера И.").click()
        await his.page.get_by_role("button", name="Разрешить").wait_for()
        await his.shot("direct-asked")
        await his.page.get_by_role("button", name="Разрешить").click()
        await his.write("Добрый вечер")
        await hers.sees("Добрый вечер")
        await his.page.get_by_role("button", name="Заблокировать…").click()
        await his.page.get_by_role("menuitem", name="Заблокировать").click()
        await expect(his.page.get_by_role("button", name="Разблокировать")).to_be_visible()
        await expect(hers.page.get_by_text("Сейчас писать сюда нельзя")).to_be_visible()
        await his.shot("direct-blocked")


async def test_a_pupils_talk_with_a_teacher_is_marked_and_seen_in_the_family(
    school: TestSchool, browser: Browser
) -> None:
    await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    mother = await school.parent("Вера", "Иванова", anya)
    async with window(browser, school.url) as hers, window(browser, school.url) as mothers:
        await hers.enter(anya)
        await hers.page.goto(f"{school.url}/write")
        await hers.page.get_by_role("button", name="Петрова Ольга").click()
        await expect(hers.page.get_by_text("видят классный руководитель и родители")).to_be_visible()
        await hers.write("Можно пересдать?")
        await hers.sees("Можно пересдать?")
        await hers.shot("direct-marked")
        await mothers.enter(mother)
        await mothers.page.goto(f"{school.url}/more/family")
        await expect(mothers.page.get_by_text("Личные чаты с сотрудниками школы")).to_be_visible()
        await expect(mothers.page.get_by_text("Можно пересдать?")).not_to_be_visible()
        await mothers.shot("direct-family")


async def test_the_administrator_opens_a_door_and_the_teacher_writes_from_a_card(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    async with window(browser, school.url, phone=False) as one:
        await one.enter(admin)
        await one.page.goto(f"{school.url}/school/talking")
        await one.page.get_by_label("секретарь").check()
        await one.page.get_by_role("button", name="Сохранить").click()
        await expect(one.page.get_by_text("Сохранено")).to_be_visible()
        await one.shot("direct-rules")
        await one.page.goto(f"{school.url}/school/people/{olga.id}")
        await one.page.get_by_role("button", name="Написать").click()
        await one.page.get_by_role("heading", name="Петрова Ольга").wait_for()
    rules = await admin.ask("GET", "/api/direct-chats/rules")
    assert rules["offices"] == ["secretary"]
