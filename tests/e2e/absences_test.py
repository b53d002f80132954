"""«Не придёт» in browsers: a mother's two touches, the class teacher's list and the canteen's number beside her, live (C25)."""

import pytest
from playwright.async_api import Browser, expect

from parta.policy.standing import Kind
from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_mother_marks_in_two_touches_and_teacher_and_canteen_see_it_without_asking_again(
    school: TestSchool, browser: Browser
) -> None:
    anya = await school.pupil("Анна", "Иванова", "6Б")
    await school.pupil("Борис", "Петров", "6Б")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    cook = await school.staff("Нина", "Поварова", Kind.OTHER_STAFF)
    admin = await school.admin()
    await admin.ask("POST", f"/api/people/{cook.id}/positions", {"position": "canteen"}, expect=204)
    async with (
        window(browser, school.url) as phone,
        window(browser, school.url, phone=False) as desk,
        window(browser, school.url, theme="dark") as kitchen,
    ):
        await phone.enter(mother)
        await phone.page.get_by_role("link", name="Ещё").click()
        await phone.page.get_by_role("link", name="Не придёт").click()
        await desk.enter(teacher)
        await desk.page.get_by_role("link", name="Класс", exact=True).click()
        list_of_day = desk.page.locator("section", has=desk.page.get_by_role("heading", name="Не придут"))
        await list_of_day.get_by_text("Ждём всех 2 учеников").wait_for()
        await kitchen.enter(cook)
        await kitchen.page.get_by_role("link", name="Ещё").click()
        await kitchen.page.get_by_role("link", name="Кто не придёт").click()
        await kitchen.page.get_by_text("Ждём 2 учеников").wait_for()

        await phone.page.get_by_role("button", name="Сегодня").click()
        await phone.page.get_by_role("button", name="Болеет").wait_for()
        await phone.shot("absence-reason")
        await phone.page.get_by_role("button", name="Болеет").click()

        await list_of_day.get_by_text("Иванова Анна").wait_for()
        await expect(list_of_day.get_by_text("Болеет · отметила семья")).to_be_visible()
        await kitchen.page.get_by_text("Не придут 1 из 2").wait_for()
        await expect(kitchen.page.get_by_text("Иванова")).to_have_count(0)
        await phone.shot("absence-marked")
        await kitchen.shot("absence-kitchen")
        await desk.shot("absence-class")

        await phone.page.get_by_role("button", name="Отменить").click()
        await list_of_day.get_by_text("Ждём всех 2 учеников").wait_for()
        await kitchen.page.get_by_text("Не придут 0 из 2").wait_for()


async def test_class_teacher_marks_for_a_child_by_keyboard_alone(school: TestSchool, browser: Browser) -> None:
    anya = await school.pupil("Анна", "Иванова", "6Б")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    async with window(browser, school.url, phone=False) as desk:
        await desk.enter(teacher)
        await desk.page.get_by_role("link", name="Класс", exact=True).click()
        await desk.page.get_by_role("button", name="Отметить ученика").focus()
        await desk.page.keyboard.press("Enter")
        await desk.page.get_by_role("button", name="Иванова Анна").focus()
        await desk.page.keyboard.press("Enter")
        await desk.page.get_by_role("button", name="Семейные обстоятельства").focus()
        await desk.page.keyboard.press("Enter")
        await desk.page.get_by_text("Не придут 1 из 1").wait_for()
    [child] = (await mother.ask("GET", "/api/my/absences"))["children"]
    assert [one["markedBy"] for one in child["absences"]] == ["school"]
