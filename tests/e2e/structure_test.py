"""The school's structure in a browser: where it stands, when its bells ring, who has which position and sees what."""

import pytest
from playwright.async_api import Browser, Page, expect

from people import TestSchool

from .browser import window
from .looks import LOOKS, Theme, looked_at

pytestmark = pytest.mark.anyio


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
        await looked_at(one, "Убрать здание", f"buildings-{look}")
        await one.page.goto(f"{school.url}/school/bells")
        await looked_at(one, "Для классов: 5А, 5Б, 6А", f"bells-{look}")
        await one.page.get_by_role("button", name="Изменить: Первая смена").click()
        await looked_at(one, "По каким дням", f"bells-editor-{look}")
        await one.page.get_by_role("button", name="Закрыть").click()
        await one.page.get_by_role("button", name="Выбрать классы: Первая смена").click()
        await looked_at(one, "5-е классы", f"bells-classes-{look}")
        await one.page.goto(f"{school.url}/school/profile")
        await looked_at(one, "Правовой режим", f"profile-{look}")


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


@pytest.mark.parametrize(
    ("path", "asks", "shows"),
    [
        ("school/bells", "**/api/school/bell-schedules", "Звонков пока нет"),
        ("school/buildings", "**/api/school/buildings", "Пока одно здание"),
        ("school/groups", "**/api/classes", "Кружков пока нет"),
        ("school/joined", "**/api/school/joining", "Классов пока нет"),
    ],
)
async def test_screen_says_what_failed_and_loads_when_asked_again(
    school: TestSchool, browser: Browser, path: str, asks: str, shows: str
) -> None:
    admin = await school.admin()
    async with window(browser, school.url) as one:
        await one.enter(admin)
        await one.page.route(asks, lambda route: route.fulfill(status=500, body="{}"))
        await one.page.goto(f"{school.url}/{path}")
        await expect(one.page.get_by_text("Не удалось загрузить")).to_be_visible()
        await one.page.unroute(asks)
        await one.page.get_by_role("button", name="Повторить").click()
        await expect(one.page.get_by_text(shows)).to_be_visible()


async def test_teacher_is_told_that_who_has_joined_is_not_for_him(school: TestSchool, browser: Browser) -> None:
    vera = await school.teacher("Вера", "Ильина")
    async with window(browser, school.url) as one:
        await one.enter(vera)
        await one.page.goto(f"{school.url}/school/joined")
        await expect(one.page.get_by_text("Эта страница вам недоступна")).to_be_visible()


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
