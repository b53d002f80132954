"""Scenario 3 in real browsers: two homes, one parent barred by a court; everybody sees only what is his to see (B9)."""

import re
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect

from applicants import MovedClock
from parta.classes import leaving
from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
SECRETS = re.compile("суд|огранич|2-415", re.IGNORECASE)


def day(clock: MovedClock, ahead: int) -> str:
    return f"{clock.now() + timedelta(days=ahead):%d.%m.%Y}"


async def bar(desk: Window, clock: MovedClock) -> None:
    page = desk.page
    await page.get_by_role("button", name="Действия: Иванов Пётр").click()
    await page.get_by_role("menuitem", name="Ограничить доступ по решению").click()
    await page.get_by_label("Документ", exact=True).fill("решение районного суда № 2-415")
    await page.get_by_label("Дата документа").fill(day(clock, -3))
    await page.get_by_label("Последний день").fill(day(clock, 1))
    await desk.shot("restriction-form")
    await page.get_by_role("button", name="Ограничить доступ", exact=True).click()
    await page.get_by_text("Нет доступа к ребёнку: Иванова Анна").wait_for()
    await desk.shot("restriction-made")


async def nothing_said(page: Page) -> None:
    """No word of the reason is on the screen, nor in what the browser keeps."""
    assert not SECRETS.search(await page.locator("body").inner_text())


async def test_two_homes_one_parent_barred_by_court(school: TestSchool, browser: Browser, clock: MovedClock) -> None:
    admin = await school.admin()
    anya, timur = await school.pupil("Анна", "Иванова", "5А"), await school.pupil("Тимур", "Иванов", "2А")
    father = await school.parent("Пётр", "Иванов", anya, timur)
    mother = await school.parent("Ольга", "Иванова", anya)
    await mother.says(school.room("5А", "parents"), "Собрание в пятницу")
    await father.says(school.room("2А", "parents"), "Тимур завтра в школе")
    async with AsyncExitStack() as homes:
        desk = await homes.enter_async_context(window(browser, school.url, phone=False))
        his = await homes.enter_async_context(window(browser, school.url))
        hers = await homes.enter_async_context(window(browser, school.url))
        await desk.enter(admin)
        await his.enter(father)
        await hers.enter(mother)
        await his.open("5А — родители")
        await his.sees("Собрание в пятницу")
        await desk.page.goto(f"{school.url}/school/people/{anya.id}")
        await bar(desk, clock)

        await expect(his.page.get_by_text("Собрание в пятницу")).to_have_count(0)
        await his.shot("barred-open-chat")
        await nothing_said(his.page)
        await hers.page.get_by_text("Изменился доступ взрослых к чатам ребёнка: Анна И.").wait_for()
        await nothing_said(hers.page)
        await hers.page.get_by_role("button", name="Семья").click()
        await hers.page.get_by_text("Доступ взрослых к чатам ребёнка изменён: сегодня").wait_for()
        await hers.shot("access-changed")
        await nothing_said(hers.page)

        await mother.says(school.room("5А", "parents"), "Это уже без него")
        await his.page.goto(f"{school.url}/chats")
        await his.page.get_by_role("link", name="2А — родители").wait_for()
        await expect(his.page.get_by_role("link", name="5А — родители")).to_have_count(0)
        await his.open("2А — родители")
        await his.write("У Тимура всё по-прежнему")
        await his.sees("У Тимура всё по-прежнему")
        await his.page.goto(f"{school.url}/chats/{school.room('5А', 'parents')}")
        await his.page.get_by_text("Этот чат вам не виден").wait_for()
        await his.shot("barred-neutral")
        await nothing_said(his.page)

        clock.ahead = timedelta(days=3)
        await leaving.apply_all_dates(school.server.workshop)
        assert await father.status("GET", f"/api/rooms/{school.room('5А', 'parents')}/messages") == 404
        await desk.enter(admin)
        await desk.page.get_by_role("link", name="Ещё").click()
        await desk.page.get_by_role("link", name="Заявки").click()
        await desk.page.get_by_text("Срок ограничений вышел").wait_for()
        await desk.shot("restriction-over")
        await desk.page.get_by_role("button", name="Снять").click()
        await desk.page.get_by_label("На каком основании").fill("определение суда № 9")
        await desk.page.get_by_role("button", name="Снять ограничение").click()
        await expect(desk.page.get_by_text("Срок ограничений вышел")).to_have_count(0)
        await his.page.goto(f"{school.url}/chats")
        await his.page.get_by_role("link", name="5А — родители").wait_for()


async def test_who_has_no_other_child_here_finds_a_neutral_page(
    school: TestSchool, browser: Browser, clock: MovedClock
) -> None:
    admin = await school.admin()
    anya = await school.pupil("Анна", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    async with window(browser, school.url) as his:
        await his.enter(father)
        form = {
            "document": "решение суда № 2-415",
            "decidedOn": f"{clock.now():%Y-%m-%d}",
            "endsOn": f"{clock.now() + timedelta(days=30):%Y-%m-%d}",
        }
        await admin.ask("POST", f"/api/people/{anya.id}/guardians/{father.id}/restriction", form, expect=204)
        await his.page.get_by_role("button", name="Войти", exact=True).wait_for()
        await nothing_said(his.page)
        await his.page.fill("input[name=code]", await school.code_for(father.account))
        await his.page.get_by_role("button", name="Войти", exact=True).click()
        await his.page.wait_for_url("**/welcome")
        await his.page.get_by_role("heading", level=1).wait_for()
        await his.shot("barred-nobody")
        await nothing_said(his.page)


async def test_what_a_phone_keeps_opens_a_week_without_the_server_and_no_longer(
    school: TestSchool, browser: Browser
) -> None:
    """A phone that keeps away from the server can't hear that access was lost: what it keeps has an end."""
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    await mother.says(school.room("5А", "parents"), "Собрание в пятницу")
    async with window(browser, school.url) as phone:
        await phone.enter(mother)
        await phone.open("5А — родители")
        await phone.sees("Собрание в пятницу")
        await phone.page.route("**/api/**", lambda route: route.abort())
        for days, kept in ((6, True), (8, False)):
            long_ago = f"localStorage.setItem('parta.met', String(Date.now() - {days} * 86400000))"
            await phone.page.evaluate(long_ago)
            await phone.page.reload()
            if kept:
                await phone.sees("Собрание в пятницу")
        await phone.page.get_by_text("Не удалось открыть «Парту»").wait_for()
        await expect(phone.page.get_by_text("Собрание в пятницу")).to_have_count(0)
