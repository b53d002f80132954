"""Asking for notices on this device, and no longer; the installation's key."""

import asyncio
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from parta.kernel.errors import NotSignedIn, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SessionId
from parta.parts import push as parts
from parta.parts.push import Push
from parta.work import Work, Workshop

from . import queries, quiet
from .errors import NothingToTry, PushIsOff, SharedComputer, UnknownService
from .shapes import NewSubscription, PushHere

OfSchool = Literal["announcement", "urgent"]


async def ensure_key(workshop: Workshop) -> str:
    """The key that the services know us by, made at the first start and kept with the data; returns its secret half."""
    async with workshop.open() as work:
        kept = await queries.key(work.connection)
        if kept is None:
            await queries.keep_key(work.connection, await asyncio.to_thread(parts.new_key), work.now)
            kept = await queries.key(work.connection)
    if kept is None:
        raise RuntimeError("the key is gone as soon as it was written")
    return kept.private


async def here(work: Work, push: Push) -> PushHere:
    """How it stands with notices on this device."""
    row = await queries.here(work.connection, _session(work))
    key = await queries.key(work.connection) if push.offered else None
    return PushHere(
        offered=key is not None,
        shared_computer=row is not None and row.shared_computer,
        subscribed=row is not None and row.subscription is not None,
        public_key=key.public if key is not None else None,
    )


async def subscribe(work: Work, push: Push, browser: NewSubscription) -> None:
    """Tell this browser of new messages, for as long as this session lives."""
    if not push.offered:
        raise PushIsOff
    person = work.person  # whoever still owes a second factor is nobody, and hears nothing
    row = await queries.here(work.connection, _session(work))
    if row is None or person is None:
        raise NotSignedIn
    if row.shared_computer:
        raise SharedComputer
    if not push.accepts(browser.endpoint):
        raise UnknownService
    if not parts.are_keys(browser.p256dh, browser.auth):
        raise invalid("/p256dh", "Это не ключи браузера")
    await queries.subscribe(
        work.connection, work.new_id(), _session(work), browser.endpoint, browser.p256dh, browser.auth, work.now
    )


async def unsubscribe(work: Work) -> None:
    """Tell this browser nothing any more."""
    await queries.unsubscribe(work.connection, _session(work))


async def try_out(work: Work, push: Push) -> None:
    """Send a trial to this very browser."""
    if not push.offered:
        raise PushIsOff
    row = await queries.here(work.connection, _session(work))
    if row is None or row.subscription is None:
        raise NothingToTry
    await queries.try_out(work.connection, row.subscription, work.now)


async def call_up(work: Work, about: UUID, kind: OfSchool, whom: Sequence[tuple[PersonId, Hat]]) -> None:
    """Have the browsers of these people told that the school has something for them; what it is, is said nowhere.

    It goes to all of them, whether or not they sit before the client: it is no chat. `urgent` is held by nothing (C15),
    all else waits for the end of quiet hours.
    """
    if not whom:
        return
    due = [work.now] * len(whom) if kind == "urgent" else await quiet.due(work, whom)
    called = [(person, hat, at) for (person, hat), at in zip(whom, due, strict=True)]
    await queries.call_up(work.connection, work.school, about, kind, called, work.now)


async def call_off(work: Work, about: UUID, person: PersonId, hat: Hat) -> None:
    """This person knows of it by now."""
    await queries.call_off(work.connection, about, person, hat)


def _session(work: Work) -> SessionId:
    session = work.actor.session
    if session is None:
        raise NotSignedIn
    return session
