"""Finding one's place in a real browser: search of all chats and inside one, to a day, by a link, pinned, folders."""

import re

import pytest
from playwright.async_api import Browser, expect

from parta.rooms.search import indexing
from people import Person, TestSchool

from .browser import window

pytestmark = pytest.mark.anyio
CHAT = "6Б — класс"
CHATS = "nav[aria-label=Чаты] a[href^='/chats/']"


async def class_of(school: TestSchool) -> tuple[Person, Person]:
    """6Б whose chat says much: what is looked for lies far from its end."""
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    room = school.room("6Б")
    await olga.says(room, "Контрольная по алгебре будет во вторник, принесите циркуль")
    for number in range(90):
        await anya.says(room, f"Сообщение номер {number}")
    await olga.says(room, "Про контрольную я уже писала")
    await indexing.lay_all(school.server.workshop)
    return olga, anya


async def test_what_was_said_long_ago_is_found_from_the_list_and_opens_at_its_place(
    school: TestSchool, browser: Browser
) -> None:
    olga, anya = await class_of(school)
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False) as desk:
        await phone.enter(anya)
        await phone.page.get_by_label("Найти чат, сообщение, человека").fill("контрольные")
        found = phone.page.get_by_role("region", name="Найденное")
        await expect(found.get_by_role("link")).to_have_count(2)
        await expect(found.locator("mark").first).to_have_text("контрольную")
        await phone.shot("search-phone")
        assert await phone.axe() == []
        await found.get_by_role("link", name=re.compile("циркуль")).click()
        await expect(phone.page.locator("[data-bubble] p", has_text="циркуль")).to_be_in_viewport()
        await expect(phone.page).to_have_url(re.compile(r"/chats/[0-9a-f-]+$"))

        await desk.page.emulate_media(color_scheme="dark")
        await desk.enter(olga)
        await desk.page.keyboard.press("Control+k")
        await desk.page.keyboard.type("кантрольная")
        await expect(desk.page.get_by_text("Точных совпадений нет")).to_be_visible()
        await desk.shot("search-desk-dark")
        await desk.page.get_by_role("button", name="Люди").click()
        await desk.page.get_by_label("Найти чат, сообщение, человека").fill("Иванова")
        await desk.page.get_by_role("button", name=re.compile("Иванова")).first.click()
        await expect(desk.page.get_by_text("Только сообщения: ")).to_be_visible()
        await expect(desk.page.get_by_role("region", name="Найденное").get_by_role("link").first).to_contain_text(
            "Сообщение номер 89"
        )
        await desk.page.get_by_label("Найти чат, сообщение, человека").fill("зюзюблик")
        await expect(desk.page.get_by_text("Ничего не нашлось")).to_be_visible()
        assert await desk.axe() == []


async def test_search_inside_a_chat_goes_through_what_it_found_by_keys_and_to_a_day(
    school: TestSchool, browser: Browser
) -> None:
    olga, _ = await class_of(school)
    async with window(browser, school.url, phone=False) as desk, window(browser, school.url) as phone:
        await desk.enter(olga)
        await desk.open(CHAT)
        await desk.page.get_by_role("button", name="Искать в чате").wait_for()
        await desk.page.keyboard.press("Control+f")
        await expect(desk.page.get_by_role("searchbox", name="Искать в чате")).to_be_focused()
        await desk.page.keyboard.type("контрольная")
        await expect(desk.page.get_by_role("search").get_by_role("status")).to_have_text("1 из 2")
        await desk.page.keyboard.press("ArrowUp")
        await expect(desk.page.locator("[data-bubble] p", has_text="циркуль")).to_be_in_viewport()
        await desk.shot("search-in-chat-desk")
        await desk.page.keyboard.press("Enter")  # nothing is earlier: it stays
        await desk.page.keyboard.press("ArrowDown")
        await expect(desk.page.locator("[data-bubble] p", has_text="уже писала")).to_be_in_viewport()
        await desk.context.set_offline(True)
        await desk.page.get_by_role("searchbox", name="Искать в чате").fill("уже писала")
        await expect(desk.page.get_by_role("search").get_by_role("status")).to_have_text(
            "Нет сети, из сохранённого: 1 из 1"
        )
        await desk.context.set_offline(False)
        await desk.page.keyboard.press("Escape")
        await expect(desk.page.get_by_role("search")).to_have_count(0)

        await phone.enter(olga)
        await phone.open(CHAT)
        await phone.page.get_by_role("button", name="Искать в чате").click()
        await phone.page.get_by_role("button", name="К дате").click()
        await phone.page.get_by_label("Дата").fill("01.09.2020")
        await phone.page.get_by_role("button", name="Перейти").click()
        await expect(phone.page.locator("[data-bubble] p", has_text="циркуль")).to_be_in_viewport()
        await phone.shot("search-in-chat-phone")
        assert await phone.axe() == []


