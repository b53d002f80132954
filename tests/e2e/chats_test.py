"""Chats in two real browsers: what one does the other sees, and nobody loses a word."""

import asyncio
from contextlib import suppress

import pytest
from playwright.async_api import Browser, expect

from bad_line import bad_line
from people import TestSchool, until

from .browser import DISTANCE_FROM_END, Window, window

pytestmark = pytest.mark.anyio


async def test_a_teacher_writes_and_the_pupil_reads_and_both_know(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await olga.says(school.room("6Б"), "Доброе утро")
    async with window(browser, school.url, phone=False) as teacher, window(browser, school.url) as pupil:
        await asyncio.gather(teacher.enter(olga), pupil.enter(anya))
        await asyncio.gather(teacher.open("6Б — класс"), pupil.open("6Б — класс"))
        await teacher.write("Аня, **принеси** дневник")
        await pupil.sees("Аня, принеси дневник")
        last = teacher.page.locator("[data-index]").last
        await expect(last.get_by_title("прочитано").last).to_be_visible()
        await pupil.write("Хорошо")
        await teacher.sees("Хорошо")


async def test_an_edit_a_reply_a_report_and_a_deletion_reach_the_other_screen(
    school: TestSchool, browser: Browser
) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await anya.says(school.room("6Б"), "Можно выйти?")
    async with window(browser, school.url, phone=False) as teacher, window(browser, school.url) as pupil:
        await asyncio.gather(teacher.enter(olga), pupil.enter(anya))
        await asyncio.gather(teacher.open("6Б — класс"), pupil.open("6Б — класс"))
        await teacher.page.locator("[data-bubble]", has_text="Можно выйти?").dblclick()
        await teacher.write("Иди")
        await pupil.sees("Иди")
        await expect(pupil.page.locator("[data-index]").last).to_contain_text("Можно выйти?")

        await teacher.page.locator("textarea").press("ArrowUp")
        await expect(teacher.page.locator("textarea")).to_have_value("Иди")
        await teacher.page.locator("textarea").fill("Иди, только тихо")
        await teacher.page.locator("textarea").press("Enter")
        await pupil.sees("Иди, только тихо")

        await pupil.page.locator("[data-bubble]", has_text="только тихо").last.click(button="right")
        await pupil.page.get_by_role("menuitem", name="Пожаловаться").click()
        await pupil.page.get_by_text("Другое").click()
        await pupil.page.get_by_label("Подробности").fill("Проверка")
        await pupil.page.get_by_role("button", name="Отправить жалобу").click()
        await pupil.sees("Вы пожаловались, сообщение скрыто")
        await teacher.sees("Иди, только тихо")

        await teacher.page.locator("[data-bubble]", has_text="Можно выйти?").first.click(button="right")
        await teacher.page.get_by_role("menuitem", name="Удалить у всех").click()
        await teacher.page.get_by_role("dialog").get_by_role("button", name="Удалить у всех").click()
        await pupil.sees("Сообщение удалено модератором")


async def test_a_pupil_who_may_only_read_sees_until_when_and_writes_again_after(
    school: TestSchool, browser: Browser
) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await olga.says(school.room("6Б"), "Тишина")
    async with window(browser, school.url, phone=False) as teacher, window(browser, school.url) as pupil:
        await asyncio.gather(teacher.enter(olga), pupil.enter(anya))
        await asyncio.gather(teacher.open("6Б — класс"), pupil.open("6Б — класс"))
        await teacher.page.get_by_role("button", name="6Б — класс").click()
        await teacher.page.get_by_role("button", name="Действия: ").click()
        await teacher.page.get_by_role("menuitem", name="Разрешить только читать").click()
        await teacher.page.get_by_role("dialog").get_by_role("button", name="Разрешить только читать").click()
        await expect(pupil.page.get_by_text("Пока здесь можно только читать")).to_be_visible()
        await expect(pupil.page.locator("textarea")).to_have_count(0)
        await teacher.page.get_by_role("button", name="Действия: ").click()
        await teacher.page.get_by_role("menuitem", name="Снова разрешить писать").click()
        await expect(pupil.page.locator("textarea")).to_be_visible()


async def test_twenty_messages_written_without_network_arrive_once_and_in_order(
    school: TestSchool, browser: Browser
) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    room = school.room("6Б")
    await olga.says(room, "Начало")
    async with window(browser, school.url) as phone:
        await phone.enter(olga)
        await phone.open("6Б — класс")
        await phone.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        await phone.page.wait_for_function("() => caches.match('/index.html', {ignoreSearch: true}).then(Boolean)")
        await phone.context.set_offline(True)
        await phone.page.reload()
        await phone.sees("Начало")
        for number in range(1, 21):
            await phone.write(f"Без сети {number}")
        await phone.page.locator("textarea").fill("Черновик цел")
        await phone.page.reload()
        await phone.sees("Без сети 20")
        await expect(phone.page.locator("textarea")).to_have_value("Черновик цел")
        await phone.context.set_offline(False)
        await expect(phone.page.get_by_title("отправляется")).to_have_count(0, timeout=20_000)
        texts = [one["text"] for one in await olga.history(room, limit=100)]
        assert texts == ["Начало", *(f"Без сети {number}" for number in range(1, 21))]


async def test_on_a_line_of_64_kilobits_that_breaks_every_message_is_sent_once(
    school: TestSchool, browser: Browser
) -> None:
    """Written while connections break in the middle, before and after what they carried had arrived (C18)."""
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    room = school.room("6Б")
    await olga.says(room, "Начало")
    async with bad_line(school.url) as line, window(browser, line.url) as phone:
        await phone.enter(olga)
        await phone.open("6Б — класс")

        async def all_came() -> bool:
            return len(await olga.history(room, limit=100)) == 16

        line.becomes(kilobits=64, loses=0.15)
        for number in range(1, 16):
            await phone.write(f"На плохой сети {number}")
        await phone.sees("На плохой сети 15")
        for _ in range(9):  # only the last rows are drawn: the server says when all have come
            with suppress(TimeoutError):
                await until(all_came, "fifteen messages")
                break
        await expect(phone.page.get_by_title("отправляется")).to_have_count(0, timeout=20_000)
        assert line.cut > 3, "the line was never bad"
    texts = [one["text"] for one in await olga.history(room, limit=100)]
    assert texts == ["Начало", *(f"На плохой сети {number}" for number in range(1, 16))]


async def test_two_tabs_share_one_line_and_outlive_each_other(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    await olga.says(school.room("6Б"), "Начало")
    async with window(browser, school.url) as phone:
        await phone.enter(olga)
        await phone.open("6Б — класс")
        second = await phone.context.new_page()
        await second.goto(phone.page.url)
        await second.locator("[data-index]").first.wait_for()
        await second.locator("textarea").fill("Из второй вкладки")
        await second.get_by_role("button", name="Отправить").click()
        await phone.sees("Из второй вкладки")
        await expect(second.get_by_title("отправляется")).to_have_count(0)
        await phone.page.close()
        await second.locator("textarea").fill("После первой")
        await second.get_by_role("button", name="Отправить").click()
        await expect(second.get_by_title("отправляется")).to_have_count(0)
        assert [one["text"] for one in await olga.history(school.room("6Б"), limit=9)][-1] == "После первой"


async def test_signing_out_leaves_nothing_on_the_device(school: TestSchool, browser: Browser) -> None:
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await anya.says(school.room("6Б"), "Привет")
    async with window(browser, school.url) as phone:
        await phone.enter(anya)
        await phone.open("6Б — класс")
        assert await phone.page.evaluate("indexedDB.databases().then((all) => all.length)") == 1
        await phone.page.goto(f"{school.url}/more")
        await phone.page.get_by_role("button", name="Выйти").click()
        await phone.page.get_by_role("dialog").get_by_role("button", name="Выйти").click()
        await phone.page.locator("input[name=code]").wait_for()
        assert await phone.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
        # What any stranger reads at the door stays: the school's help desk, for an error page without network.
        assert set(await phone.page.evaluate("Object.keys(localStorage)")) <= {"parta.help"}


async def test_a_chat_opens_at_the_first_unread_and_history_loads_without_a_jump(
    school: TestSchool, browser: Browser
) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    room = school.room("6Б")
    for number in range(1, 201):
        await anya.says(room, f"Сообщение {number}. " + "Слово за словом, строка за строкой. " * (number % 5))
    async with window(browser, school.url) as phone:
        await phone.enter(olga)
        await phone.open("6Б — класс")
        await expect(phone.page.get_by_text("Непрочитанные", exact=True)).to_be_in_viewport()
        await phone.to_end()
        off = await finger_drifts(phone, drags=12)
        assert max(map(abs, off)) <= 2, off
        older = await phone.page.locator("[data-index]").first.get_attribute("aria-setsize")
        assert int(older or 0) > 100, "history was loaded on the way"
        # New messages neither move the reader nor are hidden from him.
        before = await phone.page.evaluate(TOPS)
        await anya.says(room, "Новое")
        await expect(phone.page.get_by_role("button", name="К последним")).to_be_visible()
        after = await phone.page.evaluate(TOPS)
        assert all(abs(after[key] - top) <= 1 for key, top in before.items() if key in after)
        await phone.to_end()
        await phone.sees("Новое")
        # Whoever is at the end stays there: a longer composer, more messages.
        await phone.page.locator("textarea").fill("раз\nдва\nтри\nчетыре")
        for number in range(15):
            await anya.says(room, f"Ещё {number}")
        await phone.sees("Ещё 14")
        await phone.page.wait_for_function(f"() => ({DISTANCE_FROM_END})() < 2")


# Top of every drawn row, by its words.
TOPS = """() => Object.fromEntries([...document.querySelectorAll('[role=log] [data-index]')]
  .map((row) => [row.getAttribute('aria-label'), row.getBoundingClientRect().top]))"""

# The row under the middle of the list, and where it stands after a paint.
PICK = """() => {
  const log = document.querySelector('[role=log]'), middle = log.getBoundingClientRect().top + log.clientHeight / 2;
  window.watched = [...log.querySelectorAll('[data-index]')].find((row) => row.getBoundingClientRect().bottom > middle);
  return watched.getBoundingClientRect().top; }"""
STANDS = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(watched.getBoundingClientRect().top); channel.port2.postMessage(0); })))"""


async def finger_drifts(one: Window, drags: int) -> list[float]:
    """Drag history down with a finger; how far, at each move, the words were from where the finger had them."""
    finger = await one.context.new_cdp_session(one.page)

    async def touch(kind: str, y: int | None = None) -> None:
        points = [] if y is None else [{"x": 180, "y": y}]
        await finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    off: list[float] = []
    for _ in range(drags):
        await touch("touchStart", 150)
        await touch("touchMove", 175)  # the browser begins to scroll
        await touch("touchMove", 190)
        await one.page.evaluate(PICK)
        began = await one.page.evaluate(STANDS)
        for y in range(210, 650, 20):
            await touch("touchMove", y)
            off.append(await one.page.evaluate(STANDS) - began - (y - 190))
        await touch("touchEnd")
    return off
