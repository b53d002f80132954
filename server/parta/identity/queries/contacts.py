"""SQL of contacts, and of codes sent to them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.contact_words import Contact
from parta.identity.tables import account, contact, sign_in_code
from parta.kernel.ids import AccountId
from parta.parts.schema import Record


async def owner(connection: AsyncConnection, one: Contact) -> AccountId | None:
    """The account that signs in by this contact."""
    found = await connection.scalar(
        select(contact.c.account_id)
        .join(account, and_(account.c.id == contact.c.account_id, account.c.closed_at.is_(None)))
        .where(contact.c.kind == one.kind, contact.c.value == one.value, contact.c.confirmed_at.is_not(None))
    )
    return AccountId(found) if found else None


async def of_account(connection: AsyncConnection, one: AccountId) -> list[Record]:
    """The contacts of an account, oldest first."""
    rows = await connection.execute(
        select(contact.c.id, contact.c.kind, contact.c.value)
        .where(contact.c.account_id == one, contact.c.confirmed_at.is_not(None))
        .order_by(contact.c.confirmed_at, contact.c.id)
        .limit(20)
    )
    return list(rows)


async def of_accounts(connection: AsyncConnection, accounts: Collection[AccountId]) -> list[Record]:
    """The contacts of these accounts: of each the e-mail addresses first, then the oldest."""
    rows = await connection.execute(
        select(contact.c.account_id, contact.c.kind, contact.c.value)
        .where(contact.c.account_id.in_(list(accounts)), contact.c.confirmed_at.is_not(None))
        .order_by(contact.c.account_id, contact.c.kind, contact.c.confirmed_at, contact.c.id)
        .limit(20 * len(accounts))
    )
    return list(rows)


async def insert_contact(connection: AsyncConnection, row: dict[str, Any]) -> bool:
    """Keep a confirmed contact; False when it is another account's. Unconfirmed ones give way."""
    added = await connection.execute(
        upsert(contact)
        .values(row)
        .on_conflict_do_update(
            index_elements=[contact.c.kind, contact.c.value],
            set_={"account_id": row["account_id"], "confirmed_at": row["confirmed_at"]},
            where=(contact.c.account_id == row["account_id"]) | contact.c.confirmed_at.is_(None),
        )
        .returning(contact.c.id)
    )
    return added.first() is not None


async def delete_contact(connection: AsyncConnection, account_id: AccountId, one: UUID) -> bool:
    """Forget a contact of this account; False when it has no such."""
    gone = await connection.execute(
        delete(contact).where(contact.c.account_id == account_id, contact.c.id == one).returning(contact.c.id)
    )
    return gone.first() is not None


async def delete_contacts(connection: AsyncConnection, one: AccountId) -> None:
    """Forget all contacts of an account."""
    await connection.execute(delete(contact).where(contact.c.account_id == one))


async def void_codes_to(connection: AsyncConnection, where: str, purpose: str, now: datetime) -> None:
    """Only the newest code that was sent there works."""
    await connection.execute(
        update(sign_in_code)
        .where(sign_in_code.c.contact == where, sign_in_code.c.purpose == purpose, sign_in_code.c.used_at.is_(None))
        .values(used_at=now)
    )


async def void_all_codes(connection: AsyncConnection, one: AccountId, now: datetime) -> None:
    """No code of this account works any more."""
    await connection.execute(
        update(sign_in_code)
        .where(sign_in_code.c.account_id == one, sign_in_code.c.used_at.is_(None))
        .values(used_at=now)
    )


async def forget_old_codes(connection: AsyncConnection, before: datetime) -> int:
    """Drop codes that were sent to contacts and are long over: strangers type other people's numbers too."""
    gone = await connection.execute(
        delete(sign_in_code).where(sign_in_code.c.contact.is_not(None), sign_in_code.c.expires_at < before)
    )
    return gone.rowcount
