"""SQL of living sessions: one's own list, the change of a session's name at a new proof, those that act as somebody."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import case, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import session
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SchoolId, SessionId
from parta.parts.schema import Record


async def of_account(connection: AsyncConnection, one: AccountId, now: datetime) -> list[Record]:
    """The living sessions of an account, the last used first."""
    rows = await connection.execute(
        select(
            session.c.id,
            session.c.device,
            session.c.shared_computer,
            session.c.created_at,
            session.c.seen_at,
        )
        .where(session.c.account_id == one, session.c.ends_at > now)
        .order_by(session.c.seen_at.desc(), session.c.id)
        .limit(200)
    )
    return list(rows)


async def rename(
    connection: AsyncConnection, old: SessionId, new: SessionId, token_hash: bytes, *, proved: bool
) -> bool | None:
    """Another id and token for a session (`proved`: it has now shown its second factor); is its computer shared?"""
    shared: bool | None = await connection.scalar(
        update(session)
        .where(session.c.id == old)
        .values(id=new, token_hash=token_hash, second_factor=session.c.second_factor | proved)
        .returning(session.c.shared_computer)
    )
    return shared


async def belongs(connection: AsyncConnection, one: SessionId, to: AccountId) -> bool:
    """Is this session that account's?"""
    found = await connection.scalar(select(session.c.id).where(session.c.id == one, session.c.account_id == to))
    return found is not None


async def prolong_all(
    connection: AsyncConnection, used: Collection[SessionId], now: datetime, ends_at: datetime, ends_shared: datetime
) -> dict[SessionId, datetime]:
    """These sessions were used: they last longer, those on a shared computer not as long. Returns when each ends."""
    rows = await connection.execute(
        update(session)
        .where(session.c.id.in_(list(used)))
        .values(seen_at=now, ends_at=case((session.c.shared_computer, ends_shared), else_=ends_at))
        .returning(session.c.id, session.c.ends_at)
    )
    return {SessionId(row.id): row.ends_at for row in rows}


async def worn(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]
) -> set[tuple[AccountId, PersonId, Hat]]:
    """Which accounts are signed in as these people, and in which hats."""
    rows = await connection.execute(
        select(session.c.account_id, session.c.person_id, session.c.hat)
        .where(session.c.school_id == school, session.c.person_id.in_(list(people)))
        .distinct()
    )
    return {(AccountId(row.account_id), PersonId(row.person_id), Hat(row.hat)) for row in rows}


async def end_worn(
    connection: AsyncConnection, school: SchoolId, wearers: Collection[tuple[AccountId, PersonId, Hat]]
) -> list[SessionId]:
    """End the sessions in which these accounts act as these people in these hats."""
    asked = [(account, one, hat.value) for account, one, hat in sorted(wearers)]
    rows = await connection.execute(
        delete(session)
        .where(
            session.c.school_id == school,
            tuple_(session.c.account_id, session.c.person_id, session.c.hat).in_(asked),
        )
        .returning(session.c.id)
    )
    return [SessionId(row.id) for row in rows]
