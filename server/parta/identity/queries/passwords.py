"""SQL of logins, passwords and authenticators: what stands in the account's own row."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import account, session
from parta.kernel.ids import AccountId, SessionId
from parta.parts.schema import Record


def _accounts() -> "Select[tuple[Record, ...]]":
    return select(
        account.c.id,
        account.c.login,
        account.c.password_hash,
        account.c.password_errors,
        account.c.password_closed_until,
        account.c.totp_secret,
        account.c.access_reset_at,
        account.c.access_reset_by,
    ).where(account.c.closed_at.is_(None))


async def by_login(connection: AsyncConnection, login: str) -> Record | None:
    """The account with this login, locked: parallel guesses are counted one by one."""
    return (await connection.execute(_accounts().where(account.c.login == login).with_for_update())).first()


async def by_account(connection: AsyncConnection, one: AccountId) -> Record | None:
    """An account by its id, locked: changes of its ways in go one after the other."""
    return (await connection.execute(_accounts().where(account.c.id == one).with_for_update())).first()


async def count_errors(
    connection: AsyncConnection, one: UUID | None, errors: int, closed_until: datetime | None
) -> None:
    """How many wrong passwords in a row; without an account the same statement changes nothing."""
    await connection.execute(
        update(account).where(account.c.id == one).values(password_errors=errors, password_closed_until=closed_until)
    )


async def free_logins(connection: AsyncConnection, wanted: list[str]) -> list[str]:
    """Those of the logins that nobody has."""
    rows = await connection.execute(select(account.c.login).where(account.c.login.in_(wanted)))
    taken = {row.login for row in rows}
    return [login for login in wanted if login not in taken]


async def take_login(connection: AsyncConnection, one: AccountId, login: str) -> bool:
    """Give an account a login; False when somebody else has it."""
    others = account.alias()
    taken = await connection.execute(
        update(account)
        .where(account.c.id == one, ~exists().where(others.c.login == login, others.c.id != one))
        .values(login=login)
        .returning(account.c.id)
    )
    return taken.first() is not None


async def keep_hash(connection: AsyncConnection, one: AccountId, password_hash: str | None) -> None:
    """Keep a new password's hash (or none), with a clean count of errors."""
    await connection.execute(
        update(account)
        .where(account.c.id == one)
        .values(password_hash=password_hash, password_errors=0, password_closed_until=None)
    )


async def keep_totp(connection: AsyncConnection, one: AccountId, secret: str | None, step: int) -> None:
    """Keep an authenticator (or none); `step` is the last one whose code was shown."""
    await connection.execute(update(account).where(account.c.id == one).values(totp_secret=secret, totp_last_step=step))


async def use_totp_step(connection: AsyncConnection, one: AccountId, step: int) -> bool:
    """A code is good once: False when this or a later one was shown before."""
    used = await connection.execute(
        update(account)
        .where(account.c.id == one, account.c.totp_last_step < step)
        .values(totp_last_step=step)
        .returning(account.c.id)
    )
    return used.first() is not None


async def note_reset(connection: AsyncConnection, one: AccountId, now: datetime, by: str) -> None:
    """All ways in were taken away by somebody of the school; the owner reads it at the next sign-in."""
    await connection.execute(
        update(account)
        .where(account.c.id == one)
        .values(
            password_hash=None,
            password_errors=0,
            password_closed_until=None,
            totp_secret=None,
            totp_last_step=0,
            access_reset_at=now,
            access_reset_by=by,
        )
    )


async def session_began(connection: AsyncConnection, one: SessionId) -> datetime | None:
    """When this session was opened."""
    found: datetime | None = await connection.scalar(select(session.c.created_at).where(session.c.id == one))
    return found
