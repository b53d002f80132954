"""A school asks to be connected, the operator decides, the named administrator signs up (A1, A2, A3)."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from sqlalchemy import select

from applicants import APPLICATIONS, PDF, PNG, Visitor, application, letters_to, operator, stranger
from parta.identity.tables import contact
from parta.oversight.tables import audit_entry
from people import TestSchool, problem, running_school

EMAIL, MOBILE = "maria@licey7.ru", "+79101234567"


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """An installation that takes applications; another school is here already."""
    async with running_school(entry=APPLICATIONS) as one:
        yield one


async def pending(desk: Visitor) -> list[Any]:
    return list((await desk.ask("GET", "/api/operator/applications?pending=true"))["items"])


async def decide(desk: Visitor, way: str, *, expect: int = 204, **more: Any) -> str:
    """Decide on the only undecided application; gives its address at the desk."""
    (row,) = await pending(desk)
    address = f"/api/operator/applications/{row['id']}"
    card = await desk.ask("GET", address)
    await desk.ask("POST", f"{address}/{way}", {"seen": card["steps"][-1]["number"], **more}, expect=expect)
    return address


async def approved(school: TestSchool, applicant: Visitor) -> str:
    """An approved application; gives the address of its administrator's link."""
    filed = await applicant.sends("/api/applications", application(), scan=PDF)
    async with operator(school) as desk:
        await decide(desk, "approve")
    page = await applicant.ask("GET", "/api" + filed["path"].replace("apply", "applications"))
    return "/api" + str(page["signUp"]).replace("administrator", "administrator-links")


async def test_a_refused_application_is_corrected_sent_again_and_approved(school: TestSchool) -> None:
    async with stranger(school) as applicant, operator(school) as desk:
        filed = await applicant.sends("/api/applications", application(), scan=PDF)
        status = "/api" + filed["path"].replace("apply", "applications")
        assert (await applicant.ask("GET", status))["status"] == "pending"
        assert filed["number"] in (await letters_to(school, EMAIL))[0]

        address = await decide(desk, "refuse", reason="На скане не видно подписи")
        page = await applicant.ask("GET", status)
        assert (page["status"], page["reason"]) == ("refused", "На скане не видно подписи")
        assert page["form"]["mobile"] == MOBILE
        assert "не видно подписи" in (await letters_to(school, EMAIL))[1]

        await applicant.sends(f"{status}/corrections", application(jobTitle="завуч"), scan=PNG, expect=204)
        card = await desk.ask("GET", address)
        assert [step["what"] for step in card["steps"]] == ["sent", "refused", "corrected"]
        assert (card["form"]["jobTitle"], card["scanKind"]) == ("завуч", "image/png")

        await decide(desk, "approve")
        page = await applicant.ask("GET", status)
        assert page["status"] == "approved"
        assert page["form"] is None  # what is no longer to be corrected is no longer shown to who holds the link
        assert page["signUp"] in (await letters_to(school, EMAIL))[2]
        assert [step["what"] for step in page["steps"]] == ["sent", "refused", "corrected", "approved"]


async def test_the_named_administrator_signs_up_by_the_named_mobile_and_runs_his_school(school: TestSchool) -> None:
    async with stranger(school) as maria:
        link = await approved(school, maria)
        page = await maria.ask("GET", link)
        assert (page["school"], page["name"], page["state"]) == ("Лицей № 7", "Мария Петровна", "open")
        assert (page["emailHint"], page["mobileHint"]) == ("m•••@licey7.ru", "+7\u00a0•••\u00a0•••-45-67")

        asked = await maria.ask("POST", f"{link}/code-requests", {"contact": "8 910 1234567"}, expect=202)
        code = (await letters_to(school, MOBILE))[-1][:6]
        await maria.ask("POST", f"{link}/sign-up", {"requestId": asked["requestId"], "code": code}, expect=204)
        assert (await maria.ask("GET", "/api/me"))["pending"] == ["secondFactor"]  # administrators need one (B11)

        secret = (await maria.ask("POST", "/api/me/totp/options"))["secret"]
        await maria.ask("POST", "/api/me/totp", {"secret": secret, "code": pyotp.TOTP(secret).now()}, expect=204)
        me = await maria.ask("GET", "/api/me")
        assert me["school"]["shortName"] == "Лицей № 7"
        assert "editSchool" in me["abilities"]

        again = await maria.ask("POST", f"{link}/code-requests", {"contact": MOBILE}, expect=409)
        assert problem(again) == "already-signed-up"


