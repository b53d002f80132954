"""Where one is signed in, and signing out elsewhere (B12)."""

import re
from datetime import datetime

import msgspec

from parta.kernel.errors import NotFound
from parta.kernel.ids import SessionId
from parta.work import Work

from . import queries, sessions
from .queries import sessions as session_queries

_BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class OwnSession(msgspec.Struct, frozen=True, rename="camel"):
    """A device on which one is signed in."""

    id: SessionId
    device: str
    current: bool
    shared_computer: bool
    created_at: datetime
    seen_at: datetime


async def mine(work: Work) -> list[OwnSession]:
    """All living sessions of one's own account."""
    rows = await session_queries.of_account(work.connection, work.actor.account, work.now)
    here = work.actor.session
    return [
        OwnSession(SessionId(r.id), in_words(r.device), r.id == here, r.shared_computer, r.created_at, r.seen_at)
        for r in rows
    ]


async def end(work: Work, session: SessionId) -> None:
    """End one of one's own sessions; another's is as if there were none."""
    if not await session_queries.belongs(work.connection, session, work.actor.account):
        raise NotFound
    await sessions.end(work, session)


async def end_others(work: Work) -> None:
    """End all of one's sessions but this one."""
    ended = await queries.end_sessions(work.connection, accounts=[work.actor.account], but_not=work.actor.session)
    work.sessions_ended(ended)


def in_words(agent: str) -> str:
    """«Chrome, Windows», from what the browser says of itself."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), None)
    system = next((name for mark, name in _SYSTEMS if re.search(mark, agent)), None)
    return ", ".join(part for part in (browser, system) if part) or "Неизвестное устройство"
