"""SQL of one's own sessions: the list, and the change of a session's name at a new proof."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import session
from parta.kernel.ids import AccountId, SessionId
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


async def rename(connection: AsyncConnection, old: SessionId, new: SessionId, token_hash: bytes) -> bool | None:
    """Another id and token for a session that has now shown its second factor; returns whether its computer is shared."""
    shared: bool | None = await connection.scalar(
        update(session)
        .where(session.c.id == old)
        .values(id=new, token_hash=token_hash, second_factor=True)
        .returning(session.c.shared_computer)
    )
    return shared


async def belongs(connection: AsyncConnection, one: SessionId, to: AccountId) -> bool:
    """Is this session that account's?"""
    found = await connection.scalar(select(session.c.id).where(session.c.id == one, session.c.account_id == to))
    return found is not None
