"""Actors in memory: who acts by which token, as long as nothing is heard that changes it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import structlog

from parta.identity.queries import sessions
from parta.identity.sessions import LASTS, LASTS_SHARED, PROLONG_EVERY, token_hash
from parta.kernel.gathering import Gathering
from parta.kernel.ids import AccountId, SessionId
from parta.parts.bus import BusMessage, Deaf, SessionsEnded, StructureChanged
from parta.policy.standing import Actor
from parta.work import STORAGE_FAULTS, Work, Workshop

from . import queries
from .acting import load

REMEMBERED = 50_000  # sessions in memory
LOOK_EVERY = 30.0  # seconds between two looks at what was used and what is over
ENDS_SOON = timedelta(seconds=2 * LOOK_EVERY)  # the next look, which prolongs what is used, could come too late

log = structlog.get_logger()


class Known(msgspec.Struct, eq=False):
    """An actor in memory; times are the clock's."""

    actor: Actor
    ends_at: datetime
    used_at: datetime
    prolonged_at: datetime


class Acting:
    """Finds the actor behind a token, mostly in memory, so that a reconnect of a whole school asks the database nothing.

    Memory is only a copy, valid while this process hears of every change: its own by the bus, another's (the command
    line, the worker) by the database's notices. When it may have missed one (`Deaf`), everything is asked anew.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._known: dict[bytes, Known] = {}
        self._forgotten = 0  # how often something was
        self._deaf = True  # until the database's notices are heard
        self._asking = Gathering(self._ask)
        workshop.bus.listen(self._hear)

    async def actor(self, token: str) -> Actor | None:
        """The actor of this token; None when there is no living session behind it."""
        key = token_hash(token)
        known = self._trusted(key)
        return known.actor if known is not None else await self._asking.of(key)

    def at_hand(self, token: str) -> Actor | None:
        """The actor of this token if memory alone may answer for him now."""
        known = self._trusted(token_hash(token))
        return known.actor if known is not None else None

    async def run(self) -> None:
        """Prolong what is used, forget what is over, as long as the server lives."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except STORAGE_FAULTS as error:
                log.warning("sessions not prolonged", error=str(error))

    async def look(self) -> None:
        """Sessions that were used last longer, all by one statement; those that are over close their sockets."""
        now = self._workshop.clock.now()
        over = [one.actor.session for one in self._known.values() if one.ends_at <= now]
        self._known = {key: one for key, one in self._known.items() if one.ends_at > now}
        used = [one for one in self._known.values() if one.used_at - one.prolonged_at > PROLONG_EVERY]
        if used:
            ids = [one.actor.session for one in used if one.actor.session is not None]
            async with self._workshop.open() as work:
                ends = await sessions.prolong_all(work.connection, ids, now, now + LASTS, now + LASTS_SHARED)
            for one in used:
                one.prolonged_at = now
                one.ends_at = ends.get(one.actor.session, now) if one.actor.session is not None else now
        self._workshop.bus.publish(_ended(over))

    async def _ask(self, keys: list[bytes]) -> dict[bytes, Actor]:
        forgotten = self._forgotten
        async with self._workshop.open() as work:
            loaded = await load(work, keys)
            now = work.now
        # What changed while this was read may be about any of them: good for this once, asked again the next time.
        if forgotten == self._forgotten and not self._deaf:
            if len(self._known) + len(loaded) > REMEMBERED:
                self._known.clear()
            self._known |= {key: Known(actor, ends_at, now, now) for key, (actor, ends_at) in loaded.items()}
        return {key: actor for key, (actor, _) in loaded.items()}

    def _trusted(self, key: bytes) -> Known | None:
        known = self._known.get(key)
        if known is None:
            return None
        now = self._workshop.clock.now()
        if now >= known.ends_at - ENDS_SOON:
            return None  # asked anew, which prolongs it at once
        known.used_at = now
        return known

    def _hear(self, message: BusMessage) -> None:
        match message:
            case SessionsEnded(sessions=ended):
                gone = set(ended)
                self._forget(lambda actor: actor.session in gone)
            case StructureChanged(school=school, people=people, elsewhere=elsewhere):
                # whoever belongs nowhere yet may have been let in just now
                self._forget(
                    lambda actor: (
                        actor.person is None or actor.person in people or (elsewhere and actor.school == school)
                    )
                )
            case Deaf(deaf=deaf):
                self._deaf = deaf
                self._forget(lambda _: True)
            case _:
                pass

    def _forget(self, which: Callable[[Actor], bool]) -> None:
        self._forgotten += 1
        for key in [key for key, one in self._known.items() if which(one.actor)]:
            del self._known[key]


def _ended(over: Sequence[SessionId | None]) -> list[BusMessage]:
    ended = tuple(session for session in over if session is not None)
    return [SessionsEnded(ended)] if ended else []


async def rehearse(work: Work) -> None:
    """Ask what a token costs, for a token of nobody."""
    await load(work, [b""])
    await queries.worn(work.connection, {AccountId(UUID(int=0))})
