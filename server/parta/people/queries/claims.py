"""SQL of claims: which account acts as whom, and in which hats."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, and_, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.policy.standing import Actor, Held, Kind

from ..tables import claim, person, standing
from .roster import Name
from .standings import standings_of

HAT_OF: dict[Kind, Hat] = {
    Kind.PUPIL: Hat.PUPIL,
    Kind.MEMBER: Hat.PUPIL,
    Kind.GUARDIAN: Hat.GUARDIAN,
    Kind.TRUSTED_ADULT: Hat.GUARDIAN,
}  # every other kind is worn as staff; ACTIVIST follows its committee


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
    return [wearer for wearer, _ in (await worn(connection, [account])).get(account, [])]


Worn = tuple[Wearer, tuple[Held, ...]]


async def worn(connection: AsyncConnection, accounts: Collection[AccountId]) -> dict[AccountId, list[Worn]]:
    """The hats of accounts, each hat with all living standings of its person."""
    rows = await connection.execute(
        select(
            claim.c.account_id,
            claim.c.school_id,
            claim.c.person_id,
            claim.c.admitted,
            person.c.last_name,
            person.c.first_name,
            person.c.middle_name,
            standing.c.kind,
            standing.c.target_id,
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
        .where(claim.c.account_id == func.any(bindparam("accounts", list(accounts), ARRAY(Uuid))))
        .where(claim.c.ended_at.is_(None))
        .order_by(claim.c.since, claim.c.id, standing.c.id)
    )
    found: dict[AccountId, dict[tuple[UUID, Hat], Wearer]] = {}
    held: dict[UUID, list[Held]] = {}
    for r in rows:
        held.setdefault(r.person_id, []).append(Held(Kind(r.kind), r.target_id, r.detail))
        hat = hat_of(Kind(r.kind), r.detail)
        of_account = found.setdefault(AccountId(r.account_id), {})
        if (r.person_id, hat) not in of_account:
            name = Name(r.last_name, r.first_name, r.middle_name).full
            of_account[(r.person_id, hat)] = Wearer(PersonId(r.person_id), SchoolId(r.school_id), hat, name, r.admitted)
    order = list(Hat)
    return {
        account: [
            (one, tuple(held[one.person_id]))
            for one in sorted(of_account.values(), key=lambda it: order.index(it.kind))
        ]
        for account, of_account in found.items()
    }


def hat_of(kind: Kind, detail: str) -> Hat:
    """In which hat a standing is worn; an activist wears his committee's."""
    if kind is Kind.ACTIVIST:
        return Hat.PUPIL if detail == "pupils" else Hat.GUARDIAN
    return HAT_OF.get(kind, Hat.STAFF)


async def hats_of(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]
) -> set[tuple[AccountId, PersonId, Hat]]:
    """The hats that accounts can put on as these people."""
    rows = await connection.execute(
        select(claim.c.account_id, standing.c.person_id, standing.c.kind, standing.c.detail)
        .join(claim, and_(claim.c.school_id == standing.c.school_id, claim.c.person_id == standing.c.person_id))
        .where(
            standing.c.school_id == school,
            standing.c.person_id.in_(list(people)),
            standing.c.active,
            claim.c.ended_at.is_(None),
        )
        .distinct()
    )
    return {(AccountId(r.account_id), PersonId(r.person_id), hat_of(Kind(r.kind), r.detail)) for r in rows}


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
