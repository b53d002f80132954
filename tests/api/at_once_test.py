"""Two people act at once: whatever the order, the school is as if they had acted one after the other."""

import asyncio
from typing import Any

from sqlalchemy import text

from api.roster_import_test import commit, upload
from newcomers import one_code, qr_answered, stranger
from parta.kernel.hats import Hat
from parta.people import commands as people
from parta.people import queries
from parta.policy.standing import Kind
from people import START, Person, TestSchool, until


async def held(school: TestSchool, person: Person, kind: Kind) -> list[Any]:
    """The targets of a person's living standings of this kind."""
    async with school.server.workshop.open(reads=True) as work:
        found = await queries.standings_of(work.connection, school.id, [person.id])
        return [one.target for one in found.get(person.id, []) if one.kind is kind]


async def somebody_waits(school: TestSchool) -> bool:
    """Does a statement wait for what another transaction holds?"""
    async with school.server.workshop.open(reads=True) as work:
        asked = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        return bool(await work.connection.scalar(text(asked)))


async def test_parent_who_joins_while_the_child_is_transferred_follows_it(school: TestSchool) -> None:
    admin = await school.admin()
    ilya = await school.pupil("Илья", "Петров", "6А")
    await school.school_class("6Б")
    olga = await school.join("Ольга", "Петрова", Hat.GUARDIAN, [(Kind.TRUSTED_ADULT, ilya.id, "мать")])
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.end(work, school.id, [olga.id], today=START, kinds=[Kind.TRUSTED_ADULT])
        await people.bond(work, school.id, ilya.id, olga.id, relation="мать", source="slip", today=START)
        await work.follow()  # her chats are those of 6А, and nothing is committed yet
        into = {"classId": str(school.classes["6Б"])}
        transfer = asyncio.create_task(admin.ask("POST", f"/api/people/{ilya.id}/transfer", into, expect=204))
        await until(lambda: somebody_waits(school), "the transfer waits")
    await transfer
    assert {room["title"] for room in await olga.rooms()} == {"6Б — родители", "6Б — объявления"}


async def test_pupil_whom_two_administrators_transfer_learns_in_one_class(school: TestSchool) -> None:
    admins = [await school.admin("Ольга", "Первая"), await school.admin("Инна", "Вторая")]
    ilya = await school.pupil("Илья", "Петров", "6А")
    titles = ["6Б", "6В", "6Г", "6Д", "6Е", "6Ж"]
    classes = [str(await school.school_class(title)) for title in titles]
    path = f"/api/people/{ilya.id}/transfer"
    await asyncio.gather(
        *(admins[n % 2].ask("POST", path, {"classId": one}, expect=204) for n, one in enumerate(classes))
    )
    (learns_in,) = await held(school, ilya, Kind.PUPIL)
    assert {room["title"][:2] for room in await ilya.rooms()} == {titles[classes.index(str(learns_in))]}


async def test_school_has_one_head_and_a_class_one_teacher_whoever_appoints_at_once(school: TestSchool) -> None:
    admin = await school.admin()
    await school.teacher("Анна", "Серова", class_teacher="5А")
    colleagues = [await school.teacher("Вера", last) for last in ("Ильина", "Орлова", "Белова", "Тихая")]
    leaders = f"/api/classes/{school.classes['5А']}/leaders"
    await asyncio.gather(
        *(admin.ask("POST", f"/api/people/{one.id}/positions", {"position": "head"}, expect=204) for one in colleagues),
        *(admin.ask("POST", leaders, {"personId": str(one.id)}, expect=204) for one in colleagues),
    )
    async with school.server.workshop.open(reads=True) as work:
        assert len(await queries.holders(work.connection, school.id, Kind.HEAD)) == 1
        (leader,) = await queries.holders(work.connection, school.id, Kind.CLASS_TEACHER, school.classes["5А"])
    page = await admin.ask("GET", f"/api/classes/{school.classes['5А']}")
    assert [one["personId"] for one in page["leaders"]] == [str(leader)]


async def test_chat_of_a_subject_and_a_management_chat_open_once_whoever_opens_them_at_once(school: TestSchool) -> None:
    admin = await school.admin()
    vera = await school.teacher("Вера", "Ильина", teaches="5А")
    await admin.ask("POST", f"/api/people/{vera.id}/positions", {"position": "head"}, expect=204)
    subject = f"/api/classes/{school.classes['5А']}/subject-chats"
    await asyncio.gather(
        *(admin.ask("POST", subject, {"subject": "Химия"}, expect=204) for _ in range(6)),
        *(admin.status("POST", "/api/management-chats", {"template": "staff"}) for _ in range(6)),
    )
    titles = [room["title"] for room in await vera.rooms()]
    assert titles.count("Руководитель и педагоги") == 1
    page = await admin.ask("GET", f"/api/classes/{school.classes['5А']}")
    assert [room["title"] for room in page["rooms"] if room["subject"]] == ["5А — Химия"]


async def test_pupil_who_is_transferred_while_his_subgroup_is_filled_is_in_neither_old_chat(school: TestSchool) -> None:
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    one, other = await school.school_class("5А"), await school.school_class("5Б")
    group = (await admin.ask("POST", f"/api/classes/{one}/subgroups", {"titles": ["англ. 1"]}))["англ. 1"]
    leads = {"personId": str(anna.id), "subject": "английский"}
    await admin.ask("POST", f"/api/classes/{group}/teachers", leads, expect=204)
    for last in ("Иванов", "Гусев", "Петров", "Сидоров"):
        ilya = await school.pupil("Илья", last, "5А")
        await asyncio.gather(
            anna.status("PUT", f"/api/classes/{group}/members", {"personIds": [str(ilya.id)]}),
            admin.ask("POST", f"/api/people/{ilya.id}/transfer", {"classId": str(other)}, expect=204),
        )
        assert {room["title"][:2] for room in await ilya.rooms()} == {"5Б"}


async def test_import_is_undone_or_somebody_has_joined_by_its_slip_never_both(school: TestSchool) -> None:
    admin = await school.admin()
    await qr_answered(school)
    one = await school.school_class("5А")
    for last in ("Ёлкин", "Гусев", "Петровский", "Сидоров", "Ким", "Зайцев"):
        preview = await upload(admin, f"ФИО;Класс\n{last} Олег;5А\n")
        await commit(admin, preview)
        code = await one_code(admin, classId=str(one), whom=["pupil"])
        async with stranger(school) as oleg:
            undo, joined = await asyncio.gather(
                admin.status("POST", f"/api/imports/{preview['id']}/undo"),
                oleg.status("POST", "/api/joining/redeem", {"ticket": code}),
            )
            assert (undo, joined) in {(409, 200), (204, 410)}
            assert await oleg.status("GET", "/api/me") == (200 if joined == 200 else 401)
            if joined == 200:
                assert (await oleg.ask("GET", "/api/me"))["current"]["kind"] == "pupil"
