"""Which streams a person hears and from where, remembered until a standing or a membership of his changes."""

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, StreamId
from parta.parts.bus import Announcement, BusMessage, DesksChanged, StructureChanged
from parta.policy.standing import Actor
from parta.work import Workshop

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
        self._forgotten = 0
        workshop.bus.listen(self._hear)

    async def of(self, actor: Actor) -> Seat:
        """The seat of an actor who is somebody in a school."""
        seat = self.at_hand(actor)
        return seat if seat is not None else await self._ask(actor)

    def at_hand(self, actor: Actor) -> Seat | None:
        """The same if memory alone may answer."""
        assert actor.person is not None
        assert actor.hat is not None
        return self._seats.get((actor.person, actor.hat))

    async def _ask(self, actor: Actor) -> Seat:
        assert actor.school is not None
        assert actor.person is not None
        assert actor.hat is not None
        forgotten = self._forgotten
        async with self._workshop.open(actor, reads=True) as work:
            starts = await queries.my_starts(work.connection, actor.school, actor.person, actor.hat)
            streams = reading.streams_of(work, list(starts))
        desks = tuple(reading.desks_of(actor))
        seat = Seat(actor.school, tuple(streams), desks, {StreamId(room): at for room, at in starts.items()})
        if forgotten == self._forgotten:  # else what changed meanwhile may be about him
            if len(self._seats) >= REMEMBERED:
                self._seats.clear()
            self._seats[(actor.person, actor.hat)] = seat
        return seat

    def _hear(self, message: BusMessage) -> None:
        match message:
            case Announcement(joins=joins, leaves=leaves):
                if joins or leaves:
                    self._forget({*joins, *leaves})
            case DesksChanged(person=person, hat=hat):
                self._forget({(person, hat)})
            case StructureChanged(school=school, people=people, elsewhere=elsewhere):
                self._forget(
                    {key for key, seat in self._seats.items() if key[0] in people or (elsewhere and seat.school == school)}
                )
            case _:
                pass

    def _forget(self, keys: set[Key]) -> None:
        self._forgotten += 1
        for key in keys:
            self._seats.pop(key, None)
