"""Sessions: opened by a proof, found by a token, ended at once everywhere."""

import hashlib
import secrets
from datetime import timedelta

import msgspec

from parta.kernel.errors import NotSignedIn
from parta.kernel.ids import AccountId, SessionId
from parta.work import Work

from . import queries
from .queries import sessions as session_queries

LASTS = timedelta(days=90)  # since the last use
LASTS_SHARED = timedelta(minutes=60)  # «Общий компьютер»: idle time
PROLONG_EVERY = timedelta(minutes=5)


class Opened(msgspec.Struct, frozen=True):
    """A fresh session; the token is known only to its browser."""

    id: SessionId
    token: str
    shared: bool


async def open_session(
    work: Work, account: AccountId, *, device: str, shared: bool, second_factor: bool = False
) -> Opened:
    """Open a session for an account that has just proved itself. Always a new token (security.md 17)."""
    opened = Opened(SessionId(work.new_id()), secrets.token_urlsafe(32), shared)
    await queries.insert_session(
        work.connection,
        {
            "id": opened.id,
            "account_id": account,
            "token_hash": token_hash(opened.token),
            "device": device[:300],
            "shared_computer": shared,
            "second_factor": second_factor,
            "created_at": work.now,
            "seen_at": work.now,
            "ends_at": work.now + (LASTS_SHARED if shared else LASTS),
        },
    )
    return opened


async def end_all(work: Work, accounts: list[AccountId], but_not: SessionId | None = None) -> None:
    """End every session of these accounts; their sockets close when this work commits."""
    if accounts:
        work.sessions_ended(await queries.end_sessions(work.connection, accounts=accounts, but_not=but_not))


async def end(work: Work, session: SessionId) -> None:
    """End one session."""
    work.sessions_ended(await queries.end_sessions(work.connection, sessions=[session]))


async def confirm(work: Work, session: SessionId) -> Opened:
    """The session has shown its second factor: it goes on under another id and token (security.md 17)."""
    return await _renamed(work, session, proved=True)


async def change(work: Work, session: SessionId) -> Opened:
    """The session acts as somebody else from now on: under another id and token too."""
    return await _renamed(work, session, proved=False)


async def _renamed(work: Work, session: SessionId, *, proved: bool) -> Opened:
    opened = Opened(SessionId(work.new_id()), secrets.token_urlsafe(32), False)
    shared = await session_queries.rename(work.connection, session, opened.id, token_hash(opened.token), proved=proved)
    if shared is None:
        raise NotSignedIn
    work.sessions_ended([session], over=False)
    return msgspec.structs.replace(opened, shared=shared)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).digest()
