"""All SQL about people, their standings, bonds and claims."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import and_, func, insert, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.kernel.text import address_name, full_name, pupil_name, search_key, sort_key
from parta.parts.schema import Record
from parta.policy.standing import Actor, Held, Kind

from .tables import claim, guardianship, person, standing, structure

HAT_OF: dict[Kind, Hat] = {
    Kind.PUPIL: Hat.PUPIL,
    Kind.MEMBER: Hat.PUPIL,
    Kind.GUARDIAN: Hat.GUARDIAN,
    Kind.TRUSTED_ADULT: Hat.GUARDIAN,
}  # every other kind is worn as staff; ACTIVIST follows its committee


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


class NewStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A standing to be given."""

    id: UUID
    person: PersonId
    kind: Kind
    target: UUID | None = None
    detail: str = ""
    basis: str = ""
    valid_from: date
    valid_to: date | None = None
    active: bool = True


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


async def insert_standings(connection: AsyncConnection, school: SchoolId, rows: Sequence[NewStanding]) -> None:
    """Give standings, any number in one statement."""
    if not rows:
        return
    await connection.execute(
        insert(standing),
        [
            {
                "school_id": school,
                "id": one.id,
                "person_id": one.person,
                "kind": one.kind.value,
                "target_id": one.target,
                "detail": one.detail,
                "basis": one.basis,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "active": one.active,
            }
            for one in rows
        ],
    )


async def end_standings(
    connection: AsyncConnection,
    school: SchoolId,
    now: datetime,
    today: date,
    *,
    people: Collection[PersonId],
    kinds: Collection[Kind] | None = None,
    target: UUID | None = None,
    detail: str | None = None,
) -> list[tuple[PersonId, Kind, UUID | None]]:
    """End standings of these people at once (all kinds, or the named ones, or those on one target); returns what ended."""
    condition = [
        standing.c.school_id == school,
        standing.c.person_id.in_(list(people)),
        standing.c.ended_at.is_(None),
        or_(standing.c.active, standing.c.valid_from >= today),
    ]
    if kinds is not None:
        condition.append(standing.c.kind.in_([kind.value for kind in kinds]))
    if target is not None:
        condition.append(standing.c.target_id == target)
    if detail is not None:
        condition.append(standing.c.detail == detail)
    rows = await connection.execute(
        update(standing)
        .where(*condition)
        .values(active=False, ended_at=now, valid_to=func.greatest(standing.c.valid_from, today))
        .returning(standing.c.person_id, standing.c.kind, standing.c.target_id)
    )
    return [(PersonId(r.person_id), Kind(r.kind), r.target_id) for r in rows]


async def holders(
    connection: AsyncConnection, school: SchoolId, kind: Kind, target: UUID | None = None
) -> list[PersonId]:
    """Who holds this standing now, in a stable order."""
    condition = [standing.c.school_id == school, standing.c.kind == kind.value, standing.c.active]
    if target is not None:
        condition.append(standing.c.target_id == target)
    rows = await connection.execute(
        select(standing.c.person_id).where(*condition).order_by(standing.c.valid_from, standing.c.id).limit(5000)
    )
    return [PersonId(r.person_id) for r in rows]


async def standings_of(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]
) -> dict[PersonId, list[Held]]:
    """Living standings by person."""
    rows = await connection.execute(
        select(standing.c.person_id, standing.c.kind, standing.c.target_id, standing.c.detail)
        .where(standing.c.school_id == school, standing.c.active, standing.c.person_id.in_(list(people)))
        .order_by(standing.c.person_id, standing.c.id)
    )
    held: dict[PersonId, list[Held]] = {}
    for r in rows:
        held.setdefault(PersonId(r.person_id), []).append(Held(Kind(r.kind), r.target_id, r.detail))
    return held


async def due_standings(connection: AsyncConnection, school: SchoolId, today: date) -> list[PersonId]:
    """Apply the dates: set in force what has begun, end what is over; returns whose standings changed."""
    begun = await connection.execute(
        update(standing)
        .where(
            standing.c.school_id == school,
            ~standing.c.active,
            standing.c.ended_at.is_(None),
            standing.c.valid_from <= today,
            or_(standing.c.valid_to.is_(None), standing.c.valid_to >= today),
        )
        .values(active=True)
        .returning(standing.c.person_id)
    )
    over = await connection.execute(
        update(standing)
        .where(standing.c.school_id == school, standing.c.active, standing.c.valid_to < today)
        .values(active=False)
        .returning(standing.c.person_id)
    )
    return [PersonId(r.person_id) for r in [*begun, *over]]


async def guardians_of(connection: AsyncConnection, school: SchoolId, children: Collection[PersonId]) -> list[PersonId]:
    """The guardians and trusted adults of these children."""
    rows = await connection.execute(
        select(standing.c.person_id)
        .where(
            standing.c.school_id == school,
            standing.c.active,
            standing.c.kind.in_([Kind.GUARDIAN.value, Kind.TRUSTED_ADULT.value]),
            standing.c.target_id.in_(list(children)),
        )
        .distinct()
    )
    return [PersonId(r.person_id) for r in rows]


