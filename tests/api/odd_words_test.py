"""Odd words at every door of coming in: no 500, nothing half-written, and each refusal in Russian that a parent understands."""

import json
import re
from typing import Any
from uuid import uuid4

import aiohttp
from sqlalchemy import delete

from newcomers import link_of, qr_answered, stranger
from parta.identity.tables import attempt
from people import TestSchool

RUSSIAN = re.compile(r"[А-Яа-яЁё]")
ENGLISH = re.compile(
    r"\b(expected|object|field|got|invalid|str|int|none|null|missing|unknown|value|error)\b", re.IGNORECASE
)
# As they stand on the wire: what no form of ours sends, and what an odd phone may.
ODD = [
    r'"\u0000"', r'"\ud800"', r'"\u202eомя"', '""', '"   "', '"' + "я" * 9000 + '"', '"<script>alert(1)</script>"',
    '"😀"', r'"\n\n"', "null", "true", "-1", "1e400", str(2**70), "[]", "[null]", "{}", '{"a":{}}', '["x"]',
    '"00000000-0000-0000-0000-000000000000"', '"мать"', '"A2B3-C4D5-E6F7"', '"' + "A" * 22 + '"',
]  # fmt: skip
BROKEN = ["", "{", "[]", "null", '"x"', '{"ticket":', '{"ticket":"A","ticket":"B"}', "\ufeff{}", "{}" * 3]
PATHS = ["%00", "A" * 500, "%D1%8F", "..%2F..%2Fetc", "%F0%9F%98%80", "'--", "%ff"]


async def refused_in_words(http: aiohttp.ClientSession, method: str, path: str, raw: str) -> str | None:
    """What is wrong with the answer, if anything."""
    headers = {"Content-Type": "application/json"}
    async with http.request(method, path, data=raw.encode("utf-8", "surrogatepass"), headers=headers) as answer:
        body = await answer.text()
        where = f"{method} {path[:60]} {raw[:60]}: {answer.status} {body[:200]}"
        if answer.status >= 500:
            return where
        if answer.status < 400:
            return None
        told = json.loads(body)
        words = [told["title"], told.get("detail"), *(one["detail"] for one in told.get("pointers", []))]
        clear = all(RUSSIAN.search(one) and not ENGLISH.search(one) for one in words if one)
        return None if clear and answer.content_type == "application/problem+json" else where


async def wrong_at(http: aiohttp.ClientSession, doors: dict[str, dict[str, Any]]) -> list[str]:
    """Every field of every door with every odd value, one at a time; and bodies that are no forms at all."""
    found = []
    for door, form in doors.items():
        method, path = door.split(" ")
        found += [await refused_in_words(http, method, path, raw) for raw in BROKEN]
        for field in [*form, "чужоеПоле"]:
            for odd in ODD:
                others = {name: json.dumps(value) for name, value in form.items() if name != field}
                whole = ",".join(f'"{name}":{value}' for name, value in {**others, field: odd}.items())
                found.append(await refused_in_words(http, method, path, f"{{{whole}}}"))
    return [one for one in found if one]


async def test_a_stranger_with_odd_words_is_answered_in_words(school: TestSchool) -> None:
    admin = await school.admin()
    await school.school_class("5А")
    link = await link_of(admin, "teacher", days=1, uses=500)
    petition = {"ticket": link["secret"], "name": "Гость Пётр", "childName": "", "relation": None, "asNew": False}
    doors = {
        "POST /api/joining/look": {"ticket": link["secret"]},
        "POST /api/joining/redeem": {**petition, "sharedComputer": False},
        "POST /api/joining/requests": {**petition, "sharedComputer": False},
    }
    wrong = []
    async with stranger(school) as browser:
        for door, form in doors.items():
            wrong += await wrong_at(browser.http, {door: form})
            async with school.server.workshop.open() as work:
                await work.connection.execute(delete(attempt))  # guessed tickets do not close the next door
        await browser.ask("POST", "/api/joining/requests", petition, expect=204)
        for odd in PATHS:
            async with browser.http.get(f"/i/{odd}") as page:
                words = await page.text()
                if page.status >= 500 or not RUSSIAN.search(words):
                    wrong.append(f"/i/{odd}: {page.status} {words[:100]}")
    assert not wrong, "\n".join(wrong)


async def test_a_family_with_odd_words_is_answered_in_words(school: TestSchool) -> None:
    anya = await school.pupil("Анна", "Иванова", "5А")
    mother = await school.parent("Ольга", "Иванова", anya)
    assert mother.http is not None
    nobody = uuid4()
    wrong = await wrong_at(
        mother.http,
        {
            "POST /api/my/rules": {"version": 1},
            "POST /api/my/consent": {"version": 1, "granted": True, "people": [str(anya.id)]},
            "POST /api/relatives/invite": {"childId": str(anya.id)},
            "POST /api/relatives/recall": {"childId": str(anya.id)},
            f"POST /api/joining/requests/{nobody}/reply": {"text": "Да"},
        },
    )
    for path in ("my/consent/{}/withdraw", "relatives/{}/qr", "legal-texts/{}", "legal-texts/rules?version={}"):
        method = "POST" if "withdraw" in path else "GET"
        for odd in (*PATHS, "-1", str(2**70), str(nobody)):
            wrong.append(await refused_in_words(mother.http, method, "/api/" + path.format(odd), "") or "")
    assert not any(wrong), "\n".join(filter(None, wrong))
    assert {row["state"] for row in (await mother.ask("GET", "/api/my/consents"))["consents"]} == {"given"}


async def test_a_school_with_odd_words_is_answered_in_words(school: TestSchool) -> None:
    admin = await school.admin()
    anya = await school.pupil("Анна", "Иванова", "5А")
    one = await school.school_class("5А")
    await qr_answered(school)
    assert admin.http is not None
    nobody = uuid4()
    wrong = await wrong_at(
        admin.http,
        {
            "POST /api/invitations": {"role": "guardian", "classId": str(one), "days": 14, "uses": 3},
            "POST /api/slips": {"whom": ["guardian"], "classId": str(nobody), "people": [], "places": 1, "days": 30},
            f"POST /api/classes/{one}/consents/paper": {"people": [str(anya.id)]},
            f"POST /api/join-requests/{nobody}/accept": {"personId": None, "childId": None, "relation": ""},
            f"POST /api/join-requests/{nobody}/refuse": {"reason": "Нет"},
            "POST /api/newcomers/undo": {"personId": str(nobody), "childId": str(nobody)},
            "PUT /api/legal-texts/rules": {"body": "Коротко"},
        },
    )
    assert not wrong, "\n".join(wrong)
