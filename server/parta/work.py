"""The unit of work: one actor, one transaction, what it told and deferred. Only here is committed, then announced."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from parta.kernel.clock import Clock, school_day
from parta.kernel.errors import NotFound, NotSignedIn
from parta.kernel.hats import Hat
from parta.kernel.ids import Ids, PersonId, SchoolId, SessionId, StreamId
from parta.parts.bus import Bus, BusMessage, DesksChanged, Redacted, SessionsEnded, StructureChanged
from parta.policy.decide import Place, abilities, allowed, demand
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.realtime import journal, notices
from parta.realtime.journal import Told

# What must happen in the same transaction when standings of persons changed (chats follow); wired by the assembly.
Follower = Callable[["Work", frozenset[PersonId]], Awaitable[None]]
Defer = Callable[[Any, str, dict[str, Any]], Awaitable[None]]
AfterCommit = Callable[[], Awaitable[None]]
# The database did not do it; whoever runs in the background tries again later.
STORAGE_FAULTS = (SQLAlchemyError, OSError)
# The database does not answer now, or not in time: the same request may be sent again.
STORAGE_AWAY = (OperationalError, InterfaceError, PoolIsEmpty, psycopg.OperationalError, psycopg.InterfaceError)


class AuditNote(msgspec.Struct, frozen=True):
    """One act for the audit trail: ids and field names as they are, words only as salted digests."""

    act: str
    target: UUID | None
    detail: dict[str, str | int | bool | list[str] | None]
    words: dict[str, tuple[str, str]]  # field → (old, new)


class Workshop(msgspec.Struct, frozen=True, eq=False):
    """What every unit of work needs; made once by the assembly."""

    engine: AsyncEngine
    bus: Bus
    clock: Clock
    ids: Ids
    followers: tuple[Follower, ...]
    audit: Callable[["Work", Sequence[AuditNote]], Awaitable[None]]
    #: this process serves nobody (command line, worker): what it changes is noticed to the one that does
    tells_server: bool = False
    #: puts a job into the transaction of a driver's connection; filled by `defer_with` once the queue is open
    queue: list[Defer] = []

    def defer_with(self, defer: Defer) -> None:
        """Jobs go to this queue from now on."""
        self.queue[:] = [defer]

    @asynccontextmanager
    async def open(self, actor: Actor | None = None, *, reads: bool = False) -> AsyncIterator["Work"]:
        """A unit of work: committed at the end, rolled back by an exception. `reads=True` promises no write."""
        async with self.engine.connect() as connection:
            if reads:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
            work = Work(self, connection, actor)
            yield work
            if not reads:
                await work.finish()


class Work:
    """One act of one actor."""

    def __init__(self, workshop: Workshop, connection: AsyncConnection, actor: Actor | None) -> None:
        self.workshop = workshop
        self.connection = connection
        self._actor = actor
        self._now: datetime | None = None
        self._told: list[Told] = []
        self._notes: list[AuditNote] = []
        self._messages: list[BusMessage] = []
        self._changed: set[PersonId] = set()
        self._after: list[AfterCommit] = []
        self._acting_school: SchoolId | None = None
        self._alone: set[SchoolId] = set()

    # -- who and when
    @property
    def actor(self) -> Actor:
        """Who acts; raises `NotSignedIn` for a stranger."""
        if self._actor is None:
            raise NotSignedIn
        return self._actor

    @property
    def stranger(self) -> bool:
        """Nobody is signed in."""
        return self._actor is None

    def act_as(self, actor: Actor) -> None:
        """Whoever just proved who he is goes on as himself (sign-in, joining)."""
        self._actor = actor

    @property
    def school(self) -> SchoolId:
        """The school that the actor acts in; raises `NotFound` for an account without one."""
        if self.actor.school is None:
            raise NotFound
        return self.actor.school

    @property
    def person(self) -> PersonId:
        """The person that the actor acts as; raises `NotFound` for an account without one."""
        if self.actor.person is None:
            raise NotFound
        return self.actor.person

    @property
    def now(self) -> datetime:
        """The moment of this work: one for all its rows, UTC."""
        if self._now is None:
            self._now = self.workshop.clock.now()
        return self._now

    def today(self, time_zone: str) -> date:
        """The school's date of this work."""
        return school_day(self.now, time_zone)

    def new_id(self) -> UUID:
        """A fresh id."""
        return self.workshop.ids.new()

    # -- rights
    def require(self, action: Action, place: Place) -> None:
        """Go on only if the regulation allows it: `NotFound` when the actor may not know of it, else `NotAllowed`."""
        demand(self.actor, action, place)

    def may(self, action: Action, place: Place) -> bool:
        """The same question without a refusal."""
        return allowed(self.actor, action, place)

    def abilities(self, actions: Iterable[Action], place: Place) -> list[Action]:
        """Those of the actions that the actor may do at this place."""
        return abilities(self.actor, actions, place)

    # -- effects
    def tell(
        self,
        stream: StreamId,
        kind: str,
        event: Any,
        *,
        position: int | None = None,
        joins: Sequence[tuple[PersonId, Hat]] = (),
        leaves: Sequence[tuple[PersonId, Hat]] = (),
    ) -> None:
        """Tell an event on a stream when this work commits; `kind` is the stream's: room, person, school or desk."""
        self._told.append(Told(stream, kind, event, position, tuple(joins), tuple(leaves)))

    def note(
        self,
        act: Action | str,
        target: UUID | None = None,
        words: dict[str, tuple[str, str]] | None = None,
        **detail: str | int | bool | list[str] | None,
    ) -> None:
        """Write an act into the audit trail, in this transaction. Names and texts go into `words` (old, new)."""
        self._notes.append(AuditNote(str(act), target, detail, words or {}))

    def standings_changed(self, persons: Iterable[PersonId]) -> None:
        """Standings of these persons changed: their chats follow before this work commits."""
        self._changed.update(persons)

    def sessions_ended(self, sessions: Sequence[SessionId], *, over: bool = True) -> None:
        """Close the sockets of these sessions once this work has committed; `over=False`: they may come back as they are."""
        if sessions:
            self._messages.append(SessionsEnded(tuple(sessions), over))

    def redacted(self, stream: StreamId, position: int, body: bytes) -> None:
        """Replace a message's text in every memory once this work has committed."""
        self._messages.append(Redacted(stream, position, body))

    def desks_changed(self, person: PersonId, hat: Hat, desks: Sequence[tuple[StreamId, int]]) -> None:
        """From this commit on this person hears these desks (each with its head), and no others."""
        self._messages.append(DesksChanged(person, hat, tuple(desks)))

    async def defer(self, job: str, **arguments: Any) -> None:
        """Have the worker do a job, if and only if this work commits."""
        (defer,) = self.workshop.queue
        driver = (await self.connection.get_raw_connection()).driver_connection
        await defer(driver, job, arguments)

    def after_commit(self, act: AfterCommit) -> None:
        """Run something once the transaction is durable (forget a cache, write a file)."""
        self._after.append(act)

    def untell(self) -> None:
        """Drop what was to be told: for whoever writes a whole school before anybody can listen."""
        self._told.clear()

    async def much_written(self) -> None:
        """Thousands of rows came at once: tell the planner now, not at its next round (it took the tables for empty)."""
        await self.connection.execute(
            text("analyze person, standing, claim, guardianship, membership, message, read_mark, stream, school_class")
        )

    async def alive(self) -> None:
        """Ask the database something that costs nothing; raises one of `STORAGE_FAULTS`."""
        await self.connection.execute(text("select 1"))

    async def alone(self, school: SchoolId) -> None:
        """Whoever changes this school's structure at the same time waits for this work: what it reads now, holds.

        Taken before rows of people are locked, after the row of an invitation or a request.
        """
        if school not in self._alone:
            self._alone.add(school)
            await self.connection.execute(
                text("select pg_advisory_xact_lock(hashtextextended('structure ' || :school, 0))"),
                {"school": str(school)},
            )

    async def follow(self) -> None:
        """Let the chats follow the standings changed so far; runs before commit, and earlier where a command needs it."""
        if self._changed:
            await self.alone(self.acting_school)
        while self._changed:
            changed, self._changed = frozenset(self._changed), set()
            for follower in self.workshop.followers:
                await follower(self, changed)
            await self._raise_version(changed)

    async def finish(self) -> None:
        """Chats follow, the journal and the audit trail are written, commit, announce."""
        await self.follow()
        if self._notes:
            await self.workshop.audit(self, self._notes)
        announcements: list[BusMessage] = []
        if self._told:
            announcements += await journal.append(self.connection, self.acting_school, self._told, self.now)
        if self.workshop.tells_server:
            await notices.tell(self.connection, self._messages)
        await self.connection.commit()
        self.workshop.bus.publish([*self._messages, *announcements])
        for act in self._after:
            await act()

    async def keep(self) -> None:
        """Commit what is done so far although the act is about to be refused (a counted miss)."""
        await self.finish()
        self._told, self._notes, self._messages, self._after = [], [], [], []
        self._alone.clear()

    async def _raise_version(self, people: frozenset[PersonId]) -> None:
        school = self.acting_school
        version = await self.connection.scalar(
            text(
                "insert into structure (school_id, version) values (:school, 1) "
                "on conflict (school_id) do update set version = structure.version + 1 returning version"
            ),
            {"school": school},
        )
        self._messages.append(StructureChanged(school, int(version or 0), people))

    @property
    def acting_school(self) -> SchoolId:
        """The school whose rows this work writes."""
        return self._acting_school if self._acting_school is not None else self.school

    def within(self, school: SchoolId) -> None:
        """Act in this school though the actor has no person there (installation, operator, joining)."""
        self._acting_school = school
