"""People of the tests: «Аня, 5А». They speak to a real server over loopback, as browsers do.

async with running_school() as school:          # a server on a database of its own
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.says(room, "Привет")
"""

import asyncio
import json
import socket as sockets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import aiohttp
from sqlalchemy import event, insert

from parta.admission.consents import commands as consents
from parta.admission.consents import queries as registry
from parta.assembly import School as Server
from parta.assembly import open_server
from parta.identity import codes
from parta.identity import queries as identity
from parta.kernel.ending import end
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, PersonId, RoomId, SchoolId
from parta.migrations import migrate
from parta.parts.database import OpenDatabase
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from parta.rooms.pace import Pace
from parta.rooms.queries.rooms import insert_room
from parta.rooms.rule import Rule, Term
from parta.school.tables import school as school_rows
from parta.web.serving import serve
from postgres import fresh_database, template

PATIENCE = 10.0  # seconds until a condition counts as never coming true
START = date(2026, 9, 1)


def migrated() -> str:
    """The template database with all tables."""
    return template("parta_migrated", _migrate)


def _migrate(database: OpenDatabase) -> None:
    migrate(database.url)


async def until(condition: Callable[[], Any], what: str = "the condition") -> Any:
    """Wait for a condition (plain or async); fails by name, never by luck."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = condition()
            if isinstance(found, Awaitable):
                found = await found
            if found:
                return found
            await asyncio.sleep(0.01)
    raise AssertionError(what)


def browser(url: str) -> aiohttp.ClientSession:
    """A browser of somebody's own. It leaves an idle connection before the server (5 s) cuts it under a request."""
    return aiohttp.ClientSession(
        url,
        headers={"X-Parta": "1", "Origin": url},
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        connector=aiohttp.TCPConnector(keepalive_timeout=2),
    )


class Person:
    """Somebody with an account, and a browser."""

    def __init__(self, school: "TestSchool", person: PersonId, account: AccountId, hat: Hat) -> None:
        self.school, self.id, self.account, self.hat = school, person, account, hat
        self.http: aiohttp.ClientSession | None = None

    async def sign_in(self) -> "Person":
        """By a printed code, as on the first evening."""
        self.http = browser(self.school.url)
        code = await self.school.code_for(self.account)
        async with self.http.post("/api/sign-in/code", json={"code": code}) as answer:
            assert answer.status == 204, await answer.text()
        async with self.http.post("/api/me/hat", json={"personId": str(self.id), "kind": self.hat.value}) as answer:
            assert answer.status == 201, await answer.text()
        return self

    async def ask(self, method: str, path: str, body: Any = None, *, expect: int | None = None) -> Any:
        """Call the API; with `expect` the status must be that one. Returns the JSON of the answer (or None)."""
        assert self.http is not None
        async with self.http.request(method, path, json=body) as answer:
            text = await answer.text()
            if expect is not None:
                assert answer.status == expect, f"{method} {path}: {answer.status} {text}"
            elif answer.status >= 400:
                raise AssertionError(f"{method} {path}: {answer.status} {text}")
            return json.loads(text) if text else None

    async def status(self, method: str, path: str, body: Any = None) -> int:
        """Only the status of a call."""
        assert self.http is not None
        async with self.http.request(method, path, json=body) as answer:
            await answer.read()
            return answer.status

    async def rooms(self) -> list[Any]:
        """The list of chats."""
        return list((await self.ask("GET", "/api/rooms"))["rooms"])

    async def says(self, room: RoomId | UUID | str, text: str, **more: Any) -> Any:
        """Post a message by HTTP."""
        return await self.ask(
            "POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": text, **more}, expect=201
        )

    async def history(self, room: RoomId | UUID | str, **query: int) -> list[Any]:
        """The last messages of a chat."""
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        return list((await self.ask("GET", f"/api/rooms/{room}/messages?{asked}"))["messages"])

    @asynccontextmanager
    async def listening(self, cursors: dict[str, int] | None = None) -> AsyncIterator["Ear"]:
        """An open socket; welcome has come."""
        assert self.http is not None
        async with self.http.ws_connect("/ws") as socket:
            ear = Ear(socket)
            task = asyncio.create_task(ear.listen())
            await ear.say({"t": "resume", "streams": cursors or {}})
            await ear.hears(lambda frame: frame["t"] == "welcome")
            try:
                yield ear
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def close(self) -> None:
        if self.http is not None:
            await self.http.close()


