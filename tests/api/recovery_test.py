"""Administration is handed over and recovered by the head's order (A9; scenario 4)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import select

from applicants import APPLICATIONS, PDF, MovedClock, Visitor, letters_to, operator, stranger
from newcomers import one_code, qr_answered
from newcomers import stranger as by_slip
from parta.admission.recovery.jobs import every_order
from parta.identity.tables import contact
from parta.kernel.hats import Hat
from parta.oversight import reading
from parta.oversight.tables import audit_entry
from parta.policy.standing import Kind
from people import Ear, Person, TestSchool, problem, running_school, until


@pytest.fixture
async def school(clock: MovedClock) -> AsyncIterator[TestSchool]:
    """A school on an installation with an operator."""
    async with running_school(clock=clock, entry=APPLICATIONS) as one:
        yield one


ORDER = {"orderNumber": "12", "orderDay": "2026-11-01"}
NEWCOMER = {"lastName": "Новикова", "firstName": "Вера", "email": "vera@school.ru", "mobile": "8 912 000-11-22"}


async def reachable(person: Person, email: str) -> None:
    """The person signs in by this address, so that letters reach him."""
    async with person.school.server.workshop.open() as work:
        row = {"id": uuid4(), "account_id": person.account, "kind": "email", "value": email}
        await work.connection.execute(contact.insert().values(confirmed_at=work.now, **row))


async def brings(desk: Visitor, school: TestSchool, *, expect: int = 201, **named: str) -> Any:
    return await desk.sends(f"/api/operator/schools/{school.id}/recoveries", ORDER | named, scan=PDF, expect=expect)


async def passes(school: TestSchool, clock: MovedClock, hours: float) -> None:
    """Time goes by, and the clock's job looks."""
    clock.ahead += timedelta(hours=hours)
    await every_order(school.server.workshop, APPLICATIONS.founding)()


async def acts(school: TestSchool) -> list[str]:
    async with school.server.workshop.open(reads=True) as work:
        verdict = await reading.verify(work, school.id)
        assert verdict.broken_at is None
        rows = await work.connection.execute(
            select(audit_entry.c.act).where(audit_entry.c.school_id == school.id).order_by(audit_entry.c.number)
        )
        return [row.act for row in rows]


async def abilities(person: Person) -> list[str]:
    return list((await person.ask("GET", "/api/me"))["abilities"])


async def test_after_48_hours_the_named_teacher_administers_and_the_old_sessions_are_over(
    school: TestSchool, clock: MovedClock
) -> None:
    old, new = await school.admin("Олег", "Прежний"), await school.teacher("Нина", "Новая")
    await reachable(new, "nina@school.ru")
    async with operator(school) as desk:
        seen = await desk.ask("GET", f"/api/operator/schools/{school.id}")
        assert {(one["name"], one["administrator"]) for one in seen["staff"]} == {
            ("Прежний Олег", True),
            ("Новая Нина", False),
        }
        await brings(desk, school, personId=str(new.id))
        assert problem(await brings(desk, school, personId=str(new.id), expect=409)) == "recovery-is-open"
    assert "Новая Нина" in (await letters_to(school, "nina@school.ru"))[0]
    notice = (await new.ask("GET", "/api/school/recovery"))["recovery"]
    assert (notice["order"], notice["name"], notice["abilities"]) == ("№ 12 от 01.11.2026", "Новая Нина", [])

    async with old.listening() as ear:
        await passes(school, clock, 47.9)
        assert "editSchool" in await abilities(old)  # nothing changes before the wait is over
        assert "editSchool" not in await abilities(new)
        await passes(school, clock, 0.2)
        await ear_closed(ear)
    assert await old.status("GET", "/api/me") == 401
    assert "editSchool" in await abilities(new)
    await old.close()
    await old.sign_in()
    assert "editSchool" not in await abilities(old)
    await new.close()
    await new.sign_in()  # by a printed code
    assert "editSchool" in await abilities(new)
    assert (await new.ask("GET", "/api/school/recovery"))["recovery"] is None
    assert (await acts(school))[-2:] == ["recoverSchool", "recoverAdministration"]
    assert "теперь Новая Нина" in (await letters_to(school, "nina@school.ru"))[-1]


async def ear_closed(ear: Ear) -> None:
    await until(lambda: ear.closed == 4401, "the socket of the former administrator closes")


