"""SQL of sessions and one-time codes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import account, attempt, session, sign_in_code
from parta.kernel.ids import AccountId, SessionId
from parta.parts.schema import Record
from parta.policy.standing import Actor


async def insert_account(
    connection: AsyncConnection, one: AccountId, now: datetime, *, operator: bool = False, login: str | None = None
) -> None:
    """Make an account: a way to sign in, not yet anybody."""
    await connection.execute(insert(account).values(id=one, created_at=now, operator=operator, login=login))


async def insert_session(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Open a session; the keys are the table's columns."""
    await connection.execute(insert(session).values(row))


async def sessions_by_token(
    connection: AsyncConnection, token_hashes: Collection[bytes], now: datetime
) -> dict[bytes, Record]:
    """The living sessions behind these tokens, each with what its account may do."""
    rows = await connection.execute(
        select(session, account.c.operator, account.c.totp_secret.is_not(None).label("has_second_factor"))
        .join(account, and_(account.c.id == session.c.account_id, account.c.closed_at.is_(None)))
        .where(session.c.token_hash == func.any(bindparam("hashes", list(token_hashes), ARRAY(LargeBinary))))
        .where(session.c.ends_at > now)
    )
    return {bytes(row.token_hash): row for row in rows}


async def put_on(connection: AsyncConnection, one: SessionId, row: dict[str, Any]) -> None:
    """Change whom the session acts as; the keys are `person_id`, `school_id`, `hat`."""
    await connection.execute(update(session).where(session.c.id == one).values(row))


async def end_sessions(
    connection: AsyncConnection,
    *,
    accounts: Collection[AccountId] = (),
    sessions: Collection[SessionId] = (),
    but_not: SessionId | None = None,
) -> list[SessionId]:
    """End sessions by account or by id; returns those that ended."""
    asked = delete(session).where(
        session.c.account_id.in_(list(accounts)) if accounts else session.c.id.in_(list(sessions))
    )
    if but_not is not None:
        asked = asked.where(session.c.id != but_not)
    rows = await connection.execute(asked.returning(session.c.id))
    return [SessionId(r.id) for r in rows]


async def insert_code(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Keep a one-time code; the keys are the table's columns."""
    await connection.execute(insert(sign_in_code).values(row))


async def code_by_lookup(connection: AsyncConnection, lookup: str) -> Record | None:
    """A code by its first part; its row is locked, so that parallel guesses are counted one by one."""
    return (
        await connection.execute(select(sign_in_code).where(sign_in_code.c.lookup == lookup).with_for_update())
    ).first()


async def count_code_error(connection: AsyncConnection, one: UUID) -> None:
    """A wrong guess at this code."""
    await connection.execute(
        update(sign_in_code).where(sign_in_code.c.id == one).values(errors=sign_in_code.c.errors + 1)
    )


async def use_code(connection: AsyncConnection, one: UUID, now: datetime) -> None:
    """The code is spent."""
    await connection.execute(update(sign_in_code).where(sign_in_code.c.id == one).values(used_at=now))


async def void_codes(connection: AsyncConnection, one: AccountId, purpose: str, now: datetime) -> None:
    """Older codes of this kind are dead: reprinting makes a new one."""
    await connection.execute(
        update(sign_in_code)
        .where(sign_in_code.c.account_id == one, sign_in_code.c.purpose == purpose, sign_in_code.c.used_at.is_(None))
        .values(used_at=now)
    )


async def count_miss(connection: AsyncConnection, what: str, source: str, window_at: datetime) -> int:
    """Count a failed attempt of this source in this window; returns how many it has now."""
    row = await connection.execute(
        upsert(attempt)
        .values(what=what, source=source, window_at=window_at, misses=1)
        .on_conflict_do_update(constraint=attempt.primary_key, set_={"misses": attempt.c.misses + 1})
        .returning(attempt.c.misses)
    )
    return int(row.scalar_one())


async def misses(connection: AsyncConnection, what: str, source: str, window_at: datetime) -> int:
    """How many failed attempts this source has in this window."""
    found = await connection.scalar(
        select(attempt.c.misses).where(
            attempt.c.what == what, attempt.c.source == source, attempt.c.window_at == window_at
        )
    )
    return int(found or 0)


class SignIn(msgspec.Struct, frozen=True):
    """How somebody is signed in now."""

    login: str | None
    shared_computer: bool
    has_second_factor: bool


async def sign_in_of(connection: AsyncConnection, actor: Actor) -> SignIn:
    """The sign-in behind an actor."""
    row = (
        await connection.execute(
            select(
                account.c.login,
                account.c.totp_secret.is_not(None).label("has_second_factor"),
                func.coalesce(session.c.shared_computer, False).label("shared_computer"),
            )
            .join(session, and_(session.c.account_id == account.c.id, session.c.id == actor.session), isouter=True)
            .where(account.c.id == actor.account)
        )
    ).one()
    return SignIn(row.login, row.shared_computer, row.has_second_factor)


async def anybody(connection: AsyncConnection) -> bool:
    """Is there any account?"""
    return await connection.scalar(select(account.c.id).limit(1)) is not None


async def unused_operator(connection: AsyncConnection) -> AccountId | None:
    """The installation's only account, if it is an operator who has never signed in."""
    rows = (await connection.execute(select(account.c.id, account.c.operator).limit(2))).all()
    if len(rows) != 1 or not rows[0].operator:
        return None
    one = AccountId(rows[0].id)
    opened = await connection.scalar(select(session.c.id).where(session.c.account_id == one).limit(1))
    return one if opened is None else None


async def operator(connection: AsyncConnection) -> AccountId | None:
    """The operator of the installation; with several, the first who was."""
    found = await connection.scalar(
        select(account.c.id)
        .where(account.c.operator, account.c.closed_at.is_(None))
        .order_by(account.c.created_at, account.c.id)
        .limit(1)
    )
    return AccountId(found) if found is not None else None


async def insert_accounts(
    connection: AsyncConnection, accounts: Sequence[AccountId], now: datetime, operator: AccountId
) -> None:
    """Make many accounts at once; one of them is the operator's."""
    rows = [{"id": one, "created_at": now, "operator": one == operator} for one in accounts]
    if rows:
        await connection.execute(insert(account), rows)
