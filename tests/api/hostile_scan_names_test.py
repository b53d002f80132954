"""The scan of an order under a name that is made to harm: it is only metadata, and not even that is kept (security.md 13)."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from applicants import APPLICATIONS, PDF, PNG, Visitor, application, operator, stranger
from people import TestSchool, running_school

# As they stand between the quotes of the form's header, byte by byte: a browser would escape some, an attacker does not.
NAMES = {
    "NUL": b"order\x00.pdf",
    "CR and LF": b"order.pdf\r\nX-Injected: yes\r\nSet-Cookie: parta_session=x",
    "CR and LF, as a browser escapes them": b"order.pdf%0D%0AX-Injected: yes",
    "a quote": b'order.pdf"; filename="evil.html',
    "a quote and a header, encoded": b"order%22%0d%0aContent-Type: text/html",
    "a path upwards": b"../../../../etc/cron.d/x",
    "an absolute path": b"/etc/passwd",
    "a Windows path": b"C:\\Windows\\System32\\evil.dll",
    "a Windows device": b"CON",
    "a Windows device with an ending": b"aux.pdf",
    "a share": b"\\\\attacker\\share\\x.pdf",
    "300 signs": b"a" * 300 + b".pdf",
    "300 letters": "я".encode() * 300,
    "60 thousand signs": b"a" * 60_000,
    "right-to-left override": "приказ\u202efdp.exe".encode(),
    "invisible signs": "\u200b\u2066\ufeff".encode(),
    "no UTF-8": b"\xff\xfe\xed\xa0\x80.pdf",
    "markup": b"<img src=x onerror=alert(1)>.svg",
    "a page": b"evil.html",
    "nothing": b"",
    "dots": b"..",
}
ORDER = {"orderNumber": "12", "orderDay": "2026-11-01", "lastName": "Новикова", "firstName": "Вера"}
CONTACTS = {"email": "vera@school.ru", "mobile": "8 912 000-11-22"}


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """An installation that takes applications; another school is here already."""
    async with running_school(entry=APPLICATIONS) as one:
        yield one


def form(fields: dict[str, str], name: bytes, content: bytes) -> tuple[bytes, dict[str, str]]:
    """A form whose file has this name, byte by byte."""
    edge = b"----parta-edge"
    parts = [
        b'Content-Disposition: form-data; name="%b"\r\n\r\n%b' % (field.encode(), value.encode())
        for field, value in fields.items()
    ]
    parts.append(
        b'Content-Disposition: form-data; name="scan"; filename="%b"\r\nContent-Type: application/pdf\r\n\r\n%b'
        % (name, content)
    )
    body = b"".join(b"--%b\r\n%b\r\n" % (edge, part) for part in parts) + b"--%b--\r\n" % edge
    return body, {"Content-Type": f"multipart/form-data; boundary={edge.decode()}"}


async def sends(who: Visitor, path: str, fields: dict[str, str], name: bytes, scan: bytes = PDF) -> tuple[int, Any]:
    body, headers = form(fields, name, scan)
    async with who.http.post(path, data=body, headers=headers) as answer:
        told = await answer.read()
        assert "x-injected" not in answer.headers
        assert "set-cookie" not in answer.headers
        return answer.status, json.loads(told) if told else None


async def given_out(answer: aiohttp.ClientResponse, name: str, content: bytes) -> None:
    """The file comes under a name of ours, with nothing that the sender has put into the headers."""
    assert answer.status == 200
    assert await answer.read() == content
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not {"x-injected", "set-cookie"} & {one.lower() for one in answer.headers}


async def kept(school: TestSchool, table: str) -> list[str]:
    """Every row of a table as the database would show it."""
    async with school.server.workshop.open(reads=True) as work:
        return [row[0] for row in await work.connection.execute(text(f"select one::text from {table} one"))]


def taken_or_refused(status: int, told: Any) -> bool:
    """Taken, or a refusal in words; a fault of ours is neither."""
    if status in (201, 204):
        return True
    assert 400 <= status < 500, told
    assert any("а" <= sign <= "я" for sign in told["title"]), told
    return False


@pytest.mark.parametrize("name", NAMES)
async def test_a_scan_is_given_out_under_our_name_whatever_its_senders_was(school: TestSchool, name: str) -> None:
    async with stranger(school) as applicant, operator(school) as desk:
        taken = taken_or_refused(*await sends(applicant, "/api/applications", application(), NAMES[name]))
        rows = (await desk.ask("GET", "/api/operator/applications?pending=true"))["items"]
        assert len(rows) == (1 if taken else 0)
        if not taken:  # a form that is no form any more; the honest one goes through
            await applicant.sends("/api/applications", application(), scan=PDF)
            return
        address = f"/api/operator/applications/{rows[0]['id']}"
        async with desk.http.get(f"{address}/scan") as answer:
            await given_out(answer, f"order-{rows[0]['number']}.pdf", PDF)
        words = NAMES[name].decode("utf-8", "replace")
        for shown in [*await kept(school, "application"), json.dumps(await desk.ask("GET", address))]:
            assert not words.strip(".") or words not in shown


@pytest.mark.parametrize("name", NAMES)
async def test_a_correction_and_the_order_of_a_recovery_take_no_name_either(school: TestSchool, name: str) -> None:
    async with stranger(school) as applicant, operator(school) as desk:
        filed = await applicant.sends("/api/applications", application(), scan=PDF)
        status = "/api" + filed["path"].replace("apply", "applications")
        (row,) = (await desk.ask("GET", "/api/operator/applications?pending=true"))["items"]
        address = f"/api/operator/applications/{row['id']}"
        await desk.ask("POST", f"{address}/refuse", {"seen": 1, "reason": "Нет подписи"}, expect=204)
        corrected = taken_or_refused(*await sends(applicant, f"{status}/corrections", application(), NAMES[name], PNG))
        async with desk.http.get(f"{address}/scan") as answer:
            number, content = ("png", PNG) if corrected else ("pdf", PDF)
            await given_out(answer, f"order-{row['number']}.{number}", content)

        recoveries = f"/api/operator/schools/{school.id}/recoveries"
        brought, told = await sends(desk, recoveries, ORDER | CONTACTS, NAMES[name])
        if not taken_or_refused(brought, told):
            assert await kept(school, "recovery") == []
            return
        async with desk.http.get(f"/api/operator/recoveries/{told['id']}/scan") as answer:
            given = answer.headers["Content-Disposition"]
            assert given.isascii()
            assert given.isprintable()
            await given_out(answer, given.removeprefix('attachment; filename="').rstrip('"'), PDF)


@pytest.mark.parametrize("charset", ["nonsense", "undefined", "rot13", "zip", "idna", "utf-16", "\xff"])
async def test_a_form_in_a_charset_that_nobody_knows_is_refused_in_words(school: TestSchool, charset: str) -> None:
    async with stranger(school) as applicant:
        body, headers = form({}, b"x.pdf", PDF)
        start = b'Content-Disposition: form-data; name="shortName"\r\nContent-Type: text/plain; charset=%b\r\n\r\n'
        field = b"------parta-edge\r\n" + start % charset.encode("latin-1") + "Лицей".encode() + b"\r\n"
        async with applicant.http.post("/api/applications", data=field + body, headers=headers) as answer:
            assert not taken_or_refused(answer.status, await answer.json(content_type=None))


@pytest.mark.parametrize(
    "number", ['12"; filename="evil.html', "12\r\nX-Injected: yes", "../../x", "12/№\u202e", "я" * 40]
)
async def test_the_number_of_an_order_is_no_part_of_a_header(school: TestSchool, number: str) -> None:
    """What the operator types becomes words on a page; the name of the download is made of what can't lead elsewhere."""
    async with operator(school) as desk:
        told = await desk.sends(
            f"/api/operator/schools/{school.id}/recoveries", ORDER | CONTACTS | {"orderNumber": number}, scan=PDF
        )
        async with desk.http.get(f"/api/operator/recoveries/{told['id']}/scan") as answer:
            given = answer.headers["Content-Disposition"]
            assert given.count('"') == 2
            assert given.isascii()
            assert not set(given) & set("/\\\r\n")
            assert "x-injected" not in answer.headers