async def test_somebody_else_with_the_link_gets_no_rights_and_a_clear_text(school: TestSchool) -> None:
    async with stranger(school) as maria, stranger(school) as other:
        link = await approved(school, maria)
        refused = await other.ask("POST", f"{link}/code-requests", {"contact": "+7 900 000-00-00"}, expect=403)
        assert problem(refused) == "not-named"
        assert "только тот, кто в нём назван" in refused["title"]
        assert await letters_to(school, "+79000000000") == []

        asked = await other.ask("POST", f"{link}/code-requests", {"contact": EMAIL}, expect=202)
        code = (await letters_to(school, EMAIL))[-1][:6]
        wrong = "111111" if code != "111111" else "222222"
        body = {"requestId": asked["requestId"], "code": wrong}
        assert problem(await other.ask("POST", f"{link}/sign-up", body, expect=422)) == "code-does-not-fit"
        await other.ask("GET", "/api/me", expect=401)
        for _ in range(4):
            await other.ask("POST", f"{link}/sign-up", body, expect=422)
        await maria.ask("POST", f"{link}/sign-up", body | {"code": code}, expect=422)  # dead after five errors


async def test_a_code_for_signing_in_does_not_sign_an_administrator_up(school: TestSchool) -> None:
    async with stranger(school) as maria:
        link = await approved(school, maria)
        teacher = await school.teacher("Пётр", "Другой")
        async with school.server.workshop.open() as work:
            row = {"id": uuid4(), "account_id": teacher.account, "kind": "email", "value": EMAIL}
            await work.connection.execute(contact.insert().values(confirmed_at=work.now, **row))
        asked = await maria.ask("POST", "/api/sign-in/code-requests", {"contact": EMAIL}, expect=202)
        code = (await letters_to(school, EMAIL))[-1][:6]
        await maria.ask("POST", f"{link}/sign-up", {"requestId": asked["requestId"], "code": code}, expect=422)


async def test_whoever_signs_in_by_the_contact_already_keeps_his_account(school: TestSchool) -> None:
    teacher = await school.teacher("Мария", "Ёлкина")
    async with stranger(school) as maria:
        link = await approved(school, maria)
        async with school.server.workshop.open() as work:
            row = {"id": uuid4(), "account_id": teacher.account, "kind": "email", "value": EMAIL}
            await work.connection.execute(contact.insert().values(confirmed_at=work.now, **row))
        asked = await maria.ask("POST", f"{link}/code-requests", {"contact": EMAIL}, expect=202)
        code = (await letters_to(school, EMAIL))[-1][:6]
        await maria.ask("POST", f"{link}/sign-up", {"requestId": asked["requestId"], "code": code}, expect=204)
    hats = (await teacher.ask("GET", "/api/me"))["hats"]
    assert len({hat["schoolId"] for hat in hats}) == 2


async def test_nothing_is_decided_twice_or_unread(school: TestSchool) -> None:
    async with stranger(school) as applicant, operator(school) as desk, operator(school) as colleague:
        filed = await applicant.sends("/api/applications", application(), scan=PDF)
        status = "/api" + filed["path"].replace("apply", "applications")
        address = await decide(desk, "refuse", reason="Нет печати")
        second = await colleague.ask("POST", f"{address}/approve", {"seen": 1}, expect=409)
        assert problem(second) == "application-decided"
        await applicant.sends(f"{status}/corrections", application(inn="7830002293"), expect=204)
        await colleague.ask("POST", f"{address}/approve", {"seen": 1}, expect=409)  # he has not read the correction
        await colleague.ask("POST", f"{address}/approve", {"seen": 3}, expect=204)
        await desk.ask("POST", f"{address}/approve", {"seen": 3}, expect=409)
        late = await applicant.sends(f"{status}/corrections", application(), expect=409)
        assert problem(late) == "nothing-to-correct"


async def test_only_the_link_opens_an_application_and_only_the_operator_decides(school: TestSchool) -> None:
    admin = await school.admin()
    async with stranger(school) as applicant, stranger(school) as other:
        filed = await applicant.sends("/api/applications", application(), scan=PDF)
        await applicant.ask("GET", "/api" + filed["path"].replace("apply", "applications"))
        for foreign in ("x" * 32, filed["number"], str(uuid4())):
            await other.ask("GET", f"/api/applications/{foreign}", expect=404)
            await other.sends(f"/api/applications/{foreign}/corrections", application(), expect=404)
            await other.ask("GET", f"/api/administrator-links/{foreign}", expect=404)
        async with operator(school) as desk:
            (row,) = await pending(desk)
        address = f"/api/operator/applications/{row['id']}"
        asked = [
            ("GET", "/api/operator/applications", None),
            ("GET", address, None),
            ("GET", f"{address}/scan", None),
            ("POST", f"{address}/approve", {"seen": 1}),
            ("POST", f"{address}/refuse", {"seen": 1, "reason": "нет"}),
        ]
        for method, path, body in asked:
            await other.ask(method, path, body, expect=401)
            assert await admin.status(method, path, body) == 403
        async with operator(school) as desk:
            assert len(await pending(desk)) == 1
            await desk.ask("GET", f"/api/operator/applications/{uuid4()}", expect=404)


