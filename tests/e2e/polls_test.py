"""A poll on phones: made from the composer, answered by two parents for one child, counted before everybody's eyes (C9)."""

import pytest
from playwright.async_api import Browser, expect

from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_class_teacher_asks_and_two_parents_answer_for_one_child(school: TestSchool, browser: Browser) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother, father = await school.parent("Ольга", "Иванова", anya), await school.parent("Пётр", "Иванов", anya)
    await teacher.says(school.room("5А", "parents"), "Здравствуйте")
    async with (
        window(browser, school.url, phone=False) as desk,
        window(browser, school.url) as hers,
        window(browser, school.url, theme="dark") as his,
    ):
        for one, person in ((desk, teacher), (hers, mother), (his, father)):
            await one.enter(person)
            await one.open("5А — родители")
        page = desk.page
        await page.get_by_role("button", name="Прикрепить").click()
        await page.get_by_role("menuitem", name="Опрос").click()
        await page.get_by_label("Вопрос").fill("Куда едем в декабре?")
        await page.get_by_label("Ответ 1", exact=True).fill("В музей")
        await page.get_by_label("Ответ 2", exact=True).fill("В лес")
        await page.get_by_role("button", name="Ещё ответ").click()
        await page.get_by_label("Ответ 3", exact=True).fill("<b>Никуда</b>")
        await page.get_by_text("Один голос за ребёнка").click()
        await desk.shot("poll-dialog")
        await page.get_by_role("button", name="Спросить").click()

        await expect(hers.page.get_by_role("radio", name="<b>Никуда</b>")).to_be_visible()  # words, no markup
        await hers.page.get_by_role("radio", name="В музей").click()
        await expect(hers.page.get_by_role("radio", name="В музей: 1, 100 %")).to_be_checked()
        await expect(
            his.page.get_by_text("Ответ уже дал другой представитель (Ольга И.), его можно изменить")
        ).to_be_visible()
        await his.page.get_by_role("radio", name="В лес").click()
        await expect(hers.page.get_by_role("radio", name="В лес: 1, 100 %")).to_be_checked()
        await expect(page.get_by_role("radio", name="В лес: 1, 100 %")).to_be_visible()
        await hers.shot("poll-phone")
        await his.shot("poll-phone-dark")
        await page.get_by_role("button", name="Кто как ответил").click()
        await page.get_by_text("Анна И. (Иванов Пётр)").wait_for()
        await desk.shot("poll-voters")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Закрыть опрос").click()
        await expect(his.page.get_by_text("опрос закрыт")).to_be_visible()
        await expect(his.page.get_by_role("radio", name="В музей")).to_be_disabled()
        await desk.shot("poll-desk")
