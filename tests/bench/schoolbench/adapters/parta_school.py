"""The workload's school in «Парта»: rooms by rule, people with standings and accounts, a session for everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import orjson
from sqlalchemy import insert

from parta.assembly import open_server
from parta.classes.tables import school_class
from parta.identity import queries as identity
from parta.identity.sessions import open_session
from parta.identity.tables import account
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, RoomId, SchoolId
from parta.migrations import migrate
from parta.parts.database import OpenDatabase
from parta.people import queries as people
from parta.people.queries import NewPerson, NewStanding
from parta.policy.standing import Kind
from parta.rooms.queries.opening import NewRoom, insert_rooms
from parta.rooms.rule import Rule, Term
from parta.rooms.tables import pinned_member
from parta.school.tables import school as school_rows
from parta.work import Work

from ..school import CLASS_SIZE, CLASSES_PER_SCHOOL, DIRECTS_PER_SCHOOL, School

START = date(2026, 9, 1)
PER_SCHOOL = CLASS_SIZE * CLASSES_PER_SCHOOL
CHATS_PER_SCHOOL = CLASSES_PER_SCHOOL + 1 + DIRECTS_PER_SCHOOL


async def school_in(dsn: str, school: School, kept: Path, analyse: Callable[[], Awaitable[object]]) -> dict:
    """Make the school once; returns (and keeps in a file) the ids of its rooms and the tokens of its people."""
    database = OpenDatabase(dsn)
    await asyncio.to_thread(migrate, database.url)
    if kept.exists():
        return orjson.loads(kept.read_bytes())
    made: dict = {"rooms": {}, "schools": [], "tokens": [], "people": []}
    async with open_server(database) as server:
        for number in range(school.schools):
            async with server.workshop.open() as work:
                await _one_school(work, school, number, made)
            await analyse()
            people_ids = made["people"][-PER_SCHOOL:]
            for first in range(0, PER_SCHOOL, CLASS_SIZE):  # chats follow class by class, as people join
                async with server.workshop.open() as work:
                    work.within(SchoolId(UUID(made["schools"][-1])))
                    work.standings_changed(PersonId(UUID(one)) for one in people_ids[first : first + CLASS_SIZE])
    kept.write_bytes(orjson.dumps(made))
    return made


async def _one_school(work: Work, school: School, number: int, made: dict) -> None:
    """One school of 600; its people get sessions, as if they had signed in this morning."""
    one = SchoolId(work.new_id())
    work.within(one)
    made["schools"].append(str(one))
    title = f"Школа № {number + 1}"
    await work.connection.execute(
        insert(school_rows).values(
            id=one, short_name=title, full_name=title, time_zone="Europe/Moscow", created_at=work.now
        )
    )
    classes = [work.new_id() for _ in range(CLASSES_PER_SCHOOL)]
    await work.connection.execute(
        insert(school_class),
        [
            {
                "school_id": one,
                "id": ident,
                "kind": "class",
                "title": f"{n}А",
                "sort_key": f"{n:02}а",
                "created_at": work.now,
            }
            for n, ident in enumerate(classes, 1)
        ],
    )
    people_ids = [PersonId(work.new_id()) for _ in range(PER_SCHOOL)]
    accounts = [AccountId(work.new_id()) for _ in people_ids]
    await people.insert_persons(
        work.connection,
        one,
        [NewPerson(id=ident, last_name=f"Ученик{n}", first_name="Аня") for n, ident in enumerate(people_ids)],
        work.now,
    )
    await work.connection.execute(insert(account), [{"id": ident, "created_at": work.now} for ident in accounts])
    await people.insert_claims(
        work.connection,
        [
            {
                "school_id": one, "id": work.new_id(), "person_id": person, "account_id": owner, "admitted": True,
                "since": work.now,
            }
            for person, owner in zip(people_ids, accounts, strict=True)
        ],
    )  # fmt: skip
    hats = [Hat.STAFF if user % CLASS_SIZE == 0 else Hat.PUPIL for user in range(PER_SCHOOL)]
    await people.insert_standings(work.connection, one, list(_standings(work, people_ids, classes)))
    first_chat = number * CHATS_PER_SCHOOL
    chats = school.chats[first_chat : first_chat + CHATS_PER_SCHOOL]
    if number == 0:  # the history chat's members are those of the first class of the first school
        chats = [*chats, school.history]
    rooms = [RoomId(work.new_id()) for _ in chats]
    await insert_rooms(
        work.connection,
        one,
        [_room(ident, chat.kind, chat.id - first_chat, classes) for ident, chat in zip(rooms, chats, strict=True)],
        work.now,
    )
    base = number * PER_SCHOOL
    pins = [
        {
            "school_id": one, "room_id": room, "person_id": people_ids[user - base], "hat": hats[user - base].value,
            "way": "add", "reason": "замер", "created_at": work.now,
        }
        for room, chat in zip(rooms, chats, strict=True) if chat.kind == "direct"
        for user in chat.members
    ]  # fmt: skip
    await work.connection.execute(insert(pinned_member), pins)
    for person, owner, hat in zip(people_ids, accounts, hats, strict=True):
        opened = await open_session(work, owner, device="замер", shared=False)
        await identity.put_on(work.connection, opened.id, {"person_id": person, "school_id": one, "hat": hat.value})
        made["tokens"].append(opened.token)
    made["rooms"] |= {str(chat.id): str(room) for room, chat in zip(rooms, chats, strict=True)}
    made["people"] += [str(person) for person in people_ids]


def _standings(work: Work, people_ids: list[PersonId], classes: list[UUID]):
    """The first of each class is its class teacher, the others are its pupils."""
    for user, person in enumerate(people_ids):
        own = classes[user // CLASS_SIZE]
        if user % CLASS_SIZE:
            yield NewStanding(id=work.new_id(), person=person, kind=Kind.PUPIL, target=own, valid_from=START)
            continue
        yield NewStanding(id=work.new_id(), person=person, kind=Kind.STAFF, valid_from=START)
        yield NewStanding(id=work.new_id(), person=person, kind=Kind.TEACHER, valid_from=START)
        yield NewStanding(id=work.new_id(), person=person, kind=Kind.CLASS_TEACHER, target=own, valid_from=START)


def _room(ident: RoomId, kind: str, place: int, classes: list[UUID]) -> NewRoom:
    if kind == "class":
        own = classes[place]
        rule = Rule((Term("pupilsOf", own), Term("classTeachersOf", own, moderates=True)))
        return NewRoom(id=ident, kind="class", title=f"{place + 1}А — класс", rule=rule, class_id=own)
    if kind == "announcement":
        terms = [Term("pupilsOf", one) for one in classes] + [
            Term("classTeachersOf", one, moderates=True) for one in classes
        ]
        return NewRoom(
            id=ident, kind="announcements", title="Объявления", rule=Rule(tuple(terms)), mode="announcements"
        )
    if kind == "history":
        rule = Rule((Term("pupilsOf", classes[0]), Term("classTeachersOf", classes[0], moderates=True)))
        return NewRoom(id=ident, kind="group", title="Старый чат", rule=rule)
    # A chat of two stands on a row of its own (rooms/direct); the load needs only a chat with two members.
    return NewRoom(id=ident, kind="group", title="Двое", rule=Rule())
