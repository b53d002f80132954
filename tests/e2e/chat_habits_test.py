"""Habits of a chat in a real browser: mute, drafts, quotes from long ago, words of one's own, newcomers."""

import asyncio

import pytest
from playwright.async_api import Browser, Locator, expect

from parta.kernel.ids import RoomId
from people import Person, TestSchool, until

from .browser import Window, window

pytestmark = pytest.mark.anyio
CHAT = "6Б — класс"


async def class_of(school: TestSchool) -> tuple[Person, Person]:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    return olga, await school.pupil("Аня", "Иванова", "6Б")


async def test_a_muted_chat_counts_quietly_on_every_device(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    await anya.says(school.room("6Б"), "Начало")
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False) as desk:
        await phone.enter(olga)
        await desk.enter(olga)
        await phone.open(CHAT)
        await phone.page.get_by_role("button", name="Меню чата").click()
        await phone.page.get_by_role("menuitem", name="Без звука всегда").click()
        row = desk.page.get_by_role("link", name=CHAT)
        await expect(row).to_contain_text("без звука")
        await phone.page.get_by_role("button", name="К списку чатов").click()
        await anya.says(school.room("6Б"), "Тихо")
        await expect(row).to_contain_text("Тихо")
        await expect(row).to_contain_text("1")
        await expect(desk.page.get_by_role("navigation", name="Разделы")).not_to_contain_text("1")
        await phone.page.get_by_role("link", name=CHAT).click()
        await phone.page.get_by_role("button", name="Меню чата").click()
        await phone.page.get_by_role("menuitem", name="Включить уведомления").click()
        await expect(row).not_to_contain_text("без звука")


async def test_a_draft_follows_its_writer_and_goes_with_the_message(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    await anya.says(school.room("6Б"), "Вопрос")
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False) as desk:
        await phone.enter(olga)
        await desk.enter(olga)
        await phone.open(CHAT)
        await phone.context.set_offline(True)
        await phone.page.locator("textarea").fill("Отвечу вечером")
        await phone.page.wait_for_timeout(2_500)  # longer than the pause after which a draft is told to the server
        await phone.context.set_offline(False)
        row = desk.page.get_by_role("link", name=CHAT)
        await expect(row).to_contain_text("Отвечу вечером", timeout=20_000)
        await desk.open(CHAT)
        await expect(desk.page.locator("textarea")).to_have_value("Отвечу вечером")
        await desk.page.get_by_role("button", name="Отправить").click()
        await phone.sees("Отвечу вечером")

        async def forgotten() -> bool:
            return all(one["draft"] == "" for one in await olga.rooms())

        await until(forgotten, "the draft to be forgotten")


async def test_what_a_draft_answers_comes_back_with_it_on_every_device(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    room = school.room("6Б")
    await anya.says(room, "Вопрос про экскурсию")
    async with window(browser, school.url) as phone, window(browser, school.url, phone=False) as desk:
        await phone.enter(olga)
        await phone.open(CHAT)
        await phone.page.locator("[data-bubble]", has_text="Вопрос").dblclick()
        await phone.page.locator("textarea").fill("Едем в пятницу")
        await phone.page.get_by_role("button", name="К списку чатов").click()
        for number in range(70):  # a page is sixty: the question is no longer on the last one
            await anya.says(room, f"Ещё {number}")
        await until(lambda: _answers(olga, room, 1), "the server to have what the draft answers")
        await desk.enter(olga)
        for one in (phone, desk):
            await one.page.get_by_role("link", name=CHAT).click()
            await expect(one.page.locator("textarea")).to_have_value("Едем в пятницу")
            await expect(above(one)).to_contain_text("Аня И.")
            await expect(above(one)).to_contain_text("Вопрос про экскурсию")
        await desk.page.get_by_role("button", name="Отправить").click()
        await expect(above(desk)).to_have_count(0)
        sent = (await anya.history(room))[-1]
        assert (sent["text"], sent["replyTo"]["position"]) == ("Едем в пятницу", 1)
        await until(lambda: _answers(olga, room, None), "the server to forget it with the draft")


async def _answers(person: Person, room: RoomId, position: int | None) -> bool:
    return any((one["id"], one["draftReplyTo"]) == (str(room), position) for one in await person.rooms())


def above(one: Window) -> Locator:
    """What stands above the field: the message that is answered."""
    return one.page.get_by_role("button", name="Отменить").locator("..")


async def test_ones_own_words_from_another_device_are_not_unread(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    await anya.says(school.room("6Б"), "Вопрос")
    async with window(browser, school.url, phone=False) as desk:
        await desk.enter(olga)
        row = desk.page.get_by_role("link", name=CHAT)
        await expect(row).to_contain_text("Непрочитанных: 1")
        await olga.says(school.room("6Б"), "Отвечаю с телефона")
        await expect(row).to_contain_text("Отвечаю с телефона")
        await expect(row).to_contain_text("Непрочитанных: 1")


async def test_an_answer_to_words_from_long_ago_shows_them(school: TestSchool, browser: Browser) -> None:
    olga, anya = await class_of(school)
    room = school.room("6Б")
    for number in range(1, 121):
        await anya.says(room, f"Сообщение {number}")
    async with window(browser, school.url) as phone:
        await phone.enter(olga)
        await phone.open(CHAT)
        await phone.to_end()
        await anya.says(room, "Я про это", replyTo=1)
        await phone.sees("Я про это")
        await phone.to_end()
        await expect(phone.page.locator("[data-index]", has_text="Я про это").last).to_contain_text("Сообщение 1")


async def test_a_newcomer_sees_no_older_words_and_the_others_see_them_change(
    school: TestSchool, browser: Browser
) -> None:
    olga, anya = await class_of(school)
    room = school.room("6Б")
    await anya.says(room, "До Тимура")
    timur = await school.pupil("Тимур", "Гарипов", "6Б")
    await olga.says(room, "Здравствуй, Тимур")
    async with window(browser, school.url) as late, window(browser, school.url, phone=False) as teacher:
        await asyncio.gather(late.enter(timur), teacher.enter(olga))
        await asyncio.gather(late.open(CHAT), teacher.open(CHAT))
        await anya.ask("PATCH", f"/api/rooms/{room}/messages/1", {"text": "До Тимура, исправлено"})
        await olga.says(room, "Отвечаю Ане", replyTo=1)
        await teacher.sees("До Тимура, исправлено")
        answer = teacher.page.locator("[data-index]", has_text="Отвечаю Ане").last
        await expect(answer).to_contain_text("До Тимура, исправлено")
        await late.sees("Отвечаю Ане")
        await expect(late.page.locator("[role=log]")).not_to_contain_text("До Тимура")
