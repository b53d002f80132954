"""Markup, links, badges and hidden signs in titles of classes, groups and chats, on paper and in letters (security.md 9)."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from applicants import APPLICATIONS, PDF, application, letters_to, operator
from applicants import stranger as applicant_of
from newcomers import link_of, on_roster, printed, qr_answered, words_of
from parta.identity.contact_words import read_contact
from parta.kernel.errors import Invalid
from parta.policy.standing import Kind
from people import Person, TestSchool, running_school

MARKUP = [
    "<img src=x onerror=alert(1)>",
    "<b>Шахматы</b>",
    "[Шахматы](javascript:alert(1))",
    "javascript:alert(1)",
    "**Шахматы**",
    "`Шахматы`" * 9,
    "Шахматы ✓",
    "Учительская ✅",
    "#panic()",
    "@все",
    "https://evil.example",
    "=HYPERLINK(A1)",
]
HIDDEN = [
    "Шах\u202eматы",
    "\u2066Шахматы\u2069",
    "Шах\u200bматы",
    "Шахматы\u3164",
    "\u115fШахматы",
    "Шах\xadматы\u061c",
]
ACTIVE = ("/JS", "/JavaScript", "/Launch", "/URI", "/AA", "/OpenAction", "/EmbeddedFile", "/SubmitForm", "/RichMedia")


@pytest.mark.parametrize("title", MARKUP)
async def test_a_title_of_markup_or_badges_is_refused_to_the_administrator_himself(
    school: TestSchool, title: str
) -> None:
    admin, one = await school.admin(), await school.school_class("5А")
    before = await titles(admin)
    doors: list[tuple[str, str, Any]] = [
        ("POST", "/api/clubs", {"title": title}),
        ("POST", f"/api/classes/{one}/subgroups", {"titles": [title]}),
        ("PATCH", f"/api/classes/{one}", {"title": title}),
        ("POST", "/api/classes", {"classes": [{"title": title}]}),
    ]
    for method, path, body in doors:
        assert await admin.status(method, path, body) == 422, path
    await admin.ask("POST", "/api/classes/preview", {"text": title})
    assert await titles(admin) == before
    await admin.ask("POST", "/api/clubs", {"title": "Шахматы"}, expect=201)


@pytest.mark.parametrize("title", HIDDEN)
async def test_signs_that_nobody_sees_are_no_part_of_a_title(school: TestSchool, title: str) -> None:
    """A club of the same name as another is told apart by its name, so nothing hidden makes two of one."""
    admin, one = await school.admin(), await school.school_class("5А")
    await admin.ask("POST", "/api/clubs", {"title": title}, expect=201)
    assert "Шахматы" in await titles(admin)
    assert await admin.status("POST", "/api/clubs", {"title": "Шахматы"}) == 409
    await admin.ask("PATCH", f"/api/classes/{one}", {"title": title.replace("Шах", "Лыж")})
    assert all(name.isprintable() for name in await titles(admin))


async def test_a_person_of_letters_that_are_drawn_as_nothing_has_no_name(school: TestSchool) -> None:
    admin, one = await school.admin(), await school.school_class("5А")
    for nothing in ("\u3164", "\u115f\u1160", "\uffa0", "\u200b", "\u2800\u3164"):
        body = {"lastName": nothing, "firstName": nothing}
        assert await admin.status("POST", f"/api/classes/{one}/pupils", body) == 422, nothing
    await admin.ask("POST", f"/api/classes/{one}/pupils", {"lastName": "Иванова", "firstName": "Аня"}, expect=201)


async def titles(admin: Person) -> set[str]:
    classes = {one["title"] for one in await admin.ask("GET", "/api/classes")}
    return classes | {one["title"] for one in await admin.rooms()}


async def test_nothing_on_paper_is_more_than_words(school: TestSchool) -> None:
    """Slips, poster and leaflets of a class, a school and people whose names got past every door."""
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    person = await on_roster(school, "#panic()", "<script>alert(1)</script>", Kind.PUPIL, one)
    await qr_answered(school)
    link = await link_of(teacher, "guardian", one)
    hostile = '#panic() $x$ [#link("https://evil.example")[x]] https://evil.example'
    async with school.server.workshop.open() as work:
        await work.connection.execute(text("update school_class set title = title || :hostile"), {"hostile": hostile})
        changes = ", ".join(f"{one} = {one} || :hostile" for one in ("short_name", "help_phone", "help_hours"))
        await work.connection.execute(text(f"update school set {changes}"), {"hostile": hostile})
    sheets = [await printed(teacher, classId=str(one), whom=["pupil"], people=[str(person)])]
    assert teacher.http is not None
    for path in (f"/api/invitations/{link['id']}/poster", "/api/leaflets/guardian"):
        async with teacher.http.get(path) as answer:
            assert answer.status == 200
            assert answer.content_type == "application/pdf"
            assert "evil" not in answer.headers["Content-Disposition"]
            sheets.append(await answer.read())
    for sheet in sheets:
        assert "#panic()" in words_of(sheet)
        assert not active_parts(sheet)


def active_parts(sheet: bytes) -> list[str]:
    """What of a PDF would do something when it is opened or touched."""
    reader = PdfReader(BytesIO(sheet))
    objects = [str(reader.get_object(number)) for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm))]
    return [f"{word} in {one[:200]}" for one in objects for word in ACTIVE if f"'{word}'" in one]


async def test_a_letter_to_a_stranger_carries_no_words_of_whoever_had_it_sent() -> None:
    """Anybody may name any address in an application: the letter must be no messenger for his links."""
    async with running_school(entry=APPLICATIONS) as school, applicant_of(school) as one:
        lure = {"shortName": "Ваш счёт закрыт: https://evil.example", "fullName": "<b>Вход</b> на evil.example"}
        await one.sends("/api/applications", application(**lure), scan=PDF)
        (letter,) = await letters_to(school, "maria@licey7.ru")
        assert "Заявка №" in letter
        assert "evil" not in letter
        assert "<b>" not in letter


async def test_a_reason_in_a_letter_is_words() -> None:
    async with running_school(entry=APPLICATIONS) as school, applicant_of(school) as one, operator(school) as desk:
        await one.sends("/api/applications", application(), scan=PDF)
        (row,) = (await desk.ask("GET", "/api/operator/applications?pending=true"))["items"]
        reason = "Нет подписи\r\nBcc: all@school.ru\r\n\r\n<img src=x>\u202e"
        address = f"/api/operator/applications/{row['id']}/refuse"
        await desk.ask("POST", address, {"seen": 1, "reason": reason}, expect=204)
        async with school.server.workshop.open(reads=True) as work:
            rows = (await work.connection.execute(text("select subject, body from outgoing_message"))).all()
        assert len(rows) == 2
        for subject, body in rows:
            assert "\n" not in subject
            assert "\r" not in body
            assert "\u202e" not in body


@pytest.mark.parametrize("address", ["ve\u202era@mail.ru", "vera@ma\u200bil.ru", "vera\u3164@mail.ru"])
def test_an_address_has_no_signs_that_nobody_sees(address: str) -> None:
    assert read_contact(address).value == "vera@mail.ru"


@pytest.mark.parametrize("address", ["vera@mail.ru\r\nBcc: x@mail.ru", "vera@mail.ru,x@mail.ru", "<vera@mail.ru>"])
def test_an_address_is_one_address(address: str) -> None:
    with pytest.raises(Invalid):
        read_contact(address)
