"""A small school with something behind every kind of id; each test gets a copy of it, with its people signed in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import msgspec
from obstore.store import MemoryStore
from sqlalchemy import select

from files import announce, upload
from newcomers import on_roster, one_code, qr_answered, stranger
from parta.assembly import Entry
from parta.files.storage import Storage
from parta.identity.delivery import Channels
from parta.identity.tables import outgoing_message
from parta.parts.database import OpenDatabase
from parta.parts.files import OpenStore
from parta.parts.inspecting.inspector import Inspector
from parta.parts.scanner import NoScanner
from parta.policy.standing import Kind
from people import Person, TestSchool, migrated, serving
from postgres import fresh_database, template

ENTRY = Entry(address="http://localhost", channels=Channels(mail=True, sms=False, outbox_page=True))
# The bytes of files are no part of the database: every copy of the school reads the same ones.
STORAGE = Storage(OpenStore(MemoryStore()), NoScanner(), Inspector())
PASSWORD = "Осенний-дождь-стучит-1906"


class SmallSchool(msgspec.Struct):
    """Whom one can be there (cookies by name), and what the words of the contract mean there."""

    cookies: dict[str, dict[str, str]]
    words: dict[str, list[Any]]


@asynccontextmanager
async def copy_of_the_small_school() -> AsyncIterator[TestSchool]:
    """A server on a copy of its own."""
    with fresh_database("small_school") as database:
        async with serving(database, entry=ENTRY, storage=STORAGE) as school:
            yield school


@cache
def small_school() -> SmallSchool:
    """Made once in a process, before any loop runs."""
    made: list[SmallSchool] = []

    def fill(database: OpenDatabase) -> None:
        made.append(asyncio.run(_make(database)))

    migrated()
    template("small_school", fill, of="parta_migrated")
    return made[0]


async def _make(database: OpenDatabase) -> SmallSchool:
    async with serving(database, entry=ENTRY, storage=STORAGE) as school:
        await school.found()
        return await _fill(school)


async def _fill(school: TestSchool) -> SmallSchool:
    admin = await school.admin()
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А", teaches="5А")
    pyotr = await school.teacher("Пётр", "Физиков", class_teacher="5Б", teaches="5А")
    new = await school.staff("Инна", "Новая", Kind.UNCONFIRMED)
    second = await school.admin("Вера", "Вторая")
    await school.staff("Галина", "Директорова", Kind.HEAD)
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    dasha = await school.pupil("Даша", "Сергеева", "5А")
    olga = await school.parent("Ольга", "Иванова", anya)
    await school.parent("Павел", "Иванов", anya)
    one, other = school.classes["5А"], school.classes["5Б"]
    unjoined = await on_roster(school, "Сидорова", "Вера", Kind.PUPIL, one)
    await qr_answered(school)

    rooms = [school.room("5А", kind) for kind in ("announcements", "class", "parents", "teachers")]
    staffroom = school.rooms[("", "staffroom")]
    for who, room in ((maria, rooms[0]), (anya, rooms[1]), (maria, rooms[1]), (olga, rooms[2]), (maria, rooms[2])):
        await who.says(room, "Здравствуйте")
    for who in (admin, maria):
        await who.says(staffroom, "Здравствуйте, коллеги")
    await borya.ask("POST", f"/api/rooms/{rooms[1]}/messages/1/report", {"reason": "Обидно"}, expect=204)
    reports = await maria.ask("GET", "/api/reports")
    sent = [(await upload(who, rooms[at], b"Hello", "a.txt"))["id"] for who, at in ((maria, 1), (olga, 2))]
    await maria.says(rooms[1], "Задание", files=sent[:1])
    await olga.says(rooms[2], "Справка", files=sent[1:])
    unsent = [
        (await announce(who, room, b"Hello", "a.txt"))["id"]
        for who, room in ((admin, staffroom), (maria, rooms[1]), (olga, rooms[2]))
    ]
    until = {"personId": str(anya.id), "until": (datetime.now(UTC) + timedelta(days=7)).isoformat()}
    await maria.ask("POST", f"/api/rooms/{rooms[1]}/sanctions", until, expect=204)
    await admin.ask("POST", f"/api/rooms/{rooms[1]}/pins", {"personId": str(pyotr.id), "reason": "Замена"}, expect=204)
    await maria.ask(
        "POST", f"/api/classes/{one}/activists", {"personId": str(olga.id), "committee": "parents"}, expect=204
    )

    leader = {"personId": str(pyotr.id), "kind": "deputy"}
    await admin.ask("POST", f"/api/classes/{one}/leaders", leader, expect=204)
    await admin.ask("POST", f"/api/people/{pyotr.id}/positions", {"position": "deputyHead"}, expect=204)
    club = await admin.ask("POST", "/api/clubs", {"title": "Шахматы"}, expect=201)
    await admin.ask("POST", f"/api/classes/{club['id']}/teachers", {"personId": str(pyotr.id)}, expect=204)
    building = await admin.ask("POST", "/api/school/buildings", {"name": "Главный корпус"}, expect=201)
    bells = {"name": "Основное", "weekdays": [1], "lessons": [{"begins": "08:30:00", "ends": "09:15:00"}]}
    schedule = await admin.ask("POST", "/api/school/bell-schedules", bells, expect=201)
    listed = "Фамилия\tИмя\tКласс\nСмирнова\tДарья\t5А\n"
    done = await admin.ask("POST", "/api/imports/pasted", {"text": listed.replace("Смирнова", "Кузьмина")}, expect=201)
    await admin.ask("POST", f"/api/imports/{done['id']}/commit", {}, expect=200)

    guardians = await maria.ask("POST", "/api/invitations", {"role": "guardian", "classId": str(one)}, expect=201)
    teachers = await admin.ask("POST", "/api/invitations", {"role": "teacher"}, expect=201)
    slip = await one_code(maria, classId=str(one), whom=["pupil"], people=[str(unjoined)])
    beside = await one_code(maria, classId=str(one), whom=["guardian"], people=[str(dasha.id)])
    place = {"ticket": beside, "name": "Сергеева Нина", "relation": "мать"}
    await _stranger_says(school, "/api/joining/redeem", place)
    for name, link in (("Щукина Лидия", guardians), ("Котова Зоя", guardians), ("Быков Юрий", teachers)):
        petition = {"ticket": _secret(link), "name": name, "childName": "Иванова Аня", "relation": "мать"}
        await _stranger_says(school, "/api/joining/requests", petition)
    inbox = await maria.ask("GET", "/api/join-requests")
    newcomer = inbox["newcomers"][0]
    to_teacher = [request["id"] for request in inbox["requests"]]
    to_admin = [request["id"] for request in (await admin.ask("GET", "/api/join-requests"))["requests"]]
    await maria.ask("POST", f"/api/join-requests/{to_teacher[1]}/refuse", {"reason": "Незнакомы"}, expect=200)
    await olga.ask("PUT", "/api/me/password", {"password": PASSWORD, "login": "olga.ivanova"}, expect=204)

    waiting = await admin.ask("POST", "/api/imports/pasted", {"text": listed}, expect=201)

    contact = await _asks_for_a_code(school, olga, "/api/me/contacts/code-requests", "olga@example.ru")
    await olga.ask("POST", "/api/me/contacts", contact, expect=204)
    owned = (await olga.ask("GET", "/api/me/access"))["contacts"][0]["id"]
    sign_in = await _asks_for_a_code(school, olga, "/api/sign-in/code-requests", "olga@example.ru")
    contact = await _asks_for_a_code(school, olga, "/api/me/contacts/code-requests", "o.ivanova@example.ru")
    told = {"whom": ["guardians", "pupils", "staff"], "classes": [str(one)]}
    said = {"clientId": str(uuid4()), "title": "Собрание", "text": "В четверг", "audience": told}
    announced = await admin.ask("POST", "/api/announcements", said, expect=201)
    three = {"administrator": admin, "class teacher": maria, "parent": olga}
    elsewhere = [await _another_session(school, who) for who in three.values()]
    words: dict[str, list[Any]] = {
        "file_id": unsent,
        "readFile.file_id": sent,
        "room_id": [rooms[1], rooms[2], staffroom, rooms[0]],
        "class_id": [one, other],
        "classId": [one, other],
        "person_id": [olga.id, anya.id, pyotr.id, borya.id, new.id, unjoined],
        "personId": [anya.id, pyotr.id, olga.id, maria.id, new.id],
        "personIds": [[anya.id, borya.id]],
        "people": [[anya.id]],
        "guardian_id": [olga.id],
        "childId": [None, anya.id],
        "building_id": [building["id"]],
        "schedule_id": [schedule["id"]],
        "import_id": [waiting["id"], done["id"]],
        "invitation_id": [guardians["id"], teachers["id"]],
        "request_id": [*to_teacher, *to_admin],
        "report_id": [reports[0]["id"]],
        "announcement_id": [announced["id"]],
        "audience": [told],
        "tab": ["waiting", "done"],
        "families": ["unreached", "outside"],
        "session_id": elsewhere,
        "ticket": [slip, _secret(guardians)],
        "contact_id": [owned],
        "login": ["olga.ivanova"],
        "password": [PASSWORD],
        "endGuardianship.person_id": [anya.id],
        "confirmTeacher.person_id": [new.id],
        "dismissStaff.person_id": [new.id],
        "removeAdmin.person_id": [second.id],
        "removePosition.person_id": [pyotr.id],
        "removePosition.position": ["deputyHead"],
        "unbindLeader.person_id": [pyotr.id],
        "unbindTeacher.person_id": [pyotr.id],
        "unbindTeacher.class_id": [one],
        "unpinMember.person_id": [pyotr.id],
        "undoJoinDecision.request_id": to_teacher,
        "appointPosition.person_id": [maria.id],
        "listGroupCandidates.class_id": [club["id"]],
        "recordStaffPaperConsents.people": [[pyotr.id]],
        "unbindTeacher.subject": ["математика"],
        "fillGroup.class_id": [club["id"]],
        "printSlips.classId": [one],
        "printSlips.people": [[unjoined]],
        "putOnHat.personId": [admin.id, maria.id, olga.id],
        "redeemSlip.ticket": [slip],
        "reportSlip.ticket": [slip],
        "fileJoinRequest.ticket": [_secret(guardians)],
        "undoNewcomer.personId": [newcomer["personId"]],
        "undoNewcomer.childId": [newcomer["childId"]],
        "signInByCode.code": [await school.code_for(olga.account)],
        **{f"signInByContactCode.{field}": [value] for field, value in sign_in.items()},
        **{f"addContact.{field}": [value] for field, value in contact.items()},
    }
    return SmallSchool(
        cookies={name: _cookies(who) for name, who in three.items()},
        words={name: [msgspec.to_builtins(value) for value in values] for name, values in words.items()},
    )


def _secret(link: Any) -> str:
    return str(link["path"].removeprefix("/i/"))


async def _stranger_says(school: TestSchool, path: str, body: Any) -> None:
    async with stranger(school) as browser:
        await browser.ask("POST", path, body)


async def _asks_for_a_code(school: TestSchool, who: Person, path: str, contact: str) -> dict[str, str]:
    asked = await who.ask("POST", path, {"contact": contact}, expect=202)
    async with school.server.workshop.open(reads=True) as work:
        letters = (
            select(outgoing_message.c.body)
            .where(outgoing_message.c.recipient == contact)
            .order_by(outgoing_message.c.created_at.desc())
        )
        letter = (await work.connection.execute(letters)).scalars().first()
    assert letter is not None
    return {"requestId": asked["requestId"], "code": letter[:6]}


async def _another_session(school: TestSchool, who: Person) -> str:
    again = await Person(school, who.id, who.account, who.hat).sign_in()
    await again.close()
    return next(str(one["id"]) for one in (await who.ask("GET", "/api/me/sessions"))["sessions"] if not one["current"])


def _cookies(who: Person) -> dict[str, str]:
    assert who.http is not None
    return {cookie.key: cookie.value for cookie in who.http.cookie_jar}
