"""A photo and a document in two real browsers: chosen, on their way, seen by the other, opened (C8)."""

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.async_api import Browser, expect

from files import pdf, sends
from people import TestSchool

from .browser import Window, window

pytestmark = pytest.mark.anyio


def _landscape(width: int, height: int, sun: str = "gold") -> bytes:
    image = Image.new("RGB", (width, height), "skyblue")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 2 // 3, width, height), fill="seagreen")
    pen.ellipse((width * 0.6, height * 0.1, width * 0.6 + height * 0.25, height * 0.35), fill=sun)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=92)
    return content.getvalue()


async def _choose(who: Window, what: str, *files: tuple[str, str, bytes]) -> None:
    """Through the button, as a hand does it; the system's own dialog is not ours."""
    await who.page.get_by_role("button", name="Прикрепить").click()
    async with who.page.expect_file_chooser() as asked:
        await who.page.get_by_role("menuitem", name=what).click()
    chooser = await asked.value
    await chooser.set_files([{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files])


async def _natural_size(who: Window, photo: str) -> list[int]:
    image = who.page.get_by_role("button", name=photo).last.locator("img")
    await expect(image).to_be_visible()
    await who.page.wait_for_function("(image) => image.naturalWidth > 0", arg=await image.element_handle())
    size: list[int] = await image.evaluate("(image) => [image.naturalWidth, image.naturalHeight]")
    return size


async def test_a_photo_and_a_document_reach_the_other_and_open(
    school: TestSchool, browser: Browser, tmp_path: Path
) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    await olga.says(school.room("6Б"), "Присылайте рисунки")
    async with window(browser, school.url, phone=False) as teacher, window(browser, school.url) as pupil:
        await asyncio.gather(teacher.enter(olga), pupil.enter(anya))
        await asyncio.gather(teacher.open("6Б — класс"), pupil.open("6Б — класс"))
        await _choose(pupil, "Фото или видео", ("рисунок.jpg", "image/jpeg", _landscape(3000, 2000)))
        await pupil.page.get_by_label("Подпись").fill("Мой рисунок")
        await pupil.shot("files-attach-phone")
        await pupil.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        await teacher.sees("Мой рисунок")
        width, height = await _natural_size(teacher, "Открыть фото")
        assert abs(width / height - 1.5) < 0.02
        await _natural_size(pupil, "Открыть фото")

        await _choose(teacher, "Файл", ("Приказ № 5.pdf", "application/pdf", pdf()))
        await teacher.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        card = pupil.page.get_by_role("link", name="Скачать файл Приказ № 5.pdf")
        await expect(card).to_be_visible()
        async with pupil.page.expect_download() as begun:
            await card.click()
        saved = await begun.value
        assert saved.suggested_filename == "Приказ № 5.pdf"
        await saved.save_as(tmp_path / "a.pdf")
        assert (tmp_path / "a.pdf").read_bytes() == pdf()
        await pupil.shot("files-chat-phone")
        await teacher.shot("files-chat-desk")

        await teacher.page.get_by_role("button", name="Открыть фото").click()
        viewer = teacher.page.get_by_role("region", name="Просмотр фото").or_(teacher.page.locator(".yarl__portal"))
        await expect(viewer.first).to_be_visible()
        await expect(teacher.page.locator(".yarl__slide_image")).to_be_visible()
        await teacher.shot("files-viewer-desk")
        await teacher.page.keyboard.press("Escape")
        await expect(teacher.page.locator(".yarl__portal")).to_have_count(0)
        assert not teacher.faults
        assert not pupil.faults


async def test_a_photo_taken_without_network_goes_up_by_itself_once(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    room = school.room("6Б")
    await olga.says(room, "Присылайте рисунки")
    async with window(browser, school.url) as pupil:
        await pupil.enter(anya)
        await pupil.open("6Б — класс")
        # What choosing and drawing need is on the device before the network goes, as a phone's worker keeps it.
        await expect(pupil.page.get_by_role("button", name="Прикрепить")).to_be_visible()
        await _choose(pupil, "Фото или видео", ("первый.jpg", "image/jpeg", _landscape(300, 200)))
        await pupil.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        await _natural_size(pupil, "Открыть фото")
        await expect(pupil.page.get_by_title("отправляется")).to_have_count(0)
        await pupil.context.set_offline(True)
        await _choose(pupil, "Фото или видео", ("второй.jpg", "image/jpeg", _landscape(400, 300, "red")))
        await pupil.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        await expect(pupil.page.get_by_role("button", name="Отменить отправку")).to_be_visible()
        await pupil.shot("files-offline-phone")
        assert len(await olga.history(room)) == 2
        await pupil.context.set_offline(False)
        await expect(pupil.page.get_by_title("отправляется")).to_have_count(0, timeout=20_000)
        said = await olga.history(room)
    assert [len(one.get("attachments", [])) for one in said] == [0, 1, 1]


async def test_a_chat_stays_open_when_the_code_of_its_photos_does_not_come(
    school: TestSchool, browser: Browser
) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    room = school.room("6Б")
    async with window(browser, school.url) as pupil:
        await pupil.context.route("**/assets/Album-*", lambda route: route.abort())
        await pupil.enter(anya)
        await olga.says(room, "Посмотрите на доску")
        await pupil.open("6Б — класс")
        await sends(olga, room, _landscape(300, 200), name="доска.jpg")
        await expect(pupil.page.get_by_role("article")).to_have_count(2)
        await pupil.write("Вижу слова, фото пока нет")
        await pupil.sees("Вижу слова, фото пока нет")
        await pupil.context.unroute_all(behavior="wait")
        await _natural_size(pupil, "Открыть фото")


async def test_what_is_not_taken_says_why_and_can_be_thrown_away(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    await olga.says(school.room("6Б"), "Начало")
    async with window(browser, school.url) as teacher:
        await teacher.enter(olga)
        await teacher.open("6Б — класс")
        await _choose(teacher, "Файл", ("реферат.docx", "application/msword", b"MZ\x90\0" + b"\0" * 300))
        await teacher.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        alert = teacher.page.get_by_role("alert")
        await expect(alert).to_contain_text("Такой файл здесь не открыть")
        await teacher.shot("files-refused-phone")
        await alert.get_by_role("button", name="Удалить").click()
        await expect(alert).to_have_count(0)
    assert len(await olga.history(school.room("6Б"))) == 1


async def test_a_sending_is_taken_back(school: TestSchool, browser: Browser) -> None:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    await olga.says(school.room("6Б"), "Начало")
    async with window(browser, school.url, phone=False) as teacher:
        await teacher.enter(olga)
        await teacher.open("6Б — класс")
        await teacher.page.route("**/api/files/*", lambda route: asyncio.sleep(30))  # a network that swallows pieces
        await _choose(teacher, "Файл", ("a.txt", "text/plain", "Не то".encode()))
        await teacher.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        await teacher.page.get_by_role("button", name="Отменить отправку").click()
        await expect(teacher.page.get_by_text("a.txt")).to_have_count(0)
        await teacher.page.unroute_all(behavior="ignoreErrors")
        await teacher.write("Слова идут дальше")
        await expect(teacher.page.get_by_title("отправляется")).to_have_count(0, timeout=20_000)
    assert [one["text"] for one in await olga.history(school.room("6Б"))] == ["Начало", "Слова идут дальше"]


async def test_an_administrator_puts_the_schools_sign_and_sees_the_place_of_files(
    school: TestSchool, browser: Browser
) -> None:
    admin, anya = await school.admin(), await school.pupil("Аня", "Иванова", "6Б")
    await sends(anya, school.room("6Б"), pdf(), name="a.pdf")
    async with window(browser, school.url, phone=False) as desk, window(browser, school.url) as stranger:
        await desk.enter(admin)
        await desk.page.goto(f"{school.url}/school/profile")
        await expect(desk.page.get_by_text("1 файл", exact=False).first).to_be_visible()
        chooser = desk.page.locator("input[type=file]")
        sign = {"name": "знак.png", "mimeType": "image/png", "buffer": _landscape(300, 300)}
        await chooser.set_input_files([sign])
        await expect(desk.page.get_by_role("img", name="Знак школы")).to_be_visible()
        await desk.page.get_by_text("Файлы чатов").scroll_into_view_if_needed()
        await desk.shot("files-profile-desk")
        await stranger.page.goto(f"{school.url}/sign-in")
        await expect(stranger.page.locator("main img")).to_be_visible()
        await stranger.shot("files-sign-in-phone")