async def insert_guardianships(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Write bonds between children and guardians; the keys are the table's columns."""
    if rows:
        await connection.execute(insert(guardianship), list(rows))


async def insert_claims(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Link accounts to persons; the keys are the table's columns."""
    if rows:
        await connection.execute(insert(claim), list(rows))


async def living_claim(connection: AsyncConnection, school: SchoolId, one: PersonId) -> Record | None:
    """The account that acts as this person, if any."""
    return (
        await connection.execute(
            select(claim.c.id, claim.c.account_id, claim.c.admitted).where(
                claim.c.school_id == school, claim.c.person_id == one, claim.c.ended_at.is_(None)
            )
        )
    ).first()


async def admit(connection: AsyncConnection, school: SchoolId, one: PersonId) -> None:
    """From now on this person is a member of the chats that the rules give."""
    await connection.execute(
        update(claim)
        .where(claim.c.school_id == school, claim.c.person_id == one, claim.c.ended_at.is_(None))
        .values(admitted=True)
    )


async def end_claims(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId], now: datetime
) -> list[AccountId]:
    """No account acts as these people any more; returns the accounts that did."""
    rows = await connection.execute(
        update(claim)
        .where(claim.c.school_id == school, claim.c.person_id.in_(list(people)), claim.c.ended_at.is_(None))
        .values(ended_at=now)
        .returning(claim.c.account_id)
    )
    return [AccountId(r.account_id) for r in rows]


class Wearer(msgspec.Struct, frozen=True, rename="camel"):
    """One hat that an account can put on."""

    person_id: PersonId
    school_id: SchoolId
    kind: Hat
    name: str
    admitted: bool


async def hats(connection: AsyncConnection, account: AccountId) -> list[Wearer]:
    """The hats of an account: per person and school, those that its standings give."""
    rows = (
        await connection.execute(
            select(
                claim.c.school_id,
                claim.c.person_id,
                claim.c.admitted,
                person.c.last_name,
                person.c.first_name,
                person.c.middle_name,
                standing.c.kind,
                standing.c.detail,
            )
            .join(person, and_(person.c.school_id == claim.c.school_id, person.c.id == claim.c.person_id))
            .join(
                standing,
                and_(
                    standing.c.school_id == claim.c.school_id,
                    standing.c.person_id == claim.c.person_id,
                    standing.c.active,
                ),
            )
            .where(claim.c.account_id == account, claim.c.ended_at.is_(None))
            .order_by(claim.c.since, claim.c.id)
        )
    ).all()
    found: dict[tuple[UUID, UUID, Hat], Wearer] = {}
    for r in rows:
        hat = hat_of(Kind(r.kind), r.detail)
        name = Name(r.last_name, r.first_name, r.middle_name)
        key = (r.school_id, r.person_id, hat)
        found.setdefault(key, Wearer(PersonId(r.person_id), SchoolId(r.school_id), hat, name.full, r.admitted))
    order = list(Hat)
    return sorted(found.values(), key=lambda wearer: order.index(wearer.kind))


def hat_of(kind: Kind, detail: str) -> Hat:
    """In which hat a standing is worn; an activist wears his committee's."""
    if kind is Kind.ACTIVIST:
        return Hat.PUPIL if detail == "pupils" else Hat.GUARDIAN
    return HAT_OF.get(kind, Hat.STAFF)


async def actors(
    connection: AsyncConnection, school: SchoolId, wearers: Iterable[tuple[PersonId, Hat]]
) -> dict[tuple[PersonId, Hat], Actor]:
    """Actors as these persons would be, for telling them what they may do; only those with an account."""
    pairs = list(wearers)
    people = {one for one, _ in pairs}
    held = await standings_of(connection, school, people)
    rows = await connection.execute(
        select(claim.c.person_id, claim.c.account_id).where(
            claim.c.school_id == school, claim.c.ended_at.is_(None), claim.c.person_id.in_(list(people))
        )
    )
    accounts = {PersonId(r.person_id): AccountId(r.account_id) for r in rows}
    return {
        (one, hat): Actor(
            account=accounts[one], session=None, school=school, person=one, hat=hat, held=tuple(held.get(one, ()))
        )
        for one, hat in pairs
        if one in accounts
    }


async def structure_version(connection: AsyncConnection, school: SchoolId) -> int:
    """The number that is raised whenever a standing of this school changes."""
    return int(await connection.scalar(select(structure.c.version).where(structure.c.school_id == school)) or 0)


async def existing(connection: AsyncConnection, keys: Collection[tuple[SchoolId, PersonId]]) -> set[PersonId]:
    """Which of these persons there are."""
    rows = await connection.execute(select(person.c.id).where(tuple_(person.c.school_id, person.c.id).in_(list(keys))))
    return {PersonId(r.id) for r in rows}