async def test_an_administrator_stops_an_order_that_was_never_given(school: TestSchool, clock: MovedClock) -> None:
    admin, teacher = await school.admin(), await school.teacher("Хитров", "Пётр")
    await reachable(teacher, "hitrov@school.ru")
    async with operator(school) as desk:
        await brings(desk, school, personId=str(teacher.id))
        assert await teacher.status("POST", "/api/school/recovery/stop", {"reason": "хочу"}) == 403
        assert (await admin.ask("GET", "/api/school/recovery"))["recovery"]["abilities"] == ["stopRecovery"]
        await admin.ask("POST", "/api/school/recovery/stop", {"reason": "Приказа не было"}, expect=204)
        await passes(school, clock, 60)
        assert "editSchool" not in await abilities(teacher)
        assert "editSchool" in await abilities(admin)
        (card,) = (await desk.ask("GET", f"/api/operator/schools/{school.id}"))["recoveries"]
    assert (card["status"], card["stoppedBy"], card["reason"]) == ("stopped", "Админова Ольга", "Приказа не было")
    assert "остановлена" in (await letters_to(school, "hitrov@school.ru"))[-1]
    late = await admin.ask("POST", "/api/school/recovery/stop", {"reason": "ещё раз"}, expect=409)
    assert problem(late) == "no-open-recovery"
    assert (await acts(school))[-2:] == ["recoverSchool", "stopRecovery"]


async def test_a_newcomer_whom_the_order_names_takes_over_when_he_has_signed_up(
    school: TestSchool, clock: MovedClock
) -> None:
    old = await school.admin()
    async with operator(school) as desk:
        await brings(desk, school, **NEWCOMER)
        await passes(school, clock, 48.1)
        assert "editSchool" in await abilities(old)  # a school is never left without an administrator who can act
        link = (
            "/api/administrator-links/"
            + (await letters_to(school, "vera@school.ru"))[0].split("/administrator/")[1].split()[0]
        )
        async with stranger(school) as vera:
            await vera.ask("POST", f"{link}/code-requests", {"contact": "other@school.ru"}, expect=403)
            asked = await vera.ask("POST", f"{link}/code-requests", {"contact": "+79120001122"}, expect=202)
            code = (await letters_to(school, "+79120001122"))[-1][:6]
            await vera.ask("POST", f"{link}/sign-up", {"requestId": asked["requestId"], "code": code}, expect=204)
            assert (await vera.ask("GET", "/api/me"))["pending"] == ["secondFactor"]
        assert await old.status("GET", "/api/me") == 401
        (card,) = (await desk.ask("GET", f"/api/operator/schools/{school.id}"))["recoveries"]
    assert (card["status"], card["name"]) == ("applied", "Новикова Вера")
    assert (await acts(school))[-4:] == ["recoverSchool", "inviteNamedAdmin", "signUpAdmin", "recoverAdministration"]


async def test_whom_the_order_names_signs_up_although_somebody_came_in_by_his_slip(
    school: TestSchool, clock: MovedClock
) -> None:
    """The proven contact of the order is worth more than a sheet of paper; the other is signed out at once."""
    old = await school.admin()
    async with operator(school) as desk, by_slip(school) as finder, stranger(school) as vera:
        await brings(desk, school, **NEWCOMER)
        await passes(school, clock, 48.1)
        await qr_answered(school)
        slip = await one_code(old, whom=["staff"])
        await finder.ask("POST", "/api/joining/redeem", {"ticket": slip}, expect=200)
        secret = (await letters_to(school, "vera@school.ru"))[0].split("/administrator/")[1].split()[0]
        link = f"/api/administrator-links/{secret}"
        asked = await vera.ask("POST", f"{link}/code-requests", {"contact": "+79120001122"}, expect=202)
        code = (await letters_to(school, "+79120001122"))[-1][:6]
        await vera.ask("POST", f"{link}/sign-up", {"requestId": asked["requestId"], "code": code}, expect=204)
        assert (await vera.ask("GET", "/api/me"))["pending"] == ["secondFactor"]
        assert await finder.status("GET", "/api/me") == 401
        assert await old.status("GET", "/api/me") == 401


async def test_a_stopped_order_kills_the_newcomers_link(school: TestSchool, clock: MovedClock) -> None:
    admin = await school.admin()
    async with operator(school) as desk, stranger(school) as vera:
        await brings(desk, school, **NEWCOMER)
        await passes(school, clock, 48.1)
        secret = (await letters_to(school, "vera@school.ru"))[0].split("/administrator/")[1].split()[0]
        await vera.ask("GET", f"/api/administrator-links/{secret}")
        await admin.ask("POST", "/api/school/recovery/stop", {"reason": "Приказ отменён"}, expect=204)
        await vera.ask("GET", f"/api/administrator-links/{secret}", expect=404)


