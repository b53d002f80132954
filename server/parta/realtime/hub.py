"""The hub: which sockets of this node hear which stream. Frames are handed on as they are; nothing is queried or filtered."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import TypeVar

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, SessionId, StreamId
from parta.parts.bus import (
    Announcement,
    BusMessage,
    Deaf,
    DesksChanged,
    Passing,
    Redacted,
    SessionsEnded,
    StructureChanged,
)
from parta.parts.metrics import Metrics

from .frames import Dropped, encode, event_frame
from .line import RING, Line, Outlet

UNKNOWN = -1  # a line whose head the database has not told yet
SIGNED_OUT = 4401  # codes of closing (RFC 6455: 4000–4999 are the application's)
COME_BACK = 4409
TOO_SLOW = 4408
GAP_PATIENCE = 0.2  # seconds that a frame waits for its predecessor before the journal is asked

Key = TypeVar("Key")
Journal = Callable[[StreamId, int], Awaitable[list[tuple[int, bytes]] | None]]
Spawn = Callable[[Awaitable[None]], None]


class Hub:
    """Fan-out in this node. `journal` reads frames after a number; `spawn` runs a task in the server's task group."""

    def __init__(self, journal: Journal, spawn: Spawn, metrics: Metrics) -> None:
        self.metrics = metrics
        self.lines: dict[StreamId, Line] = {}
        self.of_person: dict[tuple[PersonId, Hat], set[Outlet]] = {}
        self.of_session: dict[SessionId, set[Outlet]] = {}
        self._heard: dict[Outlet, list[StreamId]] = {}
        self._desks: dict[Outlet, set[StreamId]] = {}
        self._left: dict[Outlet, set[StreamId]] = {}  # told since the socket came: whoever resumes now must not hear it
        self._gaps: set[StreamId] = set()  # streams with a frame that waits for its predecessor
        self.gap = asyncio.Event()  # there may be one
        self._journal = journal
        self._spawn = spawn

    def enter(self, outlet: Outlet) -> None:
        """A socket came; it hears nothing until it is subscribed."""
        self.of_person.setdefault((outlet.person, outlet.hat), set()).add(outlet)
        self.of_session.setdefault(outlet.session, set()).add(outlet)
        self.metrics.open_sockets += 1

    def subscribe(self, outlet: Outlet, stream: StreamId) -> None:
        """From now on this socket hears this stream, unless the right to it was lost meanwhile; its line must be there."""
        if stream in self._left.get(outlet, ()):
            return
        outlets = self.lines[stream].outlets
        if outlet not in outlets:
            outlets.add(outlet)
            self._heard.setdefault(outlet, []).append(stream)

    def has_lost(self, outlet: Outlet, stream: StreamId) -> bool:
        """Was the right to this stream lost since this socket came?"""
        return stream in self._left.get(outlet, ())

    def sit(self, outlet: Outlet, desks: Iterable[StreamId]) -> None:
        """These of the streams that the socket hears are desks: they follow the person's standing."""
        heard = {desk for desk in desks if self.hears(outlet, desk)}
        if heard:
            self._desks[outlet] = heard

    def hears(self, outlet: Outlet, stream: StreamId) -> bool:
        """Does this socket hear this stream now?"""
        line = self.lines.get(stream)
        return line is not None and outlet in line.outlets

    def is_here(self, person: PersonId, hat: Hat) -> bool:
        """Has this person an open socket in this hat?"""
        return (person, hat) in self.of_person

    def leave(self, outlet: Outlet) -> None:
        """A socket is gone."""
        for stream in self._heard.pop(outlet, ()):
            line = self.lines.get(stream)
            if line is not None:
                line.outlets.discard(outlet)
                line.quiet_since = monotonic()
        self._desks.pop(outlet, None)
        self._left.pop(outlet, None)
        _discard(self.of_person, (outlet.person, outlet.hat), outlet)
        _discard(self.of_session, outlet.session, outlet)
        self.metrics.open_sockets -= 1

    def warm(self, streams: Iterable[StreamId]) -> list[StreamId]:
        """Make the lines that are not there yet; they hold what comes until `settle`. Returns those whose head is unknown.

        First the line, then the question to the database: an event in between is held, not lost.
        """
        unknown = []
        for stream in streams:
            line = self.lines.setdefault(stream, Line(UNKNOWN))
            if line.head == UNKNOWN:
                unknown.append(stream)
        return unknown

    def settle(self, stream: StreamId, head: int) -> None:
        """The database said where this stream stands; what was held beyond it goes out."""
        line = self.lines[stream]
        if line.head != UNKNOWN:
            return
        line.head = head
        line.held = {number: held for number, held in line.held.items() if number > head}
        self._drain(line)

    def hear(self, message: BusMessage) -> None:
        """Listener of the bus."""
        match message:
            case Announcement():
                self._announced(message)
            case Passing():
                self._pass_on(message)
            case SessionsEnded(sessions=sessions, over=over):
                for session in sessions:
                    for outlet in list(self.of_session.get(session, ())):
                        outlet.cut(SIGNED_OUT if over else COME_BACK)
            case Redacted(stream=stream, position=position, body=body):
                line = self.lines.get(stream)
                if line is not None:
                    line.ring = deque(
                        (
                            (number, at, event_frame(stream, number, body)) if at == position else (number, at, frame)
                            for number, at, frame in line.ring
                        ),
                        maxlen=RING,
                    )
            case DesksChanged():
                self._change_desks(message)
            case StructureChanged(school=school, elsewhere=True):
                self._send_back(school)
            case Deaf(deaf=False):  # it may have missed something until now
                self._send_back(None)
            case _:
                pass

    def mend(self) -> None:
        """Ask the journal about gaps that did not close by themselves."""
        now = monotonic()
        self._gaps = {stream for stream in self._gaps if stream in self.lines and self.lines[stream].held}
        if not self._gaps:
            self.gap.clear()
        for stream in self._gaps:
            line = self.lines[stream]
            if line.head != UNKNOWN and now - line.held_since > GAP_PATIENCE:
                self._spawn(self._mend(stream, line))

    def sweep(self, older_than: float = 600.0) -> None:
        """Forget lines that nobody has heard for a while."""
        now = monotonic()
        for stream, line in list(self.lines.items()):
            if not line.outlets and not line.held and now - line.quiet_since > older_than:
                del self.lines[stream]

    def _announced(self, announcement: Announcement) -> None:
        line = self.lines.get(announcement.stream)
        if line is None:
            if not announcement.joins:
                self._take_away(announcement)
                return
            line = self.lines[announcement.stream] = Line(announcement.number - 1)
        if announcement.number <= line.head:
            return
        if line.head == UNKNOWN or announcement.number > line.head + 1:
            if not line.held:
                line.held_since = monotonic()
                self._gaps.add(announcement.stream)
                self.gap.set()
            line.held[announcement.number] = announcement
            return
        self._deliver(line, announcement)
        self._drain(line)

    def _drain(self, line: Line) -> None:
        while (following := line.held.pop(line.head + 1, None)) is not None:
            self._deliver(line, following)

    def _deliver(self, line: Line, announcement: Announcement) -> None:
        self._take_away(announcement)
        line.head = announcement.number
        line.ring.append((announcement.number, announcement.position, announcement.frame))
        frame = announcement.frame
        for outlet in line.outlets:
            outlet.put(frame)
        self.metrics.deliveries += len(line.outlets)
        for key in announcement.joins:  # a newcomer gets the room's whole state on his own stream, its number here
            for outlet in self.of_person.get(key, ()):
                self._left.get(outlet, set()).discard(announcement.stream)
                if outlet not in line.outlets:
                    self.subscribe(outlet, announcement.stream)
                    outlet.put(frame)

    def _take_away(self, announcement: Announcement) -> None:
        """Who left hears the stream no more, also a socket that is only just resuming."""
        for key in announcement.leaves:
            for outlet in self.of_person.get(key, ()):
                self._left.setdefault(outlet, set()).add(announcement.stream)
                self._drop(outlet, announcement.stream)

    def _drop(self, outlet: Outlet, stream: StreamId) -> None:
        if self.hears(outlet, stream):
            self.lines[stream].outlets.discard(outlet)
            outlet.put(encode(Dropped(stream)))

    def _change_desks(self, changed: DesksChanged) -> None:
        heads = dict(changed.desks)
        for outlet in self.of_person.get((changed.person, changed.hat), ()):
            known = self._desks.get(outlet, set())
            for lost in known - heads.keys():
                self._drop(outlet, lost)
            for desk in heads.keys() - known:
                self.lines.setdefault(desk, Line(heads[desk]))
                self.subscribe(outlet, desk)
            self._desks[outlet] = set(heads)

    def _send_back(self, school: SchoolId | None) -> None:
        """What another process did is not known in full: who hears what is asked anew, what was said is in the journal.

        Everybody of this school; of all schools with None. Also who is only just resuming.
        """
        for outlet in [one for sockets in self.of_session.values() for one in sockets]:
            if school is not None and outlet.school != school:
                continue
            for stream in self._heard.pop(outlet, ()):
                line = self.lines.get(stream)
                if line is not None:
                    line.outlets.discard(outlet)
                    if not line.outlets:
                        del self.lines[stream]
            outlet.cut(COME_BACK)

    def _pass_on(self, passing: Passing) -> None:
        line = self.lines.get(passing.stream)
        for outlet in line.outlets if line else ():
            if outlet.person != passing.but_not and passing.only in (None, outlet.person):
                outlet.put(passing.frame)

    async def _mend(self, stream: StreamId, line: Line) -> None:
        """A predecessor never came (its node died after the commit): read it from the journal."""
        frames = await self._journal(stream, line.head)
        for number, frame in frames or ():
            held = line.held.pop(number, None)
            if number == line.head + 1:
                self._deliver(line, held or Announcement(stream, number, frame))


def _discard(index: dict[Key, set[Outlet]], key: Key, outlet: Outlet) -> None:
    found = index.get(key)
    if found is not None:
        found.discard(outlet)
        if not found:
            del index[key]
