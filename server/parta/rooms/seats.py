"""Which streams a person hears and from where, remembered until a standing or a membership of his changes."""

from uuid import UUID

import msgspec

from parta.kernel.gathering import Gathering
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, StreamId
from parta.parts.bus import Announcement, BusMessage, Deaf, DesksChanged, StructureChanged
from parta.policy.standing import Actor
from parta.work import Work, Workshop

from . import reading
from .queries import rooms as queries

REMEMBERED = 50_000  # people
Key = tuple[PersonId, Hat]


class Seat(msgspec.Struct, frozen=True):
    """What one person in one hat may hear. `starts`: the position where his living membership of a room begins."""

    school: SchoolId
    streams: tuple[StreamId, ...]
    desks: tuple[StreamId, ...]  # those of the streams that follow his standing
    starts: dict[StreamId, int]


class Seats:
    """Answers a reconnect of everybody at once from memory (bench/GOALS.md, storm)."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._seats: dict[Key, Seat] = {}
        self._same: dict[RoomId, RoomId] = {}
        self._forgotten = 0
        self._asking = Gathering(self._ask)
        workshop.bus.listen(self._hear)

    async def of(self, actor: Actor) -> Seat:
        """The seat of an actor who is somebody in a school."""
        assert actor.person is not None
        assert actor.hat is not None
        key = (actor.person, actor.hat)
        seat = self._seats.get(key)
        if seat is not None:
            return seat
        forgotten = self._forgotten
        starts = await self._asking.of(key) or {}
        seat = _seat(actor, starts)
        if forgotten == self._forgotten:  # else what changed meanwhile may be about him
            if len(self._seats) >= REMEMBERED:
                self._seats.clear()
            self._seats[key] = seat
        return seat

    async def _ask(self, keys: list[Key]) -> dict[Key, dict[RoomId, int]]:
        async with self._workshop.open(reads=True) as work:
            found = await queries.starts_of(work.connection, keys)
        # One object for a room, not one for each of its members.
        same = self._same
        return {key: {same.setdefault(room, room): at for room, at in starts.items()} for key, starts in found.items()}

    def _hear(self, message: BusMessage) -> None:
        match message:
            case Announcement(joins=joins, leaves=leaves):
                if joins or leaves:
                    self._forget({*joins, *leaves})
            case DesksChanged(person=person, hat=hat):
                self._forget({(person, hat)})
            case StructureChanged(school=school, people=people, elsewhere=elsewhere):
                self._forget(
                    {
                        key
                        for key, seat in self._seats.items()
                        if key[0] in people or (elsewhere and seat.school == school)
                    }
                )
            case Deaf():
                self._forget(set(self._seats))
            case _:
                pass

    def _forget(self, keys: set[Key]) -> None:
        self._forgotten += 1
        for key in keys:
            self._seats.pop(key, None)


async def rehearse(work: Work) -> None:
    """Ask what a seat costs, for nobody."""
    await queries.starts_of(work.connection, [(PersonId(UUID(int=0)), Hat.PUPIL)])


def _seat(actor: Actor, starts: dict[RoomId, int]) -> Seat:
    assert actor.school is not None
    desks = tuple(reading.desks_of(actor))
    streams = (*map(StreamId, starts), *reading.own_streams(actor), *desks)
    return Seat(actor.school, streams, desks, {StreamId(room): at for room, at in starts.items()})