async def test_a_scan_is_told_by_its_content_bounded_and_given_out_only_as_a_file(school: TestSchool) -> None:
    page = b"<html><script>alert(1)</script>" + b" " * 100
    async with stranger(school) as applicant, operator(school) as desk:
        for odd in (page, b"PK\x03\x04" + bytes(100), b"", b"%PDF-"):
            told = await applicant.sends("/api/applications", application(), scan=odd, name="приказ.pdf", expect=422)
            assert "PDF, JPEG или PNG" in str(told)
        await applicant.sends("/api/applications", application(), expect=422)  # the order is required
        await applicant.sends("/api/applications", application(), scan=PDF + bytes(11 * 1024 * 1024), expect=413)

        await applicant.sends("/api/applications", application(), scan=PNG, name="../../evil.html")
        (row,) = await pending(desk)
        async with desk.http.get(f"/api/operator/applications/{row['id']}/scan") as answer:
            assert await answer.read() == PNG
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Content-Disposition"] == f'attachment; filename="order-{row["number"]}.png"'
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("inn", "7707083892", "контрольная цифра"),
        ("inn", "77070", "10 цифр"),
        ("inn", "", "Заполните"),
        ("timeZone", "Moscow", "часовой пояс"),
        ("email", "+7 910 123-45-67", "ivanova@mail.ru"),
        ("mobile", "maria@licey7.ru", "+7 900"),
        ("lastName", "<b>Ёлкина", "только буквы"),
        ("shortName", " ", "Заполните"),
    ],
)
async def test_a_field_that_makes_no_sense_is_named(school: TestSchool, field: str, value: str, told: str) -> None:
    async with stranger(school) as applicant, operator(school) as desk:
        refused = await applicant.sends("/api/applications", application(**{field: value}), scan=PDF, expect=422)
        assert refused["pointers"][0]["pointer"] == f"/{field}"
        assert told in refused["pointers"][0]["detail"]
        assert await pending(desk) == []


async def test_one_place_sends_only_so_many_applications_an_hour(school: TestSchool) -> None:
    async with stranger(school) as applicant:
        for number in range(10):
            await applicant.sends("/api/applications", application(shortName=f"Школа № {number + 1}"), scan=PDF)
        told = await applicant.sends("/api/applications", application(), scan=PDF, expect=429)
        assert problem(told) == "too-many-applications"
    assert len(await letters_to(school, EMAIL)) == 5  # nobody's mailbox is filled by strangers


async def test_the_approved_school_has_its_acts_in_the_trail(school: TestSchool) -> None:
    async with stranger(school) as maria:
        link = await approved(school, maria)
        asked = await maria.ask("POST", f"{link}/code-requests", {"contact": EMAIL}, expect=202)
        code = (await letters_to(school, EMAIL))[-1][:6]
        await maria.ask("POST", f"{link}/sign-up", {"requestId": asked["requestId"], "code": code}, expect=204)
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.execute(
            select(audit_entry.c.act).where(audit_entry.c.school_id != school.id).order_by(audit_entry.c.number)
        )
        acts = [row.act for row in rows]
    assert acts == ["createSchool", "appointFirstAdmin", "reviewApplication", "signUpAdmin"]


async def test_where_no_applications_are_taken_there_is_no_door_for_them() -> None:
    async with running_school() as school, stranger(school) as applicant:
        assert not (await applicant.ask("GET", "/api/installation"))["acceptsApplications"]
        await applicant.sends("/api/applications", application(), scan=PDF, expect=404)


async def test_where_schools_apply_the_first_run_makes_none(school: TestSchool) -> None:
    async with operator(school) as desk:
        assert (await desk.ask("GET", "/api/installation"))["acceptsApplications"]
        form = {
            "school": {"shortName": "Своя", "timeZone": "Europe/Moscow"},
            "administrator": {"lastName": "Своев", "firstName": "Иван"},
        }
        assert problem(await desk.ask("POST", "/api/first-school", form, expect=409)) == "schools-apply"
