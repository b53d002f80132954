"""Signs are gathered for a moment and written together: a class that puts thirty hearts is one event, not thirty."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import groupby
from typing import Any

import msgspec
import structlog

from parta.kernel.ending import end
from parta.kernel.errors import NotFound, Refusal
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, StreamId
from parta.policy.standing import Actor
from parta.realtime import journal
from parta.work import STORAGE_FAULTS, Work

from ..errors import ServerIsBusy, TooManyMessages, TooManyReactions
from ..events import MessageReacted, Reacted
from ..pace import Pace
from ..shapes import Reaction
from . import commands, queries
from .commands import MOST_KINDS, MOST_OF_ONE
from .queries import Place

EVERY = 0.3  # seconds between two writings
LARGEST = 500  # wishes in one transaction

log = structlog.get_logger()
Signs = dict[tuple[PersonId, str], None]  # who put what under a message, in this order


class Wish(msgspec.Struct, frozen=True):
    """What somebody wants to stand under a message."""

    school: SchoolId
    room: RoomId
    position: int
    person: PersonId
    hat: Hat
    sign: str
    on: bool


Waiting = tuple[Wish, "asyncio.Future[None]"]


class Reactions:
    """Takes wishes, writes those of a moment in one transaction, tells one event a message."""

    def __init__(self, open_work: Callable[..., Any], pace: Pace) -> None:
        self._open_work, self._pace = open_work, pace
        self._waiting: list[Waiting] = []
        self._any = asyncio.Event()

    async def react(self, actor: Actor, room: RoomId, position: int, sign: str, *, on: bool) -> None:
        """Put a sign or take it back; returns when it is durable. Raises the refusal of the rule that it breaks."""
        if actor.school is None or actor.person is None or actor.hat is None:
            raise NotFound
        async with self._open_work(actor, reads=True) as work:
            await commands.must_react(work, room)
        if not self._pace.lets(actor.person):
            raise TooManyMessages
        if len(self._waiting) >= LARGEST * 10:
            raise ServerIsBusy
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((Wish(actor.school, room, position, actor.person, actor.hat, sign, on), done))
        self._any.set()
        await done

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Reactions"]:
        """Write as long as the block lasts."""
        task = asyncio.create_task(self._run(), name="reactions")
        try:
            yield self
        finally:
            await end(task)
            self._refuse(self._waiting, ServerIsBusy())

    async def _run(self) -> None:
        while True:
            await self._any.wait()
            gathered, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
            if not self._waiting:
                self._any.clear()
            by_school = sorted(gathered, key=lambda one: one[0].school)
            try:
                for school, waiting in groupby(by_school, key=lambda one: one[0].school):
                    await self._write(school, list(waiting))
            finally:
                self._refuse(gathered, ServerIsBusy())  # who has no answer by now gets none: nobody waits for ever
            await asyncio.sleep(EVERY)

    async def _write(self, school: SchoolId, waiting: list[Waiting]) -> None:
        try:
            async with self._open_work() as work:
                work.within(school)
                refused = await _apply(work, school, [wish for wish, _ in waiting])
        except STORAGE_FAULTS as error:
            log.warning("reactions not written", error=str(error))
            self._refuse(waiting, ServerIsBusy())
            return
        except Exception:  # what nobody foresaw in one wish ends neither the others' nor the writing
            log.exception("reactions not written")
            self._refuse(waiting, ServerIsBusy())
            return
        for at, (_, done) in enumerate(waiting):
            if done.done():
                continue
            if at in refused:
                done.set_exception(refused[at])
            else:
                done.set_result(None)

    @staticmethod
    def _refuse(waiting: list[Waiting], refusal: Refusal) -> None:
        for _, done in waiting:
            if not done.done():
                done.set_exception(refusal)


async def _apply(work: Work, school: SchoolId, wishes: list[Wish]) -> dict[int, Refusal]:
    """Do what may be done and tell it; returns who is refused, by his place in `wishes`."""
    places = sorted({(wish.room, wish.position) for wish in wishes})
    await queries.lock_messages(work.connection, school, places)
    await journal.lock(work.connection, school, {StreamId(wish.room): "room" for wish in wishes})
    asked = [(wish.room, wish.position, wish.person, wish.hat) for wish in wishes]
    may = await queries.allowed(work.connection, school, asked, work.now)
    before: dict[Place, Signs] = {place: {} for place in places}
    for row in await queries.under(work.connection, school, places):
        before[(RoomId(row.room_id), row.position)][(PersonId(row.person_id), row.sign)] = None
    after = {place: dict(signs) for place, signs in before.items()}
    refused: dict[int, Refusal] = {}
    for at, wish in enumerate(wishes):
        refusal = _wish(after[(wish.room, wish.position)], wish) if at in may else NotFound()
        if refusal is not None:
            refused[at] = refusal
    await _keep(work, school, before, after)
    return refused


def _wish(signs: Signs, wish: Wish) -> Refusal | None:
    own = (wish.person, wish.sign)
    if not wish.on:
        signs.pop(own, None)
        return None
    if own in signs:
        return None
    if sum(person == wish.person for person, _ in signs) >= MOST_OF_ONE:
        return TooManyReactions()
    kinds = {sign for _, sign in signs}
    if wish.sign not in kinds and len(kinds) >= MOST_KINDS:
        return TooManyReactions("Под этим сообщением уже двадцать разных реакций")
    signs[own] = None
    return None


async def _keep(work: Work, school: SchoolId, before: dict[Place, Signs], after: dict[Place, Signs]) -> None:
    new, old, counted = [], [], []
    for (room, position), signs in after.items():
        was = before[(room, position)]
        put = [own for own in signs if own not in was]
        taken = [own for own in was if own not in signs]
        if not put and not taken:
            continue
        new += [
            {"school_id": school, "room_id": room, "position": position, "person_id": who, "sign": sign, "at": work.now}
            for who, sign in put
        ]
        old += [(room, position, who, sign) for who, sign in taken]
        stands = _counted(signs)
        counted.append({"of_room": room, "at_position": position, "signs": msgspec.to_builtins(stands) or None})
        event = MessageReacted(position, tuple(stands), _named(put), _named(taken))
        work.tell(StreamId(room), "room", event, position=position)
    if counted:
        await queries.take(work.connection, school, old)
        await queries.put(work.connection, new)
        await queries.count(work.connection, school, counted)


def _counted(signs: Signs) -> list[Reaction]:
    counts: dict[str, int] = {}
    for _, sign in signs:
        counts[sign] = counts.get(sign, 0) + 1
    return [Reaction(sign, count) for sign, count in counts.items()]


def _named(own: list[tuple[PersonId, str]]) -> tuple[Reacted, ...]:
    return tuple(Reacted(person, sign) for person, sign in own)
