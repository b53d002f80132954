"""No query in a loop: what people ask for costs as many statements with thirty rows as with three."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import insert, update

from parta.admission.tables import join_request
from parta.identity import queries as identity
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId
from parta.people import commands as roster
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from parta.rooms.tables import message
from people import START, Person, TestSchool, running_school

FEW, MANY = 3, 30


class Grown:
    """A school with so many of everything, and somebody who may read it all."""

    def __init__(self, school: TestSchool, reader: Person) -> None:
        self.school, self.reader = school, reader

    async def grow(self, first: int, last: int) -> None:
        """More pupils with parents and teachers, classes, messages, requests, links."""
        numbers = range(first, last)
        for number in numbers:
            await self.school.school_class(f"{number}Я")
        authors = await self._people(numbers)
        room = self.school.room("5А")
        for author in authors:
            said = await self.reader.says(room, "Вопрос")
            answer = await self.reader.says(room, "Ответ", replyTo=said["position"])
            async with self.school.server.workshop.open() as work:
                here = (message.c.room_id == room) & (message.c.position == answer["position"])
                await work.connection.execute(update(message).where(here).values(author_id=author))
            form = {"role": "pupil", "classId": str(self.school.classes["5А"])}
            await self.reader.ask("POST", "/api/invitations", form, expect=201)

    async def _people(self, numbers: range) -> list[PersonId]:
        """One pupil, one parent, one teacher a number; the reader leads one more class. Returns the pupils."""
        school, pupils = self.school, []
        async with school.server.workshop.open() as work:
            work.within(school.id)
            for number in numbers:
                pupil, parent, teacher = (PersonId(uuid4()) for _ in range(3))
                pupils.append(pupil)
                names = [
                    NewPerson(id=one, last_name=f"Людин{number}", first_name=name)
                    for one, name in ((pupil, "Ваня"), (parent, "Вера"), (teacher, "Семён"))
                ]
                await roster.add(work, school.id, names)
                await self._give(work, pupil, Kind.PUPIL, school.classes["5А"])
                await roster.bond(work, school.id, pupil, parent, relation="мать", source="slip", today=START)
                await self._give(work, teacher, Kind.STAFF)
                await self._give(work, teacher, Kind.TEACHER)
                await self._give(work, teacher, Kind.TEACHES, school.classes["5А"], "физика")
                await self._give(work, self.reader.id, Kind.CLASS_TEACHER, school.classes[f"{number}Я"])
                for one in (pupil, parent, teacher):
                    account = AccountId(uuid4())
                    await identity.insert_account(work.connection, account, work.now)
                    await roster.link(work, school.id, account, one, admitted=True)
                request = {
                    "school_id": school.id, "id": uuid4(), "account_id": uuid4(), "role": "pupil",
                    "class_id": school.classes["5А"], "last_name": f"Людин{number}", "first_name": "Ваня",
                    "status": "waiting", "created_at": work.now,
                }  # fmt: skip
                await work.connection.execute(insert(join_request).values(request))
        return pupils

    async def _give(self, work: Any, one: PersonId, kind: Kind, target: UUID | None = None, detail: str = "") -> None:
        await roster.give(work, self.school.id, one, kind, today=START, target=target, detail=detail)


@pytest.fixture
async def grown() -> AsyncIterator[Grown]:
    async with running_school() as school:
        one = await school.school_class("5А")
        held = [(Kind.STAFF, None, ""), (Kind.TEACHER, None, ""), (Kind.ADMIN, None, ""), (Kind.CLASS_TEACHER, one, "")]
        yield Grown(school, await school.join("Анна", "Серова", Hat.STAFF, held))


async def test_thirty_rows_cost_as_many_statements_as_three(grown: Grown) -> None:
    await grown.grow(0, FEW)
    few = await _costs(grown)
    await grown.grow(FEW, MANY)
    many = await _costs(grown)
    assert {path: cost for path, (cost, _) in many.items()} == {path: cost for path, (cost, _) in few.items()}
    short = [path for path, (_, size) in many.items() if size < 3 * few[path][1] and path != "post"]
    assert short == ["/api/school/numbers"]  # everything else names every row


async def _costs(grown: Grown) -> dict[str, tuple[int, int]]:
    """For each request the number of its statements, and how long its answer is."""
    one, room, ask = grown.school.classes["5А"], grown.school.room("5А"), grown.reader.ask
    said = await grown.reader.says(room, "Кто прочитал?")
    costs = {}
    for path in (
        "/api/rooms",
        f"/api/rooms/{room}/messages?limit=100",
        f"/api/rooms/{room}/members",
        f"/api/rooms/{room}/messages/{said['position']}/readers",
        f"/api/classes/{one}",
        f"/api/classes/{one}/consents",
        "/api/classes",
        "/api/school/numbers",
        "/api/people?group=staff",
        "/api/people?group=pupils",
        "/api/people?group=guardians",
        "/api/join-requests",
        f"/api/invitations?class_id={one}",
        f"/api/slips?class_id={one}",
        "/api/audit?limit=200",
    ):
        size = len(str(await ask("GET", path)))
        name = path.replace(str(one), "5А").replace(str(room), "5А").replace(f"/{said['position']}/", "/last/")
        costs[name] = (
            await _fewest(lambda p=path: ask("GET", p)),
            size,
        )
    costs["post"] = (await _fewest(lambda: grown.reader.says(room, "Слово")), 0)
    return costs


async def _fewest(asking: Any) -> int:
    """The statements of one asking; the least of several, as the server has work of its own meanwhile."""
    counts = []
    for _ in range(4):
        with _counting() as statements:
            await asking()
        counts.append(len(statements))
    return min(counts)


@contextmanager
def _counting() -> Iterator[list[Any]]:
    """Whatever goes to the database, by whatever way: the group of posts has a connection of its own."""
    statements: list[Any] = []
    execute = psycopg.AsyncCursor.execute

    async def noted(self: Any, query: Any, *more: Any, **named: Any) -> Any:
        statements.append(query)
        return await execute(self, query, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.AsyncCursor, "execute", noted)
        yield statements