class Ear:
    """A socket and all the frames that came."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[Any] = []
        self.closed: int | None = None

    async def listen(self) -> None:
        async for message in self.socket:
            frame = json.loads(message.data)
            self.frames.extend(frame if isinstance(frame, list) else [frame])
        self.closed = self.socket.close_code

    async def say(self, frame: Any) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def hears(self, like: Callable[[Any], bool]) -> Any:
        """Wait for a frame like this and return it."""
        return await until(lambda: next((frame for frame in self.frames if like(frame)), None), "a frame")

    async def hears_event(self, kind: str) -> Any:
        frame = await self.hears(lambda frame: frame["t"] == "event" and frame["event"]["kind"] == kind)
        return frame["event"]

    def texts(self) -> list[str]:
        """The messages heard, in the order they came."""
        return [
            frame["event"]["message"]["text"]
            for frame in self.frames
            if frame["t"] == "event" and frame["event"]["kind"] == "messagePosted"
        ]


class TestSchool:
    """A school on a running server; makes its people."""

    __test__ = False

    def __init__(self, server: Server, url: str, database: OpenDatabase) -> None:
        self.server, self.url, self.database = server, url, database
        self.id = SchoolId(uuid4())
        self.classes: dict[str, ClassId] = {}
        self.rooms: dict[tuple[str, str], RoomId] = {}
        self.people: list[Person] = []
        self.statements = 0

    async def found(self, name: str = "Школа № 5") -> None:
        """Make the school itself and its «Учительская»."""
        async with self.server.workshop.open() as work:
            work.within(self.id)
            await work.connection.execute(
                insert(school_rows).values(
                    id=self.id, short_name=name, full_name=name, time_zone="Europe/Moscow", created_at=work.now
                )
            )
            await consents.lay_down(work, self.id)
            await self._room(work, ("", "staffroom"), "Учительская", Rule((Term("confirmedStaff", moderates=False),)))

    async def school_class(self, title: str) -> ClassId:
        """A class with its four chats."""
        if title in self.classes:
            return self.classes[title]
        one = self.classes[title] = ClassId(uuid4())
        async with self.server.workshop.open() as work:
            work.within(self.id)
            from parta.classes.tables import school_class

            await work.connection.execute(
                insert(school_class).values(
                    school_id=self.id, id=one, kind="class", title=title, sort_key=title, created_at=work.now
                )
            )
            pupils, parents = Term("pupilsOf", one), Term("guardiansOf", one)
            staff, leader = Term("teachersOf", one), Term("classTeachersOf", one, moderates=True)
            await self._room(work, (title, "class"), f"{title} — класс", Rule((pupils, leader)), one)
            await self._room(work, (title, "parents"), f"{title} — родители", Rule((parents, leader)), one)
            await self._room(work, (title, "teachers"), f"{title} — учителя", Rule((staff,)), one)
            await self._room(
                work, (title, "announcements"), f"{title} — объявления",
                Rule((pupils, parents, leader)), one, "announcements",
            )  # fmt: skip
        return one

    async def _room(
        self,
        work: Any,
        key: tuple[str, str],
        title: str,
        rule: Rule,
        class_id: ClassId | None = None,
        mode: str = "discussion",
    ) -> None:
        self.rooms[key] = RoomId(work.new_id())
        await insert_room(
            work.connection, self.id, self.rooms[key],
            kind=key[1], title=title, mode=mode, rule=rule, class_id=class_id, retained=False, now=work.now,
        )  # fmt: skip

    def room(self, title: str, kind: str = "class") -> RoomId:
        """A chat of a class."""
        return self.rooms[(title, kind)]

    async def pupil(self, first: str, last: str, title: str) -> Person:
        """A pupil who has joined."""
        one = await self.school_class(title)
        return await self.join(first, last, Hat.PUPIL, [(Kind.PUPIL, one, "")])

    async def teacher(self, first: str, last: str, **bound: str) -> Person:
        """A confirmed teacher; `class_teacher="5А"`, `teaches="5А"` bind him."""
        given: list[tuple[Kind, UUID | None, str]] = [(Kind.STAFF, None, ""), (Kind.TEACHER, None, "")]
        for kind, title in bound.items():
            given.append((Kind(kind), await self.school_class(title), "математика" if kind == "teaches" else ""))
        return await self.join(first, last, Hat.STAFF, given)

    async def admin(self, first: str = "Ольга", last: str = "Админова") -> Person:
        """An administrator who is a confirmed teacher too."""
        return await self.join(
            first, last, Hat.STAFF, [(Kind.STAFF, None, ""), (Kind.TEACHER, None, ""), (Kind.ADMIN, None, "")]
        )

    async def staff(self, first: str, last: str, *kinds: Kind) -> Person:
        """Somebody of the staff with these standings."""
        return await self.join(first, last, Hat.STAFF, [(Kind.STAFF, None, ""), *((kind, None, "") for kind in kinds)])

    async def parent(self, first: str, last: str, *children: Person) -> Person:
        """A parent of these children who has joined."""
        return await self.join(first, last, Hat.GUARDIAN, [(Kind.GUARDIAN, child.id, "мать") for child in children])

    async def join(
        self, first: str, last: str, hat: Hat, given: list[tuple[Kind, UUID | None, str]], *, admitted: bool = True
    ) -> Person:
        """Put somebody on the roster, give him an account and his standings, sign him in."""
        person, account = PersonId(uuid4()), AccountId(uuid4())
        async with self.server.workshop.open() as work:
            work.within(self.id)
            await people.add(work, self.id, [NewPerson(id=person, last_name=last, first_name=first)])
            await identity.insert_account(work.connection, account, work.now)
            for kind, target, detail in given:
                await people.give(work, self.id, person, kind, today=START, target=target, detail=detail)
            await people.link(work, self.id, account, person, admitted=admitted)
            if admitted:
                await self._consented(work, person)
        made = await Person(self, person, account, hat).sign_in()
        self.people.append(made)
        return made

    async def _consented(self, work: Any, person: PersonId) -> None:
        """Whoever takes part has read the rules, and there is a consent for him."""
        await registry.acknowledge(work.connection, self.id, person, "rules", 1, work.now)
        consent = {
            "school_id": self.id, "id": work.new_id(), "subject_id": person, "given_by": person, "how": "electronic",
            "version": 1, "at": work.now, "recorded_by": None, "granted": True,
        }  # fmt: skip
        await registry.insert_consents(work.connection, [consent])

    async def again(self, person: Person) -> Person:
        """The same person in another browser."""
        made = await Person(self, person.id, person.account, person.hat).sign_in()
        self.people.append(made)
        return made

    async def code_for(self, account: AccountId) -> str:
        """A one-time code, as the operator's command line gives it."""
        async with self.server.workshop.open() as work:
            return (await codes.issue(work, account, "recovery", timedelta(hours=1))).shown

    @asynccontextmanager
    async def counting(self) -> AsyncIterator[list[str]]:
        """The statements that the server sends to the database meanwhile."""
        sent: list[str] = []

        def note(_: Any, __: Any, statement: str, *___: Any) -> None:
            sent.append(statement)

        engine = self.server.workshop.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)


@asynccontextmanager
async def running_school(*, port: int = 0, **more: Any) -> AsyncIterator[TestSchool]:
    """A server on a database of its own, and a school in it."""
    with fresh_database(migrated()) as database:
        async with serving(database, port=port, **more) as school:
            await school.found()
            yield school


@asynccontextmanager
async def serving(database: OpenDatabase, *, port: int = 0, **more: Any) -> AsyncIterator[TestSchool]:
    """A server on this database, whatever is in it."""
    more.setdefault("pace", Pace(burst=10_000, per_second=10_000))
    async with open_server(database, **more) as server:
        listening = sockets.socket()
        listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(256)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        running = [
            asyncio.create_task(endless)
            for endless in (serve(server.app, listening), server.app.state["jobs"].do("worker"))
        ]
        school = TestSchool(server, url, database)
        try:
            yield school
        finally:
            for person in school.people:
                await person.close()
            await end(*running)


def problem(answer: Any) -> str:
    """The slug of a refusal."""
    return str(answer["type"])
