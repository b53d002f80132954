"""What every answer carries: a policy without inline script, no store for what is about a person, a careful cookie."""

import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pyotp
import pytest
from multidict import CIMultiDictProxy

from applicants import APPLICATIONS, PDF, application, operator, stranger
from newcomers import link_of, on_roster, one_code, qr_answered
from parta.policy.standing import Kind
from parta.web.pages import STATIC
from people import Person, TestSchool, running_school

SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)|\son\w+\s*=|javascript:|<base|<iframe|<object|<embed", re.IGNORECASE)
Headers = CIMultiDictProxy[str]


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """A school on an installation with an operator, whose applications are taken."""
    async with running_school(entry=APPLICATIONS) as one:
        yield one


def policy_of(headers: Headers) -> dict[str, list[str]]:
    """The one policy of an answer, by directive."""
    (said,) = headers.getall("Content-Security-Policy")
    return {words[0]: words[1:] for part in said.split(";") if (words := part.split())}


def lets_no_script_in(headers: Headers) -> bool:
    """No script but from our own files; no frame around us; nothing of plug-ins; no other type than the one said."""
    policy = policy_of(headers)
    scripts = policy.get("script-src", policy["default-src"])
    styles = policy.get("style-src", policy["default-src"])
    return (
        set(scripts) <= {"'self'", "'none'"}
        and "'unsafe-inline'" not in styles
        and set(policy.get("object-src", policy["default-src"])) == {"'none'"}
        and ("sandbox" in policy or (policy["frame-ancestors"] == ["'none'"] and policy["base-uri"] == ["'none'"]))
        and headers["X-Content-Type-Options"] == "nosniff"
    )


