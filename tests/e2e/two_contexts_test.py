"""Scenario 2 in real browsers: a teacher whose daughter learns here acts as one of the two, never as both (B10)."""

import pytest
from playwright.async_api import Browser, expect

from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Person, TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def represents(school: TestSchool, adult: Person, child: Person) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, adult.id, Kind.GUARDIAN, today=START, target=child.id, detail="мать")


async def test_teacher_who_is_also_a_mother(school: TestSchool, browser: Browser) -> None:
    maria = await school.teacher("Мария", "Юрьева", class_teacher="6Б")
    vera = await school.teacher("Вера", "Ильина", class_teacher="3В")
    lida = await school.pupil("Лида", "Юрьева", "3В")
    other = await school.parent("Инна", "Петрова", await school.pupil("Боря", "Петров", "3В"))
    await represents(school, maria, lida)
    parents = school.room("3В", "parents")
    await vera.says(parents, "Здравствуйте")
    told = await vera.says(school.room("3В"), "Завтра контрольная")
    await lida.ask("POST", f"/api/rooms/{school.room('3В')}/messages/{told['position']}/report", {"reason": "обидно"})
    async with window(browser, school.url) as hers, window(browser, school.url) as others:
        page = hers.page
        await hers.enter(maria)
        await page.get_by_role("link", name="6Б — класс").wait_for()
        await expect(page.get_by_role("link", name="3В — родители")).to_have_count(0)
        await expect(page.get_by_role("link", name="Класс", exact=True)).to_be_visible()

        await page.get_by_role("link", name="Ещё").click()
        await page.get_by_role("button", name="родитель").click()
        await page.get_by_role("link", name="3В — родители").wait_for()
        await expect(page.get_by_role("link", name="6Б — класс")).to_have_count(0)
        await expect(page.get_by_role("link", name="Учительская")).to_have_count(0)
        await expect(page.get_by_role("link", name="Класс", exact=True)).to_have_count(0)
        await hers.shot("mother-of-3v")
        await hers.open("3В — родители")
        await hers.write("Возьму Лиду в шесть")

        await others.enter(other)
        await others.open("3В — родители")
        await others.sees("Возьму Лиду в шесть")
        await expect(others.page.get_by_text("родитель: Лида Ю.")).to_be_visible()

        for closed in ("/requests", "/reports"):
            await page.goto(f"{school.url}{closed}")
            await expect(page.get_by_text("Завтра контрольная")).to_have_count(0)
    mother = await Person(school, maria.id, maria.account, other.hat).sign_in()
    school.people.append(mother)
    for path in ("/api/reports", "/api/join-requests", f"/api/people/{lida.id}", "/api/people?group=pupils"):
        assert await mother.status("GET", path) in (403, 404), path
