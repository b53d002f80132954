"""Actors in memory: who acts by which token, confirmed for everybody in use by one statement every other second."""

import asyncio
from collections.abc import Callable

import msgspec
import structlog

from parta.identity.queries import sessions
from parta.identity.sessions import LASTS, LASTS_SHARED, PROLONG_EVERY, token_hash
from parta.kernel.ids import SchoolId, SessionId
from parta.parts.bus import BusMessage, SessionsEnded, StructureChanged
from parta.policy.standing import Actor
from parta.work import STORAGE_FAULTS, Work, Workshop

from . import queries
from .acting import load

REMEMBERED = 50_000  # sessions in memory
TRUSTED = 4.0  # seconds since the last confirmation: what another process ended is refused after it
CONFIRM_EVERY = 1.5  # seconds
IN_USE = 120.0  # seconds since the last use: a browser that comes back is still known

log = structlog.get_logger()


class Known(msgspec.Struct, eq=False):
    """An actor in memory; times are the clock's seconds. `sockets`: how many open ones act by this token."""

    actor: Actor
    confirmed: float  # when the database last said that all of it is so
    used: float
    prolonged: float
    sockets: int = 0


class Acting:
    """Finds the actor behind a token, mostly in memory, so that a reconnect of a whole school asks the database nothing.

    Memory is only a copy. What this process changes is forgotten at once; what another one changes (the command line),
    by the next confirmation.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._known: dict[bytes, Known] = {}
        self._versions: dict[SchoolId, int] = {}  # of each school's structure, as far as this process has heard
        self._overtaken: dict[SchoolId, int] = {}  # versions that the database had and nobody here had announced
        self._forgotten = 0  # how often something was
        workshop.bus.listen(self._hear)

    async def actor(self, token: str) -> Actor | None:
        """The actor of this token; None when there is no living session behind it."""
        key = token_hash(token)
        known = self._trusted(key)
        if known is not None:
            return known.actor
        forgotten = self._forgotten
        async with self._workshop.open() as work:
            actor = await load(work, key)
        if actor is None:
            self._known.pop(key, None)
            return None
        # What changed while this was read may be about him: good for this once, asked again the next time.
        self._remember(key, actor, trusted=forgotten == self._forgotten)
        return actor

    def at_hand(self, token: str) -> Actor | None:
        """The actor of this token if memory alone may answer for him now."""
        known = self._trusted(token_hash(token))
        return known.actor if known is not None else None

    def hold(self, token: str) -> None:
        """A socket acts by this token: it stays confirmed until `release`."""
        known = self._known.get(token_hash(token))
        if known is not None:
            known.sockets += 1

    def release(self, token: str) -> None:
        """A socket that acted by this token is closed."""
        known = self._known.get(token_hash(token))
        if known is not None and known.sockets > 0:
            known.sockets -= 1
            known.used = self._now()

    async def run(self) -> None:
        """Confirm what is in use, as long as the server lives."""
        while True:
            await asyncio.sleep(CONFIRM_EVERY)
            try:
                await self.confirm()
            except STORAGE_FAULTS as error:
                log.warning("sessions not confirmed", error=str(error))

    async def confirm(self) -> None:
        """Ask once for all whether everybody in use is still who he was; forget, and disconnect, who is not."""
        now = self._now()
        self._known = {key: one for key, one in self._known.items() if one.sockets or now - one.used < IN_USE}
        # Whoever is nobody yet may become somebody at any moment: trusted for a while, never confirmed.
        asked = [one for one in self._known.values() if one.actor.person is not None and one.confirmed > 0]
        if not asked:
            return
        async with self._workshop.open() as work:
            strayed = await sessions.strayed(work.connection, [_remembered(one.actor) for one in asked], work.now)
            schools = {one.actor.school for one in asked if one.actor.school is not None}
            versions = await queries.structure_versions(work.connection, schools)
            await self._prolong(work, [one for one in asked if one.actor.session not in strayed], now)
        for one in asked:
            session = one.actor.session
            one.confirmed = 0.0 if session in strayed else max(one.confirmed, now) if one.confirmed > 0 else 0.0
        self._workshop.bus.publish([*_ended(strayed), *self._changed_elsewhere(versions)])

    async def _prolong(self, work: Work, living: list[Known], now: float) -> None:
        every = PROLONG_EVERY.total_seconds()
        used = [one for one in living if one.used - one.prolonged > every and one.actor.session is not None]
        if used:
            found = [one.actor.session for one in used if one.actor.session is not None]
            await sessions.prolong_all(work.connection, found, work.now, work.now + LASTS, work.now + LASTS_SHARED)
        for one in used:
            one.prolonged = now

    def _changed_elsewhere(self, versions: dict[SchoolId, int]) -> list[StructureChanged]:
        """Versions that this process has not announced by the next round after it saw them: another process's."""
        found = []
        ahead: dict[SchoolId, int] = {}
        for school, version in versions.items():
            known = self._versions.setdefault(school, version)
            if version > known:
                if self._overtaken.get(school, version + 1) <= version:
                    found.append(StructureChanged(school, version, elsewhere=True))
                else:
                    ahead[school] = version
        self._overtaken = ahead
        return found

    def _trusted(self, key: bytes) -> Known | None:
        known = self._known.get(key)
        if known is None:
            return None
        now = self._now()
        if not 0 <= now - known.confirmed < TRUSTED:
            return None
        known.used = now
        return known

    def _remember(self, key: bytes, actor: Actor, *, trusted: bool) -> None:
        if len(self._known) >= REMEMBERED:
            self._known = {known: one for known, one in self._known.items() if one.sockets}
        before = self._known.get(key)
        now = self._now()
        self._known[key] = Known(actor, now if trusted else 0.0, now, now, before.sockets if before is not None else 0)

    def _now(self) -> float:
        return self._workshop.clock.now().timestamp()

    def _hear(self, message: BusMessage) -> None:
        match message:
            case SessionsEnded(sessions=ended):
                gone = set(ended)
                self._forget(lambda actor: actor.session in gone)
            case StructureChanged(school=school, version=version, people=people, elsewhere=elsewhere):
                self._versions[school] = max(version, self._versions.get(school, 0))
                # whoever belongs nowhere yet may have been let in just now
                self._forget(
                    lambda actor: actor.person is None
                    or actor.person in people
                    or (elsewhere and actor.school == school)
                )
            case _:
                pass

    def _forget(self, which: Callable[[Actor], bool]) -> None:
        """Trust these no more; their sockets are still counted."""
        self._forgotten += 1
        for known in self._known.values():
            if which(known.actor):
                known.confirmed = 0.0


def _remembered(actor: Actor) -> dict[str, object]:
    hat = actor.hat.value if actor.hat is not None else None
    return {"id": actor.session, "person": actor.person, "hat": hat, "proof": actor.second_factor}


def _ended(strayed: dict[SessionId, bool]) -> list[SessionsEnded]:
    """Sockets of sessions that are over close; those that act as somebody else now come back as he is."""
    found = []
    for over in (True, False):
        of_this_kind = tuple(session for session, is_over in strayed.items() if is_over == over)
        if of_this_kind:
            found.append(SessionsEnded(of_this_kind, over))
    return found
