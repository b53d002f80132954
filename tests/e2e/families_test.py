"""Consents, families and the move from the old chat on a phone: the walks of a class teacher, an administrator and a parent."""

from typing import Literal

import pytest
from playwright.async_api import Browser, Page, Route, expect

from newcomers import on_roster, qr_answered, stranger
from parta.policy.standing import Kind
from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
Theme = Literal["light", "dark"]


async def open_class(page: Page) -> None:
    await page.get_by_role("link", name="Класс", exact=True).click()
    await page.get_by_role("heading", name="5А", exact=True).wait_for()


async def test_class_teacher_marks_paper_for_many_and_the_chats_open(school: TestSchool, browser: Browser) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    for last in ("Ёлкина", "Жуков"):
        await on_roster(school, last, "Саша", Kind.PUPIL, one)
    async with window(browser, school.url) as phone:
        page = phone.page
        await phone.enter(teacher)
        await open_class(page)
        await page.get_by_role("link", name="Согласия").click()
        await page.get_by_text("ждём согласия").first.wait_for()
        await page.get_by_role("button", name="Выбрать всех без согласия").click()
        await phone.shot("consents-chosen")
        await page.get_by_role("button", name="Согласие на бумаге").click()
        await page.get_by_text("Отметка для 2 человек.").wait_for()
        await phone.shot("consents-paper")
        await page.get_by_role("button", name="Листы подписаны, отметить").click()
        await expect(page.get_by_text("согласие есть", exact=True)).to_have_count(2)
        await page.get_by_role("button", name="История согласий: Жуков Саша").click()
        await page.get_by_text("на бумаге, отметка: Каримов Марат").wait_for()
        await phone.shot("consents-history")
        await page.get_by_role("button", name="Отозвано заявлением").click()
        await page.get_by_role("button", name="Заявление в школе, отметить отзыв").click()
        await expect(page.get_by_text("отозвано", exact=True)).to_be_visible()


async def test_mother_withdraws_after_the_consequence_is_told_and_thinks_better_of_it(
    school: TestSchool, browser: Browser
) -> None:
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    async with window(browser, school.url) as phone:
        page = phone.page
        await phone.enter(mother)
        await page.get_by_role("link", name="Ещё").click()
        await page.get_by_role("link", name="Документы").click()
        card = page.locator("section", has_text="Иванова Анна")
        await card.get_by_role("button", name="Отозвать согласие").click()
        await page.get_by_text("Чаты ребёнка закроются сразу. Ваши останутся.").wait_for()
        await phone.shot("documents-withdraw")
        await page.get_by_role("button", name="Отозвать", exact=True).click()
        await card.get_by_text("отозвано").wait_for()
        assert await anya.rooms() == []
        await phone.shot("documents")
        await card.get_by_role("button", name="Дать согласие").click()
        await page.get_by_role("button", name="Даю согласие").click()
        await card.get_by_text("согласие есть").wait_for()
        assert await anya.rooms()


