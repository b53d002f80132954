"""People who are not in yet: strangers with a browser, persons on the list, slips and links in their hands."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import aiohttp
from pypdf import PdfReader
from sqlalchemy import update

from parta.kernel.ids import PersonId
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from parta.school.tables import school as school_rows
from people import START, Person, TestSchool

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


class Browser:
    """A stranger's browser."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def ask(self, method: str, path: str, body: Any = None, *, expect: int | None = None) -> Any:
        async with self.http.request(method, path, json=body) as answer:
            found = await answer.text()
            assert answer.status == expect if expect else answer.status < 400, (
                f"{method} {path}: {answer.status} {found}"
            )
            return await answer.json(content_type=None) if found else None

    async def status(self, method: str, path: str, body: Any = None) -> int:
        async with self.http.request(method, path, json=body) as answer:
            await answer.read()
            return answer.status

    async def admitted(self) -> None:
        """Read the rules, consent."""
        mine = await self.ask("GET", "/api/joining")
        await self.ask("POST", "/api/my/rules", {"version": mine["rules"]["version"]}, expect=204)
        if mine["consent"]:
            await self.ask("POST", "/api/my/consent", {"version": 1, "granted": True}, expect=204)


@asynccontextmanager
async def stranger(school: TestSchool) -> AsyncIterator[Browser]:
    headers = {"X-Parta": "1", "Origin": school.url}
    async with aiohttp.ClientSession(school.url, headers=headers, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Browser(http)


async def on_roster(school: TestSchool, last: str, first: str, kind: Kind, target: UUID | None = None) -> PersonId:
    """Somebody on the list who has not joined."""
    person = PersonId(uuid4())
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.add(work, school.id, [NewPerson(id=person, last_name=last, first_name=first)])
        kinds = [Kind.STAFF, kind] if kind is Kind.UNCONFIRMED else [kind]
        for one in kinds:
            await people.give(work, school.id, person, one, today=START, target=target, detail="мать")
    return person


async def qr_answered(school: TestSchool) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await work.connection.execute(update(school_rows).values(test_qr_at=work.now, help_phone="+7 495 123-45-67"))


async def printed(who: Person, **order: Any) -> bytes:
    assert who.http is not None
    async with who.http.post("/api/slips", json=order) as answer:
        body = await answer.read()
        assert answer.status == 200, body
        assert body.startswith(b"%PDF")
        return body


def words_of(sheet: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(sheet)).pages)


def codes_of(sheet: bytes) -> list[str]:
    return CODE.findall(words_of(sheet))


async def one_code(who: Person, **order: Any) -> str:
    (code,) = codes_of(await printed(who, **order))
    return str(code)


class Invited(NamedTuple):
    """Anya of 5А is on the list, and her class teacher holds her slip."""

    teacher: Person
    one: UUID
    anya: PersonId
    code: str

    async def another_slip(self) -> str:
        return await one_code(self.teacher, classId=str(self.one), whom=["pupil"], people=[str(self.anya)])


async def anya_invited(school: TestSchool) -> Invited:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, one)
    await qr_answered(school)
    invited = Invited(teacher, one, anya, "")
    return invited._replace(code=await invited.another_slip())


async def link_of(who: Person, role: str, class_id: Any = None, **more: Any) -> Any:
    body = {"role": role, "classId": str(class_id) if class_id else None, **more}
    made = await who.ask("POST", "/api/invitations", body, expect=201)
    return {**made, "secret": made["path"].removeprefix("/i/")}
