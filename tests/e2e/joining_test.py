"""From a slip to the first message on a phone: few touches, few fields, every step readable (ux.md §3)."""

import hashlib
from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect
from sqlalchemy import text, update

from parta.kernel.ids import PersonId
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from parta.school.tables import school as school_rows
from people import START, TestSchool

from .browser import window

pytestmark = pytest.mark.anyio
SECRET = "A" * 22


async def test_mother_reaches_her_first_message_in_eight_acts(school: TestSchool, browser: Browser) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = PersonId(uuid4())
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.add(work, school.id, [NewPerson(id=mother, last_name="Иванова", first_name="Ольга")])
        await people.give(work, school.id, mother, Kind.GUARDIAN, today=START, target=anya.id, detail="мать")
        values = {"test_qr_at": work.now, "help_phone": "+7 495 123-45-67", "help_hours": "пн–пт 8–17"}
        await work.connection.execute(update(school_rows).values(values))
    one = await school.school_class("5А")
    assert teacher.http is not None
    order = {"classId": str(one), "whom": ["guardian"], "people": [str(mother)]}
    async with teacher.http.post("/api/slips", json=order) as answer:
        assert answer.status == 200
    async with school.server.workshop.open() as work:
        work.within(school.id)
        hashed = hashlib.sha256(SECRET.encode()).digest()
        await work.connection.execute(text("update invitation set link_hash = :hash"), {"hash": hashed})
    async with window(browser, school.url) as phone:
        page = phone.page
        await page.goto(f"{school.url}/i/{SECRET}")
        await phone.shot("join-page")
        await page.get_by_role("link", name="Да, это я").click()  # 1
        rules = page.get_by_role("button", name="Подтверждаю ознакомление")
        await rules.wait_for()
        await phone.shot("join-rules")
        await rules.click()  # 2
        consent = page.get_by_role("button", name="Даю согласие", exact=True)
        await consent.wait_for()
        await phone.shot("join-consent")
        await consent.click()  # 3
        await page.locator("input[name=password]").fill("три зелёных слона")  # 4
        await phone.shot("join-way")
        await page.get_by_role("button", name="Продолжить").click()  # 5
        await page.get_by_text("5А — родители").first.click()  # 6
        await page.get_by_role("textbox").last.fill("Здравствуйте!")  # 7
        await page.get_by_role("button", name="Отправить").click()  # 8
        await expect(page.get_by_role("article").get_by_text("Здравствуйте!")).to_be_visible()
        assert phone.faults == []


async def test_class_teacher_decides_a_request_and_sees_slips_and_links(school: TestSchool, browser: Browser) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    await school.pupil("Анна", "Иванова", "5А")
    one = await school.school_class("5А")
    link = await teacher.ask("POST", "/api/invitations", {"role": "guardian", "classId": str(one)}, expect=201)
    async with window(browser, school.url) as stranger:
        page = stranger.page
        await page.goto(school.url + link["path"])
        await stranger.shot("join-link-page")
        await page.get_by_role("link", name="Подать заявку").click()
        await page.get_by_label("Ваши фамилия").fill("Иванова Ольга")
        await page.get_by_label("Фамилия и имя ребёнка").fill("Иванова Аня")
        await page.get_by_label("Кем вы приходитесь").select_option("мать")
        await stranger.shot("join-request-form")
        await page.get_by_role("button", name="Отправить заявку").click()
        await page.locator("input[name=login]").fill("ivanova.olga")
        await page.locator("input[name=password]").fill("три зелёных слона")
        await page.get_by_role("button", name="Продолжить").click()
        await page.get_by_text("Заявка отправлена").wait_for()
        await stranger.shot("join-waiting")
        async with window(browser, school.url) as desk:
            await desk.enter(teacher)
            await desk.page.get_by_text("5А").first.wait_for()
            await desk.page.goto(f"{school.url}/requests")
            await desk.page.get_by_role("button", name="Принять").wait_for()
            await desk.shot("requests")
            await desk.page.get_by_role("button", name="Принять").click()
            await expect(desk.page.get_by_text("Решено недавно")).to_be_visible()
            await desk.page.goto(f"{school.url}/invitations/{one}")
            await desk.page.get_by_text("действует").first.wait_for()
            await desk.shot("invitations")
            assert desk.faults == []
        await page.get_by_role("button", name="Подтверждаю ознакомление").wait_for(timeout=20_000)
        assert stranger.faults == []
