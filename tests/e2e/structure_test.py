"""The school's structure in a browser: where it stands, when its bells ring, who its groups and teachers are."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from parta.kernel.clock import school_day
from parta.policy.standing import Kind
from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio
Theme = Literal["light", "dark"]
LOOKS: list[tuple[bool, Theme]] = [(True, "light"), (True, "dark"), (False, "light"), (False, "dark")]


async def test_building_and_bells_are_written_down_and_bound_to_classes(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    one = await school.school_class("5А")
    async with window(browser, school.url) as desk:
        await desk.enter(admin)
        page = desk.page
        await page.goto(f"{school.url}/school")
        await page.get_by_role("link", name="Здания и филиалы").click()
        await page.get_by_role("button", name="Добавить здание").click()
        await page.get_by_label("Название").fill("Корпус 2")
        await page.get_by_label("Адрес").fill("Лесная, 3")
        await page.get_by_role("button", name="Сохранить").click()
        await expect(page.get_by_text("классов нет")).to_be_visible()
        await page.get_by_role("button", name="Назад").click()
        await page.get_by_role("link", name="Расписание звонков").click()
        await _write_bells(page)
        await page.get_by_role("button", name="Выбрать классы: Первая смена").click()
        await page.get_by_label("5А", exact=True).check()
        await page.get_by_role("button", name="Сохранить: 1 класс").click()
        await expect(page.get_by_text("Для классов: 5А")).to_be_visible()
    bells = (await admin.ask("GET", "/api/school/bell-schedules"))[0]
    assert [lesson["begins"] for lesson in bells["lessons"]] == ["08:30:00", "09:25:00"]
    assert bells["weekdays"] == [1, 2, 3, 4, 5]
    assert (await admin.ask("GET", f"/api/classes/{one}"))["bellScheduleIds"] == [bells["id"]]


async def _write_bells(page: Page) -> None:
    await page.get_by_role("button", name="Добавить расписание").click()
    await page.get_by_label("Название").fill("Первая смена")
    await page.get_by_label("Здание").select_option(label="Корпус 2")
    await page.get_by_role("button", name="Добавить урок").click()
    await expect(page.get_by_label("Начало 2 урока")).to_have_value("09:25")
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_text("2 урока")).to_be_visible()


async def test_quiet_hours_and_legal_mode_are_kept_and_a_missing_order_is_asked_for(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    async with window(browser, school.url) as one:
        await one.enter(admin)
        page = one.page
        await page.goto(f"{school.url}/school/profile")
        await page.get_by_label("С какого времени").fill("2230")
        await page.get_by_label("Дистанционные занятия").check()
        await page.get_by_role("button", name="Сохранить").click()
        await expect(page.get_by_text("Заполните это поле").first).to_be_visible()
        await page.get_by_label("Номер и дата приказа").fill("№ 12 от 01.09.2026")
        await page.get_by_role("button", name="Сохранить").click()
        await expect(page.get_by_text("Сохранено")).to_be_visible()
    kept = await admin.ask("GET", "/api/school")
    assert (kept["quietFrom"], kept["quietTo"], kept["legalMode"]) == (1350, 420, "remoteLessons")


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
        await page.get_by_role("button", name="Отметить").click()
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
        await _looked_at(one, "Подгруппы", f"class-{look}")
        for number, (button, shows) in enumerate(sheets.items()):
            await one.page.get_by_role("button", name=button, exact=True).last.click()
            await one.page.get_by_role("dialog").wait_for()
            await _looked_at(one, shows, f"class-sheet{number}-{look}")
            await one.page.get_by_role("button", name="Закрыть").click()
            await one.page.get_by_role("dialog").wait_for(state="detached")
        await one.page.goto(f"{school.url}/school/classes/{group}")
        await one.page.get_by_role("button", name="Выбрать учеников").click()
        await _looked_at(one, "Сохранить: 0 учеников", f"group-fill-{look}")
        await one.page.goto(f"{school.url}/school/groups")
        await _looked_at(one, "Робототехника", f"groups-{look}")


@pytest.mark.parametrize(("phone", "theme"), LOOKS)
async def test_screens_of_places_and_bells_are_accessible(
    school: TestSchool, browser: Browser, phone: bool, theme: Theme
) -> None:
    admin = await school.admin()
    made = await admin.ask("POST", "/api/classes", {"text": "5А, 5Б, 6А"}, expect=201)
    classes = list(made["made"].values())
    branch = await admin.ask("POST", "/api/school/buildings", {"name": "Филиал", "address": "Лесная, 3"})
    lessons = [{"begins": f"{hour:02}:30:00", "ends": f"{hour + 1:02}:15:00"} for hour in range(8, 14)]
    week = {"name": "Первая смена", "weekdays": [1, 2, 3, 4, 5], "lessons": lessons, "buildingId": branch["id"]}
    bells = await admin.ask("POST", "/api/school/bell-schedules", week)
    await admin.ask("PUT", f"/api/school/bell-schedules/{bells['id']}/classes", {"classIds": classes})
    await admin.ask("POST", "/api/school/bell-schedules", {**week, "name": "Короткий день", "shortDay": True})
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(admin)
        look = f"{'phone' if phone else 'desk'}-{theme}"
        await one.page.goto(f"{school.url}/school/buildings")
        await one.page.get_by_role("button", name="Филиал").click()
        await _looked_at(one, "Лесная, 3", f"buildings-{look}")
        await one.page.goto(f"{school.url}/school/bells")
        await _looked_at(one, "Для классов: 5А, 5Б, 6А", f"bells-{look}")
        await one.page.get_by_role("button", name="Изменить: Первая смена").click()
        await _looked_at(one, "По каким дням", f"bells-editor-{look}")
        await one.page.get_by_role("button", name="Закрыть").click()
        await one.page.get_by_role("button", name="Выбрать классы: Первая смена").click()
        await _looked_at(one, "5-е классы", f"bells-classes-{look}")
        await one.page.goto(f"{school.url}/school/profile")
        await _looked_at(one, "Правовой режим", f"profile-{look}")


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


async def test_position_is_given_and_its_holder_sees_who_has_joined_by_class(
    school: TestSchool, browser: Browser
) -> None:
    admin = await school.admin()
    maria = await school.teacher("Мария", "Тихая")
    await school.pupil("Илья", "Петров", "5А")
    async with window(browser, school.url) as one:
        await one.enter(admin)
        await one.page.goto(f"{school.url}/school/people/{maria.id}")
        await one.page.get_by_label("Педагог-психолог").click()
        await one.page.get_by_role("button", name="Назначить", exact=True).click()
        await expect(one.page.get_by_text("Должность · психолог")).to_be_visible()
    async with window(browser, school.url) as hers:
        await hers.enter(maria)
        await hers.page.get_by_role("link", name="Школа").click()
        await hers.page.get_by_role("link", name="Кто вошёл, по классам").click()
        await expect(hers.page.get_by_role("listitem").filter(has_text="5А")).to_contain_text("1 из 1")
        await hers.page.get_by_role("button", name="Родители не вошли").click()
        await hers.page.get_by_role("link", name="5А").click()
        await expect(hers.page.get_by_role("link", name="Петров Илья")).to_be_visible()


async def test_position_of_one_grade_sees_the_classes_of_that_grade(school: TestSchool, browser: Browser) -> None:
    admin = await school.admin()
    maria = await school.teacher("Мария", "Тихая")
    await admin.ask("POST", "/api/classes", {"text": "5А, 6А"}, expect=201)
    async with window(browser, school.url) as one:
        await one.enter(admin)
        await one.page.goto(f"{school.url}/school/people/{maria.id}")
        await one.page.get_by_label("Социальный педагог").click()
        await one.page.get_by_label("Некоторые параллели").check()
        await one.page.get_by_label("5-е классы").check()
        await one.shot("office-phone-light")
        await one.page.get_by_role("button", name="Назначить", exact=True).click()
        await expect(one.page.get_by_text("Классы: 5А")).to_be_visible()
    async with window(browser, school.url) as hers:
        await hers.enter(maria)
        await hers.page.get_by_role("link", name="Школа").click()
        await hers.page.get_by_role("link", name="Кто вошёл, по классам").click()
        await expect(hers.page.get_by_role("link", name="5А")).to_be_visible()
        await expect(hers.page.get_by_role("link", name="6А")).to_have_count(0)


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
        await _looked_at(one, "Аня И.", f"my-class-{look}")
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(anna)
        await one.open("5А — класс")
        await one.page.get_by_role("heading", name="5А — класс").click()
        await _looked_at(one, "Исключение", f"pins-{look}")
    async with window(browser, school.url, phone=phone, theme=theme, checks_policy=False) as one:
        await one.enter(head)
        await one.page.goto(f"{school.url}/school/joined")
        await one.page.get_by_role("link", name="5А").locator("visible=true").wait_for()
        await _looked_at(one, "Сначала отстающие", f"joined-{look}")
        await one.page.goto(f"{school.url}/school")
        await _looked_at(one, "Классы", f"school-of-a-position-{look}")


async def _looked_at(one: Window, shows: str, name: str) -> None:
    await one.page.get_by_text(shows).first.wait_for()
    await one.page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
    await one.shot(name)
    assert await one.axe() == [], name