async def test_no_kind_of_answer_lets_an_inline_script_run(school: TestSchool) -> None:
    """Pages of the client, of an invitation, of the test QR, errors, files, the contract, numbers, pictures."""
    admin, one = await school.admin(), await school.school_class("5А")
    await qr_answered(school)
    link = await link_of(admin, "pupil", one)
    listed = await on_roster(school, "Петрова", "Нина", Kind.PUPIL, one)
    test = await admin.ask("POST", "/api/address/test")
    order = {"classId": str(one), "whom": ["pupil"], "people": [str(listed)]}
    odd: list[tuple[str, str, dict[str, Any], int]] = [
        ("GET", "/", {}, 200),
        ("GET", "/chats/%3Cscript%3Ealert(1)", {}, 200),
        ("GET", "/sw.js", {}, 200),
        ("GET", "/icon.svg", {}, 200),
        ("GET", "/manifest.webmanifest", {}, 200),
        ("GET", "/assets/%3Cscript%3E.js", {}, 404),
        ("GET", "/..%2f..%2fetc/passwd.html", {}, 404),
        ("GET", "/%00", {}, 400),
        ("POST", "/", {"data": b"x"}, 405),
        ("GET", f"/i/{link['secret']}", {}, 200),
        ("GET", "/i/%3Cimg%20onerror=alert(1)%3E", {}, 410),
        ("GET", f"/check/{test['url'].rpartition('/')[2]}", {}, 200),
        ("GET", "/api/openapi.json", {}, 200),
        ("GET", "/api/docs", {}, 404),
        ("GET", "/api/schema", {}, 404),
        ("GET", "/schema", {}, 200),  # a place that the client does not know, not the framework's own pages
        ("GET", "/health/live", {}, 200),
        ("GET", "/metrics", {}, 200),
        ("GET", "/api/me", {}, 200),
        ("GET", "/api/classes/nonsense", {}, 404),
        ("DELETE", "/api/me", {}, 405),
        ("POST", "/api/sign-in/code", {"data": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ("POST", "/api/sign-in/code", {"data": b" " * 300_000}, 413),
        ("POST", "/api/sign-in/code", {"json": {"code": "x"}, "headers": {"Origin": "https://evil.example"}}, 403),
        ("POST", "/api/slips", {"json": order}, 200),
        ("GET", f"/api/invitations/{link['id']}/poster", {}, 200),
        ("GET", "/api/imports/templates/pupils.xlsx", {}, 200),
    ]
    wrong = []
    assert admin.http is not None
    for method, path, more, status in odd:
        async with admin.http.request(method, path, **more) as answer:
            body = await answer.read()
            assert answer.status == status, f"{method} {path}: {answer.status} {body[:200]!r}"
            markup = answer.content_type in ("text/html", "image/svg+xml") and SCRIPT.search(body.decode())
            if not lets_no_script_in(answer.headers) or markup:
                wrong.append(f"{method} {path}: {markup} {dict(answer.headers)}")
    assert not wrong, "\n".join(wrong)


async def test_a_scan_and_a_picture_run_nothing(school: TestSchool) -> None:
    async with stranger(school) as applicant, operator(school) as desk:
        await applicant.sends("/api/applications", application(), scan=PDF)
        (row,) = (await desk.ask("GET", "/api/operator/applications?pending=true"))["items"]
        async with desk.http.get(f"/api/operator/applications/{row['id']}/scan") as answer:
            assert lets_no_script_in(answer.headers)
            assert {"private", "no-store"} <= words(answer.headers["Cache-Control"])


async def test_what_is_about_a_person_is_private_and_kept_by_no_cache(school: TestSchool) -> None:
    """The weakest reader's answers and refusals, files about people, and the pages before the app."""
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    admin = await school.admin()
    await qr_answered(school)
    one = school.classes["5А"]
    link = await link_of(admin, "pupil", one)
    listed = await on_roster(school, "Петрова", "Нина", Kind.PUPIL, one)
    order = {"classId": str(one), "whom": ["pupil"], "people": [str(listed)]}
    asked: list[tuple[Person, str, str, Any]] = [
        (anya, "GET", "/api/me", None),
        (anya, "GET", "/api/rooms", None),
        (anya, "GET", "/api/classes/mine", None),
        (anya, "GET", f"/api/people/{mother.id}", None),
        (anya, "GET", f"/api/rooms/{school.room('5А')}/messages", None),
        (mother, "GET", "/api/my/family", None),
        (admin, "GET", f"/api/people/{anya.id}", None),
        (admin, "GET", "/api/audit", None),
        (admin, "POST", "/api/slips", order),
        (admin, "GET", f"/i/{link['secret']}", None),
        (admin, "GET", "/check/x", None),
        (mother, "GET", f"/api/classes/{one}", None),
    ]
    for who, method, path, body in asked:
        assert who.http is not None
        async with who.http.request(method, path, json=body) as answer:
            assert {"private", "no-store"} <= words(answer.headers["Cache-Control"]), f"{path}: {answer.headers}"


async def test_a_script_of_the_client_is_kept_by_caches_as_it_is_about_nobody(school: TestSchool) -> None:
    script = next((STATIC / "assets").glob("*.js")).name
    async with stranger(school) as one, one.http.get(f"/assets/{script}") as answer:
        assert "immutable" in answer.headers["Cache-Control"]


async def test_every_way_that_sets_the_cookie_sets_it_for_this_site_alone() -> None:
    """Behind a proxy that ends TLS; the cookie that is taken back carries the same signs."""
    async with running_school(public_url="https://school.example", entry=APPLICATIONS) as school:
        admin, one = await school.admin(), await school.school_class("5А")
        await qr_answered(school)
        listed = await on_roster(school, "Петрова", "Нина", Kind.PUPIL, one)
        slip = await one_code(admin, classId=str(one), whom=["pupil"], people=[str(listed)])
        link = await link_of(admin, "teacher")
        set_by: dict[str, str] = {}
        headers = {"X-Parta": "1", "Host": "school.example", "Origin": "https://school.example"}
        async with aiohttp.ClientSession(school.url, headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as browser:
            cookie = ""

            async def sends(path: str, body: Any = None) -> Any:
                nonlocal cookie
                async with browser.post(path, json=body, headers={"Cookie": cookie}) as answer:
                    assert answer.status < 300, await answer.text()
                    if "Set-Cookie" in answer.headers:
                        set_by[path] = answer.headers["Set-Cookie"]
                        cookie = set_by[path].partition(";")[0]
                    return await answer.json(content_type=None) if answer.status != 204 else None

            await sends("/api/joining/redeem", {"ticket": slip, "asNew": True})
            await sends("/api/joining/requests", {"ticket": link["secret"], "name": "Быков Юрий", "asNew": True})
            await sends("/api/sign-in/code", {"code": await school.code_for(admin.account)})
            await sends("/api/me/hat", {"personId": str(admin.id), "kind": "staff"})
            secret = (await sends("/api/me/totp/options"))["secret"]
            await sends("/api/me/totp", {"secret": secret, "code": pyotp.TOTP(secret).now()})
            await sends("/api/sign-out")
    assert len(set_by) >= 5, list(set_by)
    for path, said in set_by.items():
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= words(said, ";"), f"{path}: {said}"
        assert "domain=" not in said.lower(), path


def words(header: str, between: str = ",") -> set[str]:
    return {one.strip().lower() for one in header.split(between)}