async def test_who_left_the_school_meanwhile_does_not_become_its_administrator(
    school: TestSchool, clock: MovedClock
) -> None:
    admin, teacher = await school.admin(), await school.teacher("Нина", "Новая")
    async with operator(school) as desk:
        await brings(desk, school, personId=str(teacher.id))
        await admin.ask("POST", f"/api/people/{teacher.id}/dismissal", {"when": "now"})
        await passes(school, clock, 48.1)
        (card,) = (await desk.ask("GET", f"/api/operator/schools/{school.id}"))["recoveries"]
    assert card["status"] == "void"
    assert "editSchool" in await abilities(admin)


async def test_an_order_names_only_confirmed_staff_or_somebody_with_both_contacts(school: TestSchool) -> None:
    await school.admin()
    pupil = await school.pupil("Аня", "Иванова", "5А")
    waiting = await school.staff("Ждёт", "Подтверждения", Kind.UNCONFIRMED)
    async with operator(school) as desk:
        for person in (pupil, waiting):
            assert problem(await brings(desk, school, personId=str(person.id), expect=409)) == "not-confirmed"
        assert problem(await brings(desk, school, expect=422)) == "nobody-named"
        told = await brings(desk, school, **NEWCOMER | {"mobile": "vera@school.ru"}, expect=422)
        assert told["pointers"][0]["pointer"] == "/mobile"
        told = await brings(desk, school, **NEWCOMER | {"orderDay": "2100-01-01"}, expect=422)
        assert told["pointers"][0]["pointer"] == "/orderDay"
        path = f"/api/operator/schools/{school.id}/recoveries"
        await desk.sends(path, ORDER | NEWCOMER, scan=b"<html>" + bytes(100), expect=422)
        await desk.sends(path, ORDER | NEWCOMER, expect=422)
        await desk.sends(f"/api/operator/schools/{uuid4()}/recoveries", ORDER | NEWCOMER, scan=PDF, expect=404)
    assert await acts(school) == []


async def test_only_the_operator_recovers_and_only_the_own_school_hears(school: TestSchool) -> None:
    admin, teacher = await school.admin(), await school.teacher("Нина", "Новая")
    pupil = await school.pupil("Аня", "Иванова", "5А")
    elsewhere = TestSchool(school.server, school.url, school.database)
    await elsewhere.found("Другая школа")
    foreign = await elsewhere.admin("Игорь", "Чужой")
    try:
        async with operator(school) as desk, stranger(school) as nobody:
            made = await brings(desk, school, personId=str(teacher.id))
            desk_of = f"/api/operator/schools/{school.id}"
            scan = f"/api/operator/recoveries/{made['id']}/scan"
            for path in ("/api/operator/schools", desk_of, scan):
                await nobody.ask("GET", path, expect=401)
                assert await admin.status("GET", path) == 403
            await nobody.sends(f"{desk_of}/recoveries", ORDER | NEWCOMER, scan=PDF, expect=401)
            assert await admin.status("POST", f"{desk_of}/recoveries/stop", {"reason": "нет"}) == 403
            assert await pupil.status("GET", "/api/school/recovery") == 403
            assert (await foreign.ask("GET", "/api/school/recovery"))["recovery"] is None
            await foreign.ask("POST", "/api/school/recovery/stop", {"reason": "чужое"}, expect=409)
            async with desk.http.get(scan) as answer:
                assert answer.headers["Content-Disposition"].startswith("attachment;")
                assert await answer.read() == PDF
            await desk.ask("POST", f"{desk_of}/recoveries/stop", {"reason": "Не та школа"}, expect=204)
            (card,) = (await desk.ask("GET", desk_of))["recoveries"]
            assert (card["status"], card["stoppedBy"]) == ("stopped", None)
    finally:
        await foreign.close()


async def test_how_long_an_order_waits_is_a_setting(school: TestSchool, clock: MovedClock) -> None:
    patient = msgspec.structs.replace(APPLICATIONS, recovery_wait=timedelta(hours=2))
    async with running_school(clock=clock, entry=patient) as quick:
        await quick.admin()
        teacher = await quick.teacher("Нина", "Новая")
        async with operator(quick) as desk:
            assert (await desk.ask("GET", f"/api/operator/schools/{quick.id}"))["waitHours"] == 2
            await brings(desk, quick, personId=str(teacher.id))
        await passes(quick, clock, 2.1)
        assert "editSchool" in await abilities(teacher)
        assert teacher.hat is Hat.STAFF
