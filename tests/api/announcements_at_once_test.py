"""A whole school at once: 1,200 guardians are told in under two seconds, and what they press is counted exactly (C6, C15)."""

import asyncio
import secrets
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import aiohttp
from sqlalchemy import insert, select

from families import families
from parta.identity.cookies import COOKIE
from parta.identity.sessions import token_hash
from parta.identity.tables import session
from parta.kernel.ids import PersonId
from parta.people.tables import claim
from people import Person, TestSchool, until

CLASSES, PUPILS = 24, 25  # two guardians each: 1,200
UNDER = 2.0  # seconds
AT_ONCE = 40


async def test_twelve_hundred_guardians_are_told_in_two_seconds_and_counted_exactly(school: TestSchool) -> None:
    head = await school.admin()
    everybody = [one for number in range(CLASSES) for one in await families(school, f"{number}Я", PUPILS, guardians=2)]
    guardians = [guardian for family in everybody for guardian in family.guardians]
    assert len(guardians) == 1200
    tokens = await signed_in(school, guardians)
    async with head.listening() as ear:
        begun = time.monotonic()
        one = await head.ask("POST", "/api/announcements", draft(), expect=201)
        took = time.monotonic() - begun
        assert took < UNDER, f"{took:.2f} s"
        assert await numbers(head, one) == {
            "recipients": 1200, "reached": 1200, "read": 0, "acknowledged": 0,
            "children": 600, "covered": 0, "outside": 0,
        }  # fmt: skip
        # Every family but the last hundred presses, both guardians side by side, the impatient twice.
        pressing = [tokens[guardian] for family in everybody[:-100] for guardian in family.guardians]
        statuses = await press(school, one, pressing + pressing[::7])
        assert set(statuses) == {204}
        exact = {
            "recipients": 1200, "reached": 1200, "read": 1000, "acknowledged": 1000,
            "children": 600, "covered": 500, "outside": 0,
        }  # fmt: skip
        assert await numbers(head, one) == exact
        await until(lambda: counted(ear.frames)[-1:] == [exact], "the author's screen ends with the exact numbers")
        assert len(counted(ear.frames)) < 100, "many presses are one event"
    assert await waiting(head, one) == {str(guardian) for family in everybody[-100:] for guardian in family.guardians}


async def test_one_recipient_costs_as_many_statements_as_thirty(school: TestSchool) -> None:
    head = await school.admin()
    costs = []
    for title, many in (("1А", 1), ("1Б", 1), ("1В", 30)):
        await families(school, title, many, guardians=2)
        said = draft(classes=[str(school.classes[title])])
        async with school.counting() as sent:
            one = await head.ask("POST", "/api/announcements", said, expect=201)
            for path in ("receipts", "receipts/people?tab=waiting", "receipts/children?covered=false"):
                await head.ask("GET", f"/api/announcements/{one['id']}/{path}")
            await head.ask("POST", f"/api/announcements/{one['id']}/remind")
        costs.append(len(sent))
    assert costs[1] == costs[2], "the first of a school makes what the next ones find"


def draft(**audience: Any) -> dict[str, Any]:
    whom = {"whom": ["guardians"], **(audience or {"whole": True})}
    return {"clientId": str(uuid4()), "title": "Школа закрыта", "text": "Завтра уроков не будет.", "audience": whom}


async def numbers(who: Person, one: Any) -> dict[str, int]:
    return dict((await who.ask("GET", f"/api/announcements/{one['id']}/receipts"))["receipts"])


async def waiting(who: Person, one: Any) -> set[str]:
    """Everybody on the list of those who have not acknowledged, page by page."""
    found: list[str] = []
    cursor = ""
    while True:
        path = f"/api/announcements/{one['id']}/receipts/people?tab=waiting&limit=90{cursor}"
        page = await who.ask("GET", path)
        found += [line["personId"] for line in page["items"]]
        if page["next"] is None:
            assert len(found) == len(set(found))
            return set(found)
        cursor = f"&cursor={page['next']}"


def counted(frames: list[Any]) -> list[Any]:
    """What the author's screen heard."""
    return [
        frame["event"]["receipts"]
        for frame in frames
        if frame["t"] == "event" and frame["event"]["kind"] == "receiptsCounted"
    ]


async def signed_in(school: TestSchool, people: list[PersonId]) -> dict[PersonId, str]:
    """A session for each of these guardians, as if each had signed in on a phone; returns the tokens."""
    tokens = {person: secrets.token_urlsafe(32) for person in people}
    async with school.server.workshop.open() as work:
        rows = await work.connection.execute(select(claim.c.person_id, claim.c.account_id).where(claim.c.admitted))
        accounts = {PersonId(row.person_id): row.account_id for row in rows}
        opened = [
            {
                "id": uuid4(), "account_id": accounts[person], "token_hash": token_hash(token), "device": "телефон",
                "person_id": person, "school_id": school.id, "hat": "guardian",
                "created_at": work.now, "seen_at": work.now, "ends_at": work.now + timedelta(days=1),
            }
            for person, token in tokens.items()
        ]  # fmt: skip
        await work.connection.execute(insert(session), opened)
    return tokens


async def press(school: TestSchool, one: Any, tokens: list[str]) -> list[int]:
    """«Ознакомлен» from so many phones, many at a time."""
    limit = asyncio.Semaphore(AT_ONCE)
    headers = {"X-Parta": "1", "Origin": school.url}
    async with aiohttp.ClientSession(school.url, headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as http:

        async def pressed(token: str) -> int:
            path = f"/api/announcements/{one['id']}/acknowledge"
            async with limit, http.post(path, headers={"Cookie": f"{COOKIE}={token}"}) as answer:
                await answer.read()
                return answer.status

        return await asyncio.gather(*(pressed(token) for token in tokens))
