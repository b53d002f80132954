"""A photo, a document: sent into a chat, read by its members, by nobody else (C8; security.md 3, 10, 13, 14)."""

import io
import zipfile
from uuid import uuid4

import pytest
from PIL import Image

from files import announce, fetched, pdf, photo, piece, sends, upload
from people import Person, TestSchool, problem, until

pytestmark = pytest.mark.anyio


async def _pair(school: TestSchool) -> tuple[Person, Person]:
    return await school.pupil("Аня", "Иванова", "6Б"), await school.pupil("Ярослав", "Щербаков", "6Б")


async def test_a_photo_goes_to_everybody_in_the_chat(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    room = school.room("6Б")
    async with yaroslav.listening() as ear:
        await sends(anya, room, photo(3000, 2000), text="Смотри", name="IMG_0001.JPG")
        heard = (await ear.hears_event("messagePosted"))["message"]
    [message] = await yaroslav.history(room)
    [shown] = message["attachments"]
    assert heard["attachments"] == message["attachments"]
    assert (shown["kind"], shown["name"], shown["width"], shown["height"]) == ("photo", "IMG_0001.jpg", 3000, 2000)
    assert shown["preview"]
    for size, longest in (("full", 3000), ("screen", 1920), ("thumb", 480)):
        status, headers, content = await fetched(yaroslav, shown["id"], size)
        assert status == 200
        assert max(Image.open(io.BytesIO(content)).size) == longest
        assert headers["Content-Disposition"].startswith("attachment")
        assert "immutable" in headers["Cache-Control"]
        assert "private" in headers["Cache-Control"]
        assert headers["Vary"] == "Cookie"


async def test_a_photo_loses_where_and_when_it_was_made_and_stands_upright(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    exif = Image.Exif()
    exif[0x0112] = 6  # held on its side
    exif[0x010F] = "Секретный телефон"
    exif.get_ifd(0x8825)[1] = "N"
    taken = photo(80, 60, exif=exif, comment=b"where we live")
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(0x8825)  # the premise
    await sends(anya, school.room("6Б"), taken)
    [message] = await yaroslav.history(school.room("6Б"))
    [shown] = message["attachments"]
    assert (shown["width"], shown["height"]) == (60, 80)
    _, _, content = await fetched(yaroslav, shown["id"])
    opened = Image.open(io.BytesIO(content))
    assert not dict(opened.getexif())
    assert "comment" not in opened.info
    assert b"where we live" not in content


async def test_a_photo_of_an_iphone_becomes_one_that_every_browser_draws(school: TestSchool) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    anya, yaroslav = await _pair(school)
    await sends(anya, school.room("6Б"), photo(form="HEIF"), name="IMG_7.HEIC")
    [message] = await yaroslav.history(school.room("6Б"))
    [shown] = message["attachments"]
    assert (shown["name"], shown["type"]) == ("IMG_7.jpg", "image/jpeg")
    status, headers, content = await fetched(yaroslav, shown["id"])
    assert (status, headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(content)).format == "JPEG"


async def test_a_document_shows_its_first_page(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    await sends(anya, school.room("6Б"), pdf(), name="Приказ № 5.pdf", text="Приказ")
    [message] = await yaroslav.history(school.room("6Б"))
    [shown] = message["attachments"]
    assert (shown["kind"], shown["name"], shown["preview"]) == ("document", "Приказ № 5.pdf", True)
    _, _, page = await fetched(yaroslav, shown["id"], "thumb")
    assert Image.open(io.BytesIO(page)).format == "WEBP"
    _, headers, content = await fetched(yaroslav, shown["id"])
    assert content == pdf()
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_an_album_holds_ten_and_no_more(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    room = school.room("6Б")
    files = [(await upload(anya, room, photo(20 + one, 20)))["id"] for one in range(10)]
    body = {"clientId": str(uuid4()), "text": "", "files": [*files, str(uuid4())]}
    await anya.ask("POST", f"/api/rooms/{room}/messages", body, expect=422)
    await anya.says(room, "", files=files)
    [message] = await anya.history(room)
    assert [one["id"] for one in message["attachments"]] == files


async def test_a_message_without_words_and_without_files_is_none(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    await anya.ask(
        "POST",
        f"/api/rooms/{school.room('6Б')}/messages",
        {"clientId": str(uuid4()), "text": " ", "files": []},
        expect=422,
    )


async def test_the_same_send_again_is_the_same_message(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    room = school.room("6Б")
    file = (await upload(anya, room, photo()))["id"]
    body = {"clientId": str(uuid4()), "text": "Вот", "files": [file]}
    first = await anya.ask("POST", f"/api/rooms/{room}/messages", body, expect=201)
    again = await anya.ask("POST", f"/api/rooms/{room}/messages", body, expect=201)
    assert first["id"] == again["id"]
    other = await anya.ask("POST", f"/api/rooms/{room}/messages", {**body, "files": []}, expect=409)
    assert problem(other) == "same-id-other-text"
    assert len(await anya.history(room)) == 1


async def test_one_file_goes_out_once(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    room = school.room("6Б")
    file = (await upload(anya, room, photo()))["id"]
    await anya.says(room, "", files=[file])
    refused = await anya.ask(
        "POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": "", "files": [file]}, expect=403
    )
    assert problem(refused) == "not-for-this-chat"


async def test_a_broken_upload_goes_on_where_it_stopped(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    room = school.room("6Б")
    content = pdf() + b"\n" * 3_000_000
    draft = {"clientId": str(uuid4()), "name": "a.pdf", "bytes": len(content)}
    announced = await anya.ask("POST", f"/api/rooms/{room}/files", draft, expect=201)
    size = announced["piece"]
    status, answer = await piece(anya, announced["id"], content[:size], 0)
    assert (status, answer["received"]) == (200, size)
    # The answer was lost: the phone sends the same piece again, and asks anew where to go on.
    status, answer = await piece(anya, announced["id"], content[:size], 0)
    assert (status, answer["received"]) == (200, size)
    status, answer = await piece(anya, announced["id"], content[size + 1 :], size + 1)
    assert (status, problem(answer)) == (409, "wrong-offset")
    again = await anya.ask("POST", f"/api/rooms/{room}/files", draft, expect=201)
    assert (again["id"], again["received"]) == (announced["id"], size)
    status, _ = await piece(anya, announced["id"], content[size:], size)
    assert status == 200
    ready = await until(lambda: _ready(anya, announced["id"]))
    await anya.says(room, "", files=[ready["id"]])
    [message] = await yaroslav.history(room)
    _, _, got = await fetched(yaroslav, message["attachments"][0]["id"])
    assert got == content


async def _ready(person: Person, file: str) -> object:
    now = await person.ask("GET", f"/api/files/{file}")
    return now if now["state"] == "ready" else None


async def test_a_file_may_be_asked_for_in_parts(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    await sends(anya, school.room("6Б"), pdf(), name="a.pdf")
    [message] = await yaroslav.history(school.room("6Б"))
    file, whole = message["attachments"][0]["id"], pdf()
    for asked, first, last in (
        ("bytes=0-4", 0, 5),
        ("bytes=5-", 5, len(whole)),
        ("bytes=-7", len(whole) - 7, len(whole)),
    ):
        status, headers, content = await fetched(yaroslav, file, Range=asked)
        assert (status, content) == (206, whole[first:last]), asked
        assert headers["Content-Range"] == f"bytes {first}-{last - 1}/{len(whole)}"
    status, _, _ = await fetched(yaroslav, file, Range=f"bytes={len(whole)}-")
    assert status == 416


# -- who may


async def test_only_members_read_a_file_and_only_while_they_may(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    stranger, parent = await school.pupil("Глеб", "Орлов", "7А"), await school.parent("Ирина", "Иванова", anya)
    admin = await school.admin()
    await sends(anya, school.room("6Б"), photo())
    [message] = await anya.history(school.room("6Б"))
    file = message["attachments"][0]["id"]
    assert (await fetched(yaroslav, file))[0] == 200  # the premise
    for other in (stranger, parent, admin):
        assert (await fetched(other, file))[0] == 404
    assert (await fetched(stranger, str(uuid4())))[0] == 404
    later = await school.pupil("Новый", "Ученик", "6Б")
    assert (await fetched(later, file))[0] == 404  # it was said before he came


async def test_a_file_of_another_chat_or_person_is_refused_and_stays_where_it_is(school: TestSchool) -> None:
    """security.md 3."""
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б", teaches="7А")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    own, other = school.room("6Б"), school.room("7А", "teachers")
    hers = (await upload(olga, own, photo()))["id"]
    refusals = [
        (olga, other, hers),  # her own, announced for another chat
        (anya, own, hers),  # somebody else's
        (anya, own, str(uuid4())),  # nobody's
    ]
    for person, room, file in refusals:
        refused = await person.ask(
            "POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": "", "files": [file]}, expect=403
        )
        assert problem(refused) == "not-for-this-chat"
    await olga.says(own, "", files=[hers])
    [message] = await anya.history(own)
    assert message["attachments"][0]["id"] == hers


async def test_nobody_sends_a_file_where_he_may_not_write(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    await announce(anya, school.room("6Б", "announcements"), photo(), "a.jpg", expect=403)
    await announce(anya, school.room("6Б", "parents"), photo(), "a.jpg", expect=404)


async def test_an_upload_is_its_senders_alone(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    announced = await announce(anya, school.room("6Б"), photo(), "a.jpg")
    await yaroslav.ask("GET", f"/api/files/{announced['id']}", expect=404)
    assert (await piece(yaroslav, announced["id"], b"x", 0))[0] == 404
    await yaroslav.ask("DELETE", f"/api/files/{announced['id']}", expect=404)
    await anya.ask("DELETE", f"/api/files/{announced['id']}", expect=204)
    await anya.ask("GET", f"/api/files/{announced['id']}", expect=404)


async def test_a_deleted_message_takes_its_files_along(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    room = school.room("6Б")
    await sends(anya, room, photo(), text="Ой")
    [message] = await yaroslav.history(room)
    file = message["attachments"][0]["id"]
    assert (await fetched(yaroslav, file))[0] == 200
    await anya.ask("DELETE", f"/api/rooms/{room}/messages/1")
    assert (await fetched(yaroslav, file))[0] == 404
    [gone] = await yaroslav.history(room)
    assert "attachments" not in gone
    async with yaroslav.listening({str(room): 0}) as ear:  # nor does the journal tell of it
        replayed = (await ear.hears_event("messagePosted"))["message"]
    assert "attachments" not in replayed


async def test_what_was_deleted_leaves_the_store(school: TestSchool) -> None:
    from parta.files.queries import uploads

    anya, _ = await _pair(school)
    room = school.room("6Б")
    await sends(anya, room, photo())
    await anya.ask("DELETE", f"/api/rooms/{room}/messages/1")

    async def nothing_left() -> bool:
        async with school.server.workshop.open(reads=True) as work:
            return not await uploads.gone(work.connection)

    await until(nothing_left, "the rows are gone, and the bytes before them")


async def test_an_edit_keeps_the_files_and_may_take_all_words(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    room = school.room("6Б")
    await sends(anya, room, photo(), text="Ой")
    edited = await anya.ask("PATCH", f"/api/rooms/{room}/messages/1", {"text": ""})
    assert (edited["text"], len(edited["attachments"])) == ("", 1)
    [message] = await yaroslav.history(room)
    assert (await fetched(yaroslav, message["attachments"][0]["id"]))[0] == 200


async def test_whoever_reported_a_photo_does_not_see_it_any_more(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    room = school.room("6Б")
    await sends(anya, room, photo(), text="Смотри")
    [message] = await yaroslav.history(room)
    file = message["attachments"][0]["id"]
    await yaroslav.ask("POST", f"/api/rooms/{room}/messages/1/report", {"reason": "обидно"})
    assert (await fetched(yaroslav, file))[0] == 404
    assert "attachments" not in (await yaroslav.history(room))[0]
    assert (await fetched(anya, file))[0] == 200


async def test_an_answer_to_a_photo_says_what_it_answers(school: TestSchool) -> None:
    anya, yaroslav = await _pair(school)
    room = school.room("6Б")
    await sends(anya, room, photo())
    await yaroslav.says(room, "Красиво", replyTo=1)
    answer = (await yaroslav.history(room))[-1]
    assert answer["replyTo"]["attached"] == "photo"
    card = next(one for one in await anya.rooms() if one["id"] == str(room))
    assert "attachments" not in card["lastMessage"]


# -- what is not taken


def _zip(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\0" + b"\0" * 200, "реферат.docx"),
        (b"\x7fELF" + b"\0" * 200, "a.jpg"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt"),
        (_zip("a.exe"), "a.zip"),
        (_zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx"),
        (b"\0" * 100, "a.txt"),
        (photo()[:200], "a.jpg"),
    ],
)
async def test_a_program_or_a_ruin_is_refused_by_what_it_is(school: TestSchool, content: bytes, name: str) -> None:
    anya, _ = await _pair(school)
    refused = await upload(anya, school.room("6Б"), content, name)
    assert refused["state"] == "refused"
    assert refused["refusal"]
    answer = await anya.ask(
        "POST",
        f"/api/rooms/{school.room('6Б')}/messages",
        {"clientId": str(uuid4()), "text": "", "files": [refused["id"]]},
        expect=403,
    )
    assert problem(answer) == "not-for-this-chat"


async def test_a_picture_that_would_fill_the_memory_is_refused_in_words(school: TestSchool) -> None:
    """security.md 14: 50 KB on the wire, 400 megapixels unpacked."""
    anya, _ = await _pair(school)
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    refused = await upload(anya, school.room("6Б"), bomb.getvalue(), "a.png")
    assert (refused["state"], "мегапиксел" in refused["refusal"]) == ("refused", True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><foreignObject/></svg>", "a.svg"),
        (b"<!doctype html><script>alert(1)</script>", "a.html"),
    ],
)
async def test_a_drawing_or_page_with_a_script_is_only_saved_never_shown(
    school: TestSchool, content: bytes, name: str
) -> None:
    """security.md 10."""
    anya, yaroslav = await _pair(school)
    await sends(anya, school.room("6Б"), content, name=name)
    [message] = await yaroslav.history(school.room("6Б"))
    [shown] = message["attachments"]
    assert (shown["kind"], shown.get("preview", False)) == ("file", False)
    status, headers, _ = await fetched(yaroslav, shown["id"])
    assert (status, headers["Content-Type"]) == (200, "application/octet-stream")
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert (await fetched(yaroslav, shown["id"], "thumb"))[0] == 404


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Windows\\win.bat", "win.txt"),
        ("/etc/cron.d/run.sh", "run.txt"),
        ("a\0b.txt", "ab.txt"),
        ("<b>жирный</b>.txt", "b.txt"),
        ("CON", "CON.txt"),
        ("у" * 400 + ".txt", "у" * 116 + ".txt"),
    ],
)
async def test_a_hostile_name_is_only_a_name(school: TestSchool, name: str, shown: str) -> None:
    """security.md 13."""
    anya, _ = await _pair(school)
    file = await upload(anya, school.room("6Б"), "Привет".encode(), name)
    assert file["attachment"]["name"] == shown


async def test_too_large_is_said_before_anything_is_sent(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    draft = {"clientId": str(uuid4()), "name": "a.mp4", "bytes": 51 * 1024 * 1024}
    refused = await anya.ask("POST", f"/api/rooms/{school.room('6Б')}/files", draft, expect=413)
    assert refused["detail"].startswith("Файл больше 50\u00a0МБ")


async def test_no_more_bytes_come_than_were_announced(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    announced = await announce(anya, school.room("6Б"), b"x" * 10, "a.txt")
    assert (await piece(anya, announced["id"], b"x" * 11, 0))[0] == 413
    assert (await piece(anya, announced["id"], b"x" * (announced["piece"] + 10), 0))[0] == 413
    assert (await piece(anya, announced["id"], b"", 0))[0] in (200, 413)
    assert (await anya.ask("GET", f"/api/files/{announced['id']}"))["received"] == 0


async def test_an_administrator_sees_how_much_is_taken_and_by_whom(school: TestSchool) -> None:
    anya, _ = await _pair(school)
    admin = await school.admin()
    await sends(anya, school.room("6Б"), pdf(), name="a.pdf")
    use = await admin.ask("GET", "/api/school/storage")
    assert use["files"] == 1
    assert use["used"] >= len(pdf())
    assert [(one["personId"], one["files"]) for one in use["owners"]] == [(str(anya.id), 1)]
    await anya.ask("GET", "/api/school/storage", expect=403)
