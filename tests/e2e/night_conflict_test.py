"""Scenario 6: at night pupils of 8А insult one in a chat; four people at once, each in a browser of his own (E3, E4)."""

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_victim_reports_at_night_authors_delete_and_the_moderator_still_sees_what_was_said(
    school: TestSchool, browser: Browser
) -> None:
    anya, borya, vova = [await school.pupil(name, "Иванов", "8А") for name in ("Анна", "Борис", "Владимир")]
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="8А")
    admin = await school.admin()
    room = school.room("8А")
    await teacher.says(room, "Доброго вечера, до завтра")
    async with (
        window(browser, school.url) as victim,
        window(browser, school.url, theme="dark") as bully,
        window(browser, school.url, phone=False) as desk,
    ):
        await victim.enter(anya)
        await victim.open("8А — класс")
        await bully.enter(borya)
        await bully.open("8А — класс")
        await bully.write("Тебя тут никто не ждёт")
        await vova.says(room, "Да, уходи")
        await victim.sees("Тебя тут никто не ждёт")
        await desk.enter(admin)
        await desk.page.goto(f"{school.url}/reports")
        await desk.page.get_by_text("Жалоб нет").wait_for()

        await victim.page.locator("[data-bubble]", has_text="никто не ждёт").click(button="right")
        await victim.page.get_by_role("menuitem", name="Пожаловаться").click()
        await victim.page.get_by_label("Угроза жизни или здоровью").check()
        await victim.page.get_by_text("звоните 112").wait_for()
        await victim.shot("report-danger")
        await victim.page.get_by_role("button", name="Отправить жалобу").click()
        await expect(victim.page.locator("[data-bubble]", has_text="никто не ждёт")).to_have_count(0)

        await desk.page.get_by_text("Просит помощи: Иванов Анна").wait_for()
        await borya.ask("DELETE", f"/api/rooms/{room}/messages/2")
        await vova.ask("DELETE", f"/api/rooms/{room}/messages/3")
        await desk.page.reload()
        await desk.page.get_by_text("Тебя тут никто не ждёт").wait_for()
        await expect(desk.page.get_by_text("Да, уходи")).to_be_visible()
        await expect(desk.page.get_by_text("в чате удалено").first).to_be_visible()
        await desk.shot("report-evidence")

        await desk.page.get_by_role("button", name="Меры приняты").click()
        await desk.page.get_by_label("На сутки").check()
        await desk.shot("report-decision")
        await desk.page.get_by_role("button", name="Решено").click()
        await desk.page.get_by_text("Жалоб нет").wait_for()
        await bully.page.get_by_text("Пока здесь можно только читать").wait_for()
        await bully.shot("report-only-reading")
        await expect(bully.page.get_by_text("Анна")).to_have_count(0)

        await desk.page.get_by_role("button", name="Разобраны").click()
        await desk.page.get_by_text("Меры приняты · ").wait_for()
        await desk.shot("report-decided")
