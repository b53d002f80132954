"""Who stands outside of any school: a stranger who applies for one, the installation's operator; a clock that tests move.

async with stranger(school) as one:
    filed = await one.sends("/api/applications", application(), scan=PDF)
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import aiohttp
from sqlalchemy import select

from parta.assembly import Entry
from parta.identity import codes
from parta.identity import queries as identity
from parta.identity.delivery import Channels
from parta.identity.tables import outgoing_message
from parta.kernel.ids import AccountId
from people import TestSchool

PDF = b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 20
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
CHANNELS = Channels(mail=True, sms=True, outbox_page=True)
APPLICATIONS = Entry(channels=CHANNELS, applications=True)


def application(**changes: str) -> dict[str, str]:
    """What a school says of itself and of its future administrator."""
    return {
        "shortName": "Лицей № 7",
        "fullName": "Муниципальное учреждение «Лицей № 7»",
        "inn": "7707083893",
        "region": "Тульская область",
        "timeZone": "Europe/Moscow",
        "lastName": "Ёлкина",
        "firstName": "Мария",
        "middleName": "Петровна",
        "jobTitle": "учитель информатики",
        "email": "maria@licey7.ru",
        "mobile": "8 (910) 123-45-67",
    } | changes


class MovedClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Visitor:
    """A browser that belongs to nobody of the school."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def ask(self, method: str, path: str, body: Any = None, *, expect: int = 200) -> Any:
        """Call the API; the status must be that one."""
        async with self.http.request(method, path, json=body) as answer:
            text = await answer.text()
            assert answer.status == expect, f"{method} {path}: {answer.status} {text}"
            return json.loads(text) if text else None

    async def sends(
        self,
        path: str,
        fields: dict[str, str],
        *,
        scan: bytes | None = None,
        name: str = "приказ.pdf",
        expect: int = 201,
    ) -> Any:
        """Send a form with a file, as browsers do."""
        form = aiohttp.FormData(default_to_multipart=True)
        for field, value in fields.items():
            form.add_field(field, value)
        if scan is not None:
            form.add_field("scan", scan, filename=name, content_type="application/pdf")
        async with self.http.post(path, data=form) as answer:
            text = await answer.text()
            assert answer.status == expect, f"{path}: {answer.status} {text}"
            return json.loads(text) if text else None


@asynccontextmanager
async def stranger(school: TestSchool) -> AsyncIterator[Visitor]:
    """A browser in which nobody is signed in."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(school.url, headers={"X-Parta": "1"}, cookie_jar=jar) as http:
        yield Visitor(http)


async def operator_code(school: TestSchool) -> str:
    """A code by which a fresh operator signs in, as the first start prints it."""
    account = AccountId(uuid4())
    async with school.server.workshop.open() as work:
        await identity.insert_account(work.connection, account, work.now, operator=True)
        return (await codes.issue(work, account, "first", timedelta(hours=1))).shown


@asynccontextmanager
async def operator(school: TestSchool) -> AsyncIterator[Visitor]:
    """The installation's operator, signed in."""
    async with stranger(school) as one:
        await one.ask("POST", "/api/sign-in/code", {"code": await operator_code(school)}, expect=204)
        yield one


async def letters_to(school: TestSchool, recipient: str) -> list[str]:
    """What was written to this address or number, the oldest first."""
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.execute(
            select(outgoing_message.c.body)
            .where(outgoing_message.c.recipient == recipient)
            .order_by(outgoing_message.c.created_at, outgoing_message.c.id)
        )
        return [row.body for row in rows]
