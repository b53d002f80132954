"""SQL of the roster: persons, their names, bonds between children and guardians."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Text, cast, insert, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import address_name, full_name, pupil_name, search_key, sort_key

from ..tables import guardianship, person


class NewPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A roster record to be made."""

    id: PersonId
    last_name: str
    first_name: str
    middle_name: str | None = None
    born_on: date | None = None
    external_key: str | None = None
    roster_mark: str | None = None
    phone: str = ""
    email: str = ""
    job_title: str = ""


class Name(msgspec.Struct, frozen=True):
    """A person's name."""

    last: str
    first: str
    middle: str | None

    @property
    def full(self) -> str:
        """«Фамилия Имя Отчество»."""
        return full_name(self.last, self.first, self.middle)

    @property
    def of_pupil(self) -> str:
        """«Имя Ф.»"""
        return pupil_name(self.last, self.first)

    @property
    def of_address(self) -> str:
        """«Имя Отчество»."""
        return address_name(self.first, self.middle, self.last)


async def insert_persons(
    connection: AsyncConnection, school: SchoolId, people: Sequence[NewPerson], now: datetime
) -> None:
    """Write roster records, any number in one statement."""
    if not people:
        return
    await connection.execute(
        insert(person),
        [
            {
                "school_id": school,
                "id": one.id,
                "last_name": one.last_name,
                "first_name": one.first_name,
                "middle_name": one.middle_name,
                "sort_key": sort_key(full_name(one.last_name, one.first_name, one.middle_name)),
                "search_key": search_key(full_name(one.last_name, one.first_name, one.middle_name)),
                "born_on": one.born_on,
                "external_key": one.external_key,
                "roster_mark": one.roster_mark,
                "phone": one.phone,
                "email": one.email,
                "job_title": one.job_title,
                "created_at": now,
            }
            for one in people
        ],
    )


async def rename(connection: AsyncConnection, school: SchoolId, one: PersonId, name: Name) -> None:
    """Change a person's name and the keys made from it."""
    await connection.execute(
        update(person)
        .where(person.c.school_id == school, person.c.id == one)
        .values(
            last_name=name.last,
            first_name=name.first,
            middle_name=name.middle,
            sort_key=sort_key(name.full),
            search_key=search_key(name.full),
        )
    )


async def names(connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]) -> dict[PersonId, Name]:
    """Names by person."""
    rows = await connection.execute(
        select(person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name).where(
            person.c.school_id == school, person.c.id.in_(list(people))
        )
    )
    return {PersonId(r.id): Name(r.last_name, r.first_name, r.middle_name) for r in rows}


async def insert_guardianships(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Write bonds between children and guardians; the keys are the table's columns."""
    if rows:
        await connection.execute(insert(guardianship), list(rows))


async def existing(connection: AsyncConnection, keys: Collection[tuple[SchoolId, PersonId]]) -> set[PersonId]:
    """Which of these persons there are."""
    rows = await connection.execute(select(person.c.id).where(tuple_(person.c.school_id, person.c.id).in_(list(keys))))
    return {PersonId(r.id) for r in rows}


class Found(msgspec.Struct, frozen=True):
    """Somebody found by name or id, in whichever school of the installation."""

    id: PersonId
    school: SchoolId
    name: str


async def find(connection: AsyncConnection, key: str, typed: str) -> list[Found]:
    """Persons whose search key begins so, or whose id this is; ten at the most."""
    rows = await connection.execute(
        select(person.c.id, person.c.school_id, person.c.last_name, person.c.first_name, person.c.middle_name)
        .where(or_(person.c.search_key.startswith(key, autoescape=True), cast(person.c.id, Text) == typed.strip()))
        .where(person.c.left_at.is_(None))
        .order_by(person.c.sort_key, person.c.id)
        .limit(10)
    )
    return [
        Found(PersonId(r.id), SchoolId(r.school_id), full_name(r.last_name, r.first_name, r.middle_name)) for r in rows
    ]


async def mark_left(connection: AsyncConnection, school: SchoolId, people: Collection[PersonId], now: datetime) -> None:
    """These people are of the school no longer; who left before, left then."""
    await connection.execute(
        update(person)
        .where(person.c.school_id == school, person.c.id.in_(list(people)), person.c.left_at.is_(None))
        .values(left_at=now)
    )
