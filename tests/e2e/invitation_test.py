"""An invitation in real hands: typed from the sign-in page, opened in the child's own browser, used, dead, for a second child."""

import pytest
from playwright.async_api import Browser, expect

from newcomers import anya_invited, on_roster, one_code, qr_answered
from parta.policy.standing import Kind
from people import TestSchool

from .browser import window

pytestmark = pytest.mark.anyio


async def test_code_from_a_slip_is_typed_from_the_sign_in_page(school: TestSchool, browser: Browser) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    mother = await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    await qr_answered(school)
    code = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(mother)])
    async with window(browser, school.url) as phone:
        page = phone.page
        await page.goto(school.url)
        await page.get_by_role("link", name="У меня есть приглашение").wait_for()
        await phone.shot("sign-in-with-invitation")
        await page.fill("input[name=code]", code)  # the wrong door leads to the right one
        await page.get_by_role("button", name="Войти", exact=True).click()
        await page.get_by_role("link", name="Это код с приглашения").click()
        await page.get_by_role("heading", name="Вы — Иванова Ольга, 5А?").wait_for()
        await phone.shot("join-confirm")
        await page.get_by_role("button", name="Да, это я").click()
        await page.get_by_role("button", name="Подтверждаю ознакомление").wait_for()
    async with window(browser, school.url) as late:
        await late.page.goto(f"{school.url}/sign-in")
        await late.page.get_by_role("link", name="У меня есть приглашение").click()
        await late.page.get_by_role("heading", name="Вход по приглашению").wait_for()
        await late.page.locator("input[name=code]").press_sequentially(
            code.replace("-", "")
        )  # key by key, no miss counted
        await late.page.get_by_role("button", name="Продолжить").click()
        await expect(late.page.get_by_role("heading", name="Приглашение использовано")).to_be_visible()
        await expect(late.page.get_by_text("По нему уже вошли сегодня")).to_be_visible()
        await late.shot("join-used")
        await late.page.get_by_role("button", name="Вошли не мы: сообщить в школу").click()
        await expect(late.page.get_by_text("Чужой вход закроют")).to_be_visible()
        await expect(late.page.get_by_role("link", name="Позвонить в школу")).to_be_visible()
        await late.shot("join-used-told")
    async with window(browser, school.url, theme="dark") as desk:
        await desk.enter(teacher)
        await desk.page.goto(f"{school.url}/requests")
        await expect(desk.page.get_by_text("По приглашению вошёл кто-то другой")).to_be_visible()
        await desk.shot("requests-not-me-used")
        await desk.page.get_by_role("link", name="Сбросить вход").click()
        await desk.page.get_by_role("heading", name="Иванова Ольга").wait_for()


async def test_slip_of_another_is_told_by_one_press_and_seen_to(school: TestSchool, browser: Browser) -> None:
    invited = await anya_invited(school)
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False) as desk:
        await desk.enter(invited.teacher)
        await desk.page.goto(f"{school.url}/requests")
        await desk.page.get_by_text("Новых заявок нет").wait_for()
        await phone.page.goto(f"{school.url}/join#{invited.code}")
        await phone.page.get_by_role("heading", name="Вы — Иванова Анна, 5А?").wait_for()
        await phone.shot("join-not-me")
        await phone.context.set_offline(True)
        await phone.page.get_by_role("button", name="Это не я").click()
        await phone.page.get_by_role("alert").or_(phone.page.get_by_text("Нет сети")).first.wait_for()
        await phone.context.set_offline(False)
        await phone.page.get_by_role("button", name="Это не я").click()
        await phone.page.get_by_text("Верните листок в школу").wait_for()
        await phone.shot("join-not-me-told")
        await desk.page.get_by_role(
            "heading", name="Сказали «Это не я»"
        ).wait_for()  # by itself, from the desk's stream
        await expect(desk.page.get_by_text("Иванова Анна, 5А")).to_be_visible()
        await desk.shot("requests-not-me")
        await desk.page.get_by_role("button", name="Разобрались").click()
        await desk.page.get_by_text("Новых заявок нет").wait_for()