async def test_administrator_publishes_rules_and_a_pupil_reads_them_before_the_chats(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    anya = await school.pupil("Анна", "Иванова", "5А")
    async with window(browser, school.url, phone=False) as desk:
        page = desk.page
        await desk.enter(admin)
        await page.get_by_role("link", name="Школа").click()
        await page.get_by_role("link", name="Согласия").click()
        await page.get_by_role("link", name="5А").wait_for()
        await desk.shot("consents-school")
        await page.get_by_role("link", name="Тексты").click()
        await page.get_by_role("tab", name="Правила общения").click()
        words = page.get_by_label("Текст", exact=True)
        await words.fill(await words.input_value() + "\n10. Не ставьте звук на уроке.")
        await desk.shot("texts")
        await page.get_by_role("button", name="Опубликовать").click()
        await page.get_by_role("dialog").get_by_role("button", name="Опубликовать").click()
        await page.get_by_role("button", name="Подтверждаю ознакомление").click()  # she reads them too
        await page.get_by_role("button", name="Открыть чаты").wait_for()
    async with window(browser, school.url) as phone:
        page = phone.page
        code = await school.code_for(anya.account)
        await page.goto(f"{school.url}/sign-in")
        await page.fill("input[name=code]", code)
        await page.get_by_role("button", name="Войти", exact=True).click()
        await page.get_by_text("Школа обновила правила").wait_for()
        await expect(page.get_by_text("Не ставьте звук на уроке")).to_be_attached()
        await phone.shot("rules-anew")
        await page.get_by_role("button", name="Подтверждаю ознакомление").click()
        await page.get_by_role("button", name="Открыть чаты").click()
        await page.get_by_role("heading", name="Чаты", exact=True).wait_for()


async def test_father_invites_the_mother_and_hears_of_her_request(school: TestSchool, browser: Browser) -> None:
    """B7."""
    await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    async with window(browser, school.url) as phone:
        page = phone.page
        await phone.enter(father)
        await page.get_by_role("link", name="Ещё").click()
        await page.get_by_role("link", name="Семья").click()
        await page.get_by_role("button", name="Пригласить второго родителя").click()
        await page.get_by_alt_text("QR-код ссылки для родителя").wait_for()
        code = await page.locator("span.font-mono").inner_text()
        await phone.shot("family-link")
        async with stranger(school) as mother:
            form = {"ticket": code, "name": "Иванова Ольга", "relation": "мать"}
            await mother.ask("POST", "/api/joining/requests", form, expect=204)
            await page.get_by_text("Просит стать представителем: Иванова Ольга").wait_for()
            await expect(page.get_by_text("Просит стать представителем. Анна И.")).to_be_visible()
            await phone.shot("family-asked")
            await page.get_by_role("button", name="Семья").click()  # the news leads here, and makes room
        await page.get_by_role("button", name="Отозвать").click()
        await page.get_by_role("button", name="Пригласить второго родителя").wait_for()


async def test_class_teacher_moves_the_parents_from_the_old_chat(school: TestSchool, browser: Browser) -> None:
    """B17."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    await qr_answered(school)
    async with window(browser, school.url) as phone:
        page = phone.page
        await phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await phone.enter(teacher)
        await open_class(page)
        await page.get_by_role("link", name="Переезд из чата").click()
        await page.get_by_text("Ещё не вошли: 1").wait_for()
        await page.get_by_role("button", name="Сделать ссылку").click()
        async with page.expect_download() as poster:
            await page.get_by_role("button", name="Плакат с QR-кодом").click()
        assert (await poster.value).suggested_filename == "Плакат.pdf"
        await phone.shot("moving")
        await page.get_by_role("button", name="Скопировать текст").click()
        await page.get_by_text("Текст скопирован").wait_for()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert f"{school.url}/i/" in copied
        await page.get_by_role("link", name="Кто не вошёл, по именам").click()
        await page.get_by_text("Иванова Ольга").wait_for()


PLACES = {
    "/school/consents": "Согласия",
    "/school/consents/staff": "Согласия",
    "/school/texts": "Правила и согласие",
    "/classes/{one}/consents": "Согласия",
    "/classes/{one}/moving": "Переезд из чата",
}


async def look_around(one: Window, places: dict[str, str], name: str) -> None:
    """Every place stands, is read by axe, and is drawn."""
    for number, (place, heading) in enumerate(places.items()):
        await one.page.goto(one.home + place)
        await one.page.get_by_role("heading", name=heading, exact=True).wait_for()
        await expect(one.page.get_by_role("status", name="Загружается")).to_have_count(0)
        await one.shot(f"families-{name}-{number}")
        assert await one.axe() == [], place


@pytest.mark.parametrize(("phone", "theme"), [(True, "light"), (True, "dark"), (False, "light"), (False, "dark")])
async def test_screens_of_families_are_accessible(
    school: TestSchool, browser: Browser, phone: bool, theme: Theme
) -> None:
    admin = await school.admin()
    anya = await school.pupil("Анна", "Иванова", "5А")
    father = await school.parent("Пётр", "Иванов", anya)
    one = await school.school_class("5А")
    await on_roster(school, "Ёлкина", "Александра", Kind.PUPIL, one)
    await father.ask("POST", "/api/relatives/invite", {"childId": str(anya.id)})
    name = f"{'phone' if phone else 'desk'}-{theme}"
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as desk:
        await desk.enter(admin)
        await look_around(desk, {place.format(one=one): heading for place, heading in PLACES.items()}, name)
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as home:
        await home.enter(father)
        await look_around(home, {"/more/documents": "Документы", "/more/family": "Семья"}, f"{name}-parent")


@pytest.mark.parametrize(("answer", "shows"), [(500, "Не удалось загрузить"), (403, "Эта страница вам недоступна")])
async def test_screens_of_families_say_what_failed_and_what_is_closed(
    school: TestSchool, browser: Browser, answer: int, shows: str
) -> None:
    admin = await school.admin()
    one = await school.school_class("5А")
    async with window(browser, school.url, checks_policy=False) as desk:

        async def refuse(route: Route) -> None:
            await route.fulfill(status=answer, json={"type": "x", "title": "Так нельзя", "status": answer})

        await desk.enter(admin)
        for call in (
            "**/api/consents",
            "**/api/*/**/consents",
            "**/api/staff/consents",
            "**/api/**/moving",
            "**/api/my/*",
            "**/api/legal-texts/*",
        ):
            await desk.page.route(call, refuse)
        for place in [*PLACES, "/more/documents", "/more/family"]:
            await desk.page.goto(desk.home + place.format(one=one))
            await desk.page.get_by_text(shows).wait_for()
            assert await desk.axe() == [], place
        await desk.page.unroute_all(behavior="ignoreErrors")
