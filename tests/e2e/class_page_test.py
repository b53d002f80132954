"""A class in a browser: who leads and teaches it, its groups and activists, what its pupils see, who is kept in its chat."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from parta.kernel.clock import school_day
from parta.policy.standing import Kind
from people import TestSchool

from .browser import window
from .looks import LOOKS, Theme, looked_at

pytestmark = pytest.mark.anyio


async def test_class_is_divided_and_its_subgroup_gets_a_teacher_and_pupils(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина")
    ilya = await school.pupil("Илья", "Петров", "5А")
    async with window(browser, school.url) as one:
        await one.enter(admin)
        page = one.page
        await page.goto(f"{school.url}/school/classes/{school.classes['5А']}")
        await page.get_by_role("button", name="Разделить класс").click()
        await page.get_by_label("По какому предмету").fill("Английский")
        await page.get_by_role("button", name="Создать").click()
        await page.get_by_role("link", name="Английский 1").click()
        await expect(page.get_by_text("в её чате должен быть взрослый")).to_be_visible()
        await page.get_by_role("button", name="Добавить").click()
        await page.get_by_label("Предмет").fill("Английский язык")
        await page.get_by_role("button", name="Ильина Вера").click()
        await page.get_by_role("button", name="Выбрать учеников").click()
        await page.get_by_label("Петров Илья").check()
        await page.get_by_role("button", name="Сохранить: 1 ученик").click()
        await expect(page.get_by_role("link", name="Петров Илья")).to_be_visible()
    for person in (vera, ilya):
        assert "5А — Английский 1" in {room["title"] for room in await person.rooms()}


async def test_club_is_made_and_its_leader_fills_it_with_pupils_of_his_class(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина", teaches="5А")
    ilya = await school.pupil("Илья", "Петров", "5А")
    async with window(browser, school.url) as one:
        await one.enter(admin)
        page = one.page
        await page.goto(f"{school.url}/school/groups")
        await page.get_by_role("button", name="Новый кружок").click()
        await page.get_by_label("Название").fill("Робототехника")
        await page.get_by_role("button", name="Создать").click()
        await page.get_by_role("heading", name="Робототехника").wait_for()
        await page.get_by_role("button", name="Добавить").click()
        await page.get_by_role("button", name="Ильина Вера").click()
        await expect(page.get_by_role("link", name="Ильина Вера")).to_be_visible()
    async with window(browser, school.url) as hers:
        await hers.enter(vera)
        page = hers.page
        await page.get_by_role("link", name="Ещё").click()
        await page.get_by_role("link", name="Кружки и группы").click()
        await page.get_by_role("link", name="Робототехника").click()
        await page.get_by_role("button", name="Выбрать учеников").click()
        await page.get_by_label("Петров Илья").check()
        await page.get_by_role("button", name="Сохранить: 1 ученик").click()
        await expect(page.get_by_role("link", name="Петров Илья")).to_be_visible()
    assert "Робототехника" in {room["title"] for room in await ilya.rooms()}


async def test_class_teacher_marks_an_activist_and_opens_the_chat_of_a_subject(
    school: TestSchool, browser: Browser
) -> None:
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина", teaches="5А")
    ilya = await school.pupil("Илья", "Петров", "5А")
    olga = await school.parent("Ольга", "Петрова", ilya)
    async with window(browser, school.url) as one:
        await one.enter(anna)
        page = one.page
        await page.get_by_role("link", name="Класс", exact=True).click()
        await page.get_by_role("button", name="Отметить", exact=True).click()
        await page.get_by_label("Петрова Ольга").click()
        await page.get_by_role("button", name="Готово").click()
        await expect(page.get_by_text("родитель в активе")).to_be_visible()
        await page.get_by_role("button", name="Действия: Ильина Вера").click()
        await page.get_by_role("menuitem", name="Открыть чат предмета").click()
        await expect(page.get_by_role("link", name="5А — математика")).to_be_visible()
    assert "5А — математика" in {room["title"] for room in await vera.rooms()}
    members = (await anna.ask("GET", f"/api/rooms/{school.room('5А', 'parents')}/members"))["members"]
    assert next(one["badge"] for one in members if one["id"] == str(olga.id)) == "родитель: Илья П., актив"


async def test_substitute_is_appointed_for_a_period_and_stands_in_the_history(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    await school.teacher("Вера", "Ильина")
    today = school_day(datetime.now(UTC), "Europe/Moscow")
    first, last = today + timedelta(days=2), today + timedelta(days=9)
    async with window(browser, school.url) as one:
        await one.enter(admin)
        page = one.page
        await page.goto(f"{school.url}/school/classes/{school.classes['5А']}")
        await page.get_by_role("button", name="Назначить").click()
        await page.get_by_label("Кем").select_option(label="Замещает на время")
        await expect(page.get_by_text("по какой день замещает")).to_be_visible()
        await page.get_by_label("С какого дня").fill(f"{first:%d%m%Y}")
        await page.get_by_label("По какой день").fill(f"{last:%d%m%Y}")
        await page.get_by_role("button", name="Ильина Вера").click()
        await expect(page.get_by_text(f"по {last:%d.%m.%Y}")).to_be_visible()
        await page.get_by_role("button", name="История назначений").click()
        await expect(page.get_by_text(f"{first:%d.%m.%Y} – {last:%d.%m.%Y}")).to_be_visible()


@pytest.mark.parametrize(("phone", "theme"), LOOKS)
async def test_class_page_and_its_sheets_are_accessible(
    school: TestSchool, browser: Browser, phone: bool, theme: Theme
) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина", class_teacher="5А", teaches="5А")
    ilya = await school.pupil("Илья", "Петров", "5А")
    olga = await school.parent("Ольга", "Петрова", ilya)
    at = f"/api/classes/{school.classes['5А']}"
    await admin.ask("POST", f"{at}/activists", {"personId": str(olga.id), "committee": "parents"}, expect=204)
    group = (await admin.ask("POST", f"{at}/subgroups", {"titles": ["Английский 1"]}))["Английский 1"]
    lead = {"personId": str(vera.id), "subject": "Английский язык"}
    await admin.ask("POST", f"/api/classes/{group}/teachers", lead, expect=204)
    await admin.ask("POST", "/api/clubs", {"title": "Робототехника"})
    sheets = {
        "Назначить": "Кем",
        "Добавить": "Сначала напишите предмет",
        "Отметить": "Петрова Ольга",
        "Разделить класс": "частей",
    }
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(admin)
        look = f"{'phone' if phone else 'desk'}-{theme}"
        await one.page.goto(f"{school.url}/school/classes/{school.classes['5А']}")
        await looked_at(one, "Подгруппы", f"class-{look}")
        for number, (button, shows) in enumerate(sheets.items()):
            await one.page.get_by_role("button", name=button, exact=True).last.click()
            await one.page.get_by_role("dialog").wait_for()
            await looked_at(one, shows, f"class-sheet{number}-{look}")
            await one.page.get_by_role("button", name="Закрыть").click()
            await one.page.get_by_role("dialog").wait_for(state="detached")
        await one.page.goto(f"{school.url}/school/classes/{group}")
        await one.page.get_by_role("button", name="Выбрать учеников").click()
        await looked_at(one, "Сохранить: 0 учеников", f"group-fill-{look}")
        await one.page.goto(f"{school.url}/school/groups")
        await looked_at(one, "Робототехника", f"groups-{look}")


async def test_pupil_sees_his_class_and_no_contacts(school: TestSchool, browser: Browser) -> None:
    await school.teacher("Анна", "Серова", class_teacher="5А", teaches="5А")
    ilya, _ = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Аня", "Иванова", "5А")
    async with window(browser, school.url) as one:
        await one.enter(ilya)
        await one.page.get_by_role("link", name="Мой класс").click()
        await expect(one.page.get_by_text("Аня И.")).to_be_visible()
        await expect(one.page.get_by_text("классный руководитель, математика")).to_be_visible()
        await expect(one.page.get_by_text("Иванова")).to_have_count(0)
        assert await one.page.get_by_role("main").get_by_role("link").count() == 0


async def test_class_teacher_keeps_a_colleague_in_the_chat_by_name(school: TestSchool, browser: Browser) -> None:
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    ilya = await school.pupil("Илья", "Петров", "5А")
    await ilya.says(school.room("5А"), "Здравствуйте")
    async with window(browser, school.url) as one:
        await one.enter(anna)
        page = one.page
        await one.open("5А — класс")
        await page.get_by_role("heading", name="5А — класс").click()
        await page.get_by_role("button", name="Добавить сотрудника").click()
        await expect(page.get_by_text("Сначала напишите причину")).to_be_visible()
        await page.get_by_label("Причина").fill("Ведёт проект")
        await page.get_by_role("button", name="Ильина Вера").click()
        await expect(page.get_by_text("Исключение: Ведёт проект")).to_be_visible()
        assert await vera.status("GET", f"/api/rooms/{school.room('5А')}/messages") == 200
        await page.get_by_role("button", name="Действия: Ильина Вера").click()
        await page.get_by_role("menuitem", name="Снять исключение").click()
        await expect(page.get_by_text("Исключение: Ведёт проект")).to_have_count(0)
    assert await vera.status("GET", f"/api/rooms/{school.room('5А')}/messages") == 404


@pytest.mark.parametrize(("phone", "theme"), LOOKS)
async def test_my_class_the_chats_panel_and_who_joined_are_accessible(
    school: TestSchool, browser: Browser, phone: bool, theme: Theme
) -> None:
    look = f"{'phone' if phone else 'desk'}-{theme}"
    anna = await school.teacher("Анна", "Серова", class_teacher="5А", teaches="5А")
    vera = await school.teacher("Вера", "Ильина")
    ilya, _ = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Аня", "Иванова", "5А")
    await ilya.says(school.room("5А"), "Здравствуйте")
    body = {"personId": str(vera.id), "reason": "Ведёт проект"}
    await anna.ask("POST", f"/api/rooms/{school.room('5А')}/pins", body, expect=204)
    head = await school.staff("Ирина", "Главная", Kind.POSITION)
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(ilya)
        await one.page.get_by_role("link", name="Мой класс").click()
        await looked_at(one, "Аня И.", f"my-class-{look}")
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(anna)
        await one.open("5А — класс")
        await one.page.get_by_role("heading", name="5А — класс").click()
        await looked_at(one, "Исключение", f"pins-{look}")
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(head)
        await one.page.goto(f"{school.url}/school/joined")
        await one.page.get_by_role("link", name="5А").locator("visible=true").wait_for()
        await looked_at(one, "Сначала отстающие", f"joined-{look}")
        await one.page.goto(f"{school.url}/school")
        await looked_at(one, "Классы", f"school-of-a-position-{look}")