async def test_a_link_to_a_message_opens_for_members_only(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    stranger = await school.pupil("Вова", "Чужой", "7А")
    async with window(browser, school.url, phone=False) as desk, window(browser, school.url) as phone:
        await desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await desk.enter(olga)
        await desk.open(CHAT)
        await desk.to_end()
        await desk.page.locator("[data-bubble]", has_text="уже писала").click(button="right")
        await desk.page.get_by_role("menuitem", name="Скопировать ссылку").click()
        await desk.page.get_by_text("Ссылка скопирована").wait_for()
        link = await desk.page.evaluate("navigator.clipboard.readText()")
        assert link.endswith(f"/chats/{school.room('6Б')}?m=92")
        first = link.replace("m=92", "m=1")
        await desk.page.goto(first)
        await expect(desk.page.locator("[data-bubble] p", has_text="циркуль")).to_be_in_viewport()

        async with window(browser, school.url) as signed_out:
            await signed_out.page.goto(first)
            await signed_out.page.fill("input[name=code]", await school.code_for(anya.account))
            await signed_out.page.get_by_role("button", name="Войти", exact=True).click()
            await expect(signed_out.page.locator("[data-bubble] p", has_text="циркуль")).to_be_in_viewport()

        await phone.enter(stranger)
        await phone.page.goto(first)
        await phone.page.get_by_text("Этот чат вам не виден").wait_for()
        await expect(phone.page.locator("body")).not_to_contain_text("циркуль")
        await phone.shot("link-of-another-chat-phone")


async def test_a_pinned_message_stands_under_the_head_for_everybody_at_once(
    school: TestSchool, browser: Browser
) -> None:
    olga, anya = await class_of(school)
    async with window(browser, school.url, phone=False) as desk, window(browser, school.url) as phone:
        await phone.enter(anya)
        await phone.open(CHAT)
        await desk.enter(olga)
        await desk.open(CHAT)
        await desk.to_end()
        await desk.page.locator("[data-bubble]", has_text="уже писала").click(button="right")
        await desk.page.get_by_role("menuitem", name="Закрепить").click()
        strip = phone.page.get_by_role("button", name=re.compile("Закреплённое сообщение.*уже писала"))
        await strip.wait_for()
        await phone.shot("pinned-phone")
        assert await phone.axe() == []
        newcomer = await school.pupil("Тимур", "Гарипов", "6Б")
        async with window(browser, school.url) as late:
            await late.page.emulate_media(color_scheme="dark")
            await late.enter(newcomer)
            await late.page.get_by_role("link", name=CHAT).click()
            await late.page.get_by_role("button", name=re.compile("Закреплённое сообщение")).click()
            await late.page.get_by_text("Написано до того, как вы пришли").wait_for()
            await late.shot("pinned-list-phone-dark")
        await desk.page.get_by_role("button", name="Все закреплённые сообщения").click()
        await desk.shot("pinned-list-desk")
        await desk.page.get_by_role("button", name="Открепить").click()
        await expect(strip).to_have_count(0)


async def test_folders_are_made_once_and_stand_on_every_device(school: TestSchool, browser: Browser) -> None:
    olga, _ = await class_of(school)
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False) as desk:
        await phone.enter(olga)
        await phone.page.get_by_role("button", name="Непрочитанные").click()
        await expect(phone.page.locator(CHATS)).to_have_count(1)
        await phone.page.get_by_role("button", name="Папки чатов").click()
        await phone.page.get_by_role("button", name="Новая папка").click()
        await phone.page.get_by_label("Название").fill("Главное")
        await phone.page.get_by_label("Чаты родителей").check()
        await phone.page.get_by_label("Учительская").check()
        await phone.shot("folder-phone")
        assert await phone.axe() == []
        await phone.page.get_by_role("button", name="Сохранить").click()
        await phone.page.get_by_role("dialog").get_by_text("Главное").wait_for()
        await phone.page.keyboard.press("Escape")
        await phone.page.get_by_role("button", name="Главное").click()
        await expect(phone.page.locator(CHATS)).to_have_count(2)
        await phone.shot("folders-phone")
        await desk.enter(olga)
        await desk.page.get_by_role("button", name="Главное").click()
        await desk.shot("folders-desk")
        await expect(desk.page.locator(CHATS)).to_have_count(2)