async def test_dead_code_says_what_to_do_and_takes_another(school: TestSchool, browser: Browser) -> None:
    invited = await anya_invited(school)
    dead = invited.code
    living = await invited.another_slip()
    async with window(browser, school.url) as phone:
        page = phone.page
        await page.goto(f"{school.url}/join#{dead}")
        await page.get_by_text("Приглашение не действует").wait_for()
        await expect(page.get_by_text("+7 495 123-45-67")).to_be_visible()
        await phone.shot("join-dead")
        await page.fill("input[name=code]", living)
        await page.get_by_role("button", name="Продолжить").click()
        await expect(page.get_by_role("heading", name="Вы — Иванова Анна, 5А?")).to_be_visible()


async def test_parent_takes_over_the_childs_browser_and_nothing_of_the_child_stays(
    school: TestSchool, browser: Browser
) -> None:
    """B7: no loop of refusals, and the way back is open until the last moment."""
    await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    await qr_answered(school)
    link = await anya.ask("POST", "/api/relatives/invite", {})
    async with window(browser, school.url) as phone:
        page = phone.page
        await phone.enter(anya)
        await page.goto(link["url"])
        await page.get_by_role("link", name="Подать заявку").or_(page.get_by_role("link", name="Я родитель")).click()
        await page.get_by_text("На этом устройстве вошёл другой человек: Иванова Анна").wait_for()
        await phone.shot("join-in-childs-browser")
        await page.get_by_role("button", name="Оставить как есть").click()
        await page.get_by_role("heading", name="Чаты", exact=True).wait_for()
        await page.goto(link["url"])
        await page.get_by_role("link", name="Я родитель").click()
        await page.get_by_role("button", name="Я родитель, сменить человека").click()
        await page.get_by_label("Ваши фамилия").fill("Иванова Ольга")
        await page.get_by_label("Кем вы приходитесь").select_option("мать")
        await phone.shot("join-relative-form")
        await page.get_by_role("button", name="Отправить заявку").click()
        await page.locator("input[name=login]").wait_for()
        assert await page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert await anya.status("GET", "/api/me") == 200  # on her other devices she is as she was


async def test_mother_of_two_adds_the_second_child_and_answers_for_him(school: TestSchool, browser: Browser) -> None:
    """B10, B13."""
    teacher = await school.teacher("Инна", "Белова", class_teacher="2А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    one = await school.school_class("2А")
    timur = await on_roster(school, "Иванов", "Тимур", Kind.PUPIL, one)
    await qr_answered(school)
    code = await one_code(teacher, classId=str(one), whom=["guardian"], people=[str(timur)])
    async with window(browser, school.url) as phone:
        page = phone.page
        await phone.enter(mother)
        await page.get_by_role("link", name="Ещё").click()
        await page.get_by_role("link", name="Ввести приглашение").click()
        await page.fill("input[name=code]", code)
        await page.get_by_role("button", name="Продолжить").click()
        await page.get_by_role("heading", name="Добавить ребёнка: Иванов Тимур, 2А?").wait_for()
        await page.get_by_label("Кем вы приходитесь").select_option("мать")
        await phone.shot("join-second-child")
        await page.get_by_role("button", name="Добавить ребёнка").click()
        await page.get_by_text("За ребёнка: Тимур И.").wait_for()
        await phone.shot("join-second-consent")
        await page.get_by_role("button", name="Даю согласие", exact=True).click()
        await (
            page.get_by_role("button", name="Открыть чаты").or_(page.get_by_text("Как будете входить")).first.wait_for()
        )
    rows = (await teacher.ask("GET", f"/api/classes/{one}/consents"))["rows"]
    assert {row["state"] for row in rows if row["role"] == "pupil"} == {"given"}
