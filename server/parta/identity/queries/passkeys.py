"""SQL of passkeys and their challenges."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import account, passkey, passkey_challenge
from parta.kernel.ids import AccountId
from parta.parts.schema import Record


async def insert_challenge(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Keep a challenge; the keys are the table's columns."""
    await connection.execute(insert(passkey_challenge).values(row))


async def take_challenge(
    connection: AsyncConnection, one: UUID, purpose: str, of: AccountId | None, now: datetime
) -> bytes | None:
    """A living challenge, taken away: it is good once."""
    found: bytes | None = await connection.scalar(
        delete(passkey_challenge)
        .where(
            passkey_challenge.c.id == one,
            passkey_challenge.c.purpose == purpose,
            passkey_challenge.c.account_id.is_not_distinct_from(of),
            passkey_challenge.c.expires_at > now,
        )
        .returning(passkey_challenge.c.challenge)
    )
    return found


async def forget_old_challenges(connection: AsyncConnection, now: datetime) -> None:
    """Drop challenges that nobody answered."""
    await connection.execute(delete(passkey_challenge).where(passkey_challenge.c.expires_at < now))


async def of_account(connection: AsyncConnection, one: AccountId) -> list[Record]:
    """The passkeys of an account, oldest first."""
    rows = await connection.execute(
        select(
            passkey.c.id,
            passkey.c.credential_id,
            passkey.c.transports,
            passkey.c.name,
            passkey.c.created_at,
            passkey.c.used_at,
        )
        .where(passkey.c.account_id == one)
        .order_by(passkey.c.created_at, passkey.c.id)
        .limit(50)
    )
    return list(rows)


async def by_credential(connection: AsyncConnection, credential: bytes) -> Record | None:
    """A passkey by what the browser calls it, locked: its counter goes up one by one."""
    return (
        await connection.execute(
            select(passkey.c.id, passkey.c.account_id, passkey.c.public_key, passkey.c.sign_count)
            .join(account, and_(account.c.id == passkey.c.account_id, account.c.closed_at.is_(None)))
            .where(passkey.c.credential_id == credential)
            .with_for_update(of=passkey)
        )
    ).first()


async def insert_passkey(connection: AsyncConnection, row: dict[str, Any]) -> bool:
    """Keep a passkey; False when it is known already."""
    added = await connection.execute(
        upsert(passkey)
        .values(row)
        .on_conflict_do_nothing(index_elements=[passkey.c.credential_id])
        .returning(passkey.c.id)
    )
    return added.first() is not None


async def note_use(connection: AsyncConnection, one: UUID, sign_count: int, now: datetime) -> None:
    """The passkey was shown."""
    await connection.execute(update(passkey).where(passkey.c.id == one).values(sign_count=sign_count, used_at=now))


async def delete_passkey(connection: AsyncConnection, of: AccountId, one: UUID) -> bool:
    """Forget a passkey of this account; False when it has no such."""
    gone = await connection.execute(
        delete(passkey).where(passkey.c.account_id == of, passkey.c.id == one).returning(passkey.c.id)
    )
    return gone.first() is not None


async def delete_passkeys(connection: AsyncConnection, of: AccountId) -> None:
    """Forget all passkeys of an account."""
    await connection.execute(delete(passkey).where(passkey.c.account_id == of))
