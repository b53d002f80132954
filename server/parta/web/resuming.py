"""Coming back: what a socket missed of each stream that its person may hear, from memory where it reaches far enough."""

import asyncio

from parta.kernel.gathering import Gathering
from parta.kernel.ids import StreamId
from parta.realtime import journal
from parta.realtime.frames import Dropped, Resync, Welcome, encode
from parta.realtime.hub import Hub
from parta.realtime.line import Outlet
from parta.rooms.seats import Seat
from parta.work import Workshop


class Heads:
    """Where streams stand that no socket of this node has heard for a while; asked for many browsers together."""

    def __init__(self, workshop: Workshop, hub: Hub) -> None:
        self._workshop, self._hub = workshop, hub
        self._asking: Gathering[StreamId, int] = Gathering(self._ask)

    async def warm(self, streams: tuple[StreamId, ...]) -> None:
        """Have a line for each stream; returns when all heads are known."""
        unknown = self._hub.warm(streams)
        if unknown:
            await asyncio.gather(*map(self._asking.of, unknown))

    async def _ask(self, streams: list[StreamId]) -> dict[StreamId, int]:
        async with self._workshop.open(reads=True) as work:
            heads = await journal.heads(work.connection, streams)
        for stream, head in heads.items():
            self._hub.settle(stream, head)
        return heads


async def resume(
    outlet: Outlet, hub: Hub, heads: Heads, workshop: Workshop, seat: Seat, cursors: dict[StreamId, int]
) -> None:
    """Send what came after each cursor, then let the socket hear: a stream without a cursor from now on.

    The client is told which streams it must ask for anew (`resync`), which it has lost (`dropped`), and where each stands.
    """
    await heads.warm(seat.streams)
    lost = []
    for stream in seat.streams:
        cursor = cursors.get(stream)
        if not await _catch_up(outlet, hub, workshop, stream, cursor, seat.starts.get(stream, 0)):
            lost.append(stream)
    hub.sit(outlet, seat.desks)
    mine = set(seat.streams)
    for stream in cursors:
        if stream not in mine:
            outlet.put(encode(Dropped(stream)))
    if lost:
        outlet.put(encode(Resync(lost)))
        hub.metrics.resyncs += len(lost)
    outlet.put(encode(Welcome({stream: hub.lines[stream].head for stream in seat.streams})))


async def _catch_up(
    outlet: Outlet, hub: Hub, workshop: Workshop, stream: StreamId, cursor: int | None, start: int
) -> bool:
    """Subscribe to a stream, first sending what came after `cursor`; False when that can't be replayed.

    What speaks of messages before `start`, said while this person was away from the room, is not his to read.
    """
    line = hub.lines[stream]
    after = line.head if cursor is None else cursor
    if after == line.head:
        hub.subscribe(outlet, stream)
        return True
    missed = line.replay(after) if after < line.head else None
    read: list[bytes] = []
    if missed is not None:
        whole = start <= 1 or not line.speaks_of_earlier(after, start)
    else:
        async with workshop.open(reads=True) as work:
            whole = start <= 1 or not await journal.speaks_of_earlier(work.connection, stream, after, start)
            while whole and missed is None and after < line.head:
                found = await journal.since(work.connection, stream, after)
                if not found:
                    break
                read += [frame for _, frame in found]
                after = found[-1][0]
                missed = line.replay(after)
    if whole and not hub.has_lost(outlet, stream):
        for frame in (*read, *(missed or ())):
            outlet.put(frame)
    hub.subscribe(outlet, stream)
    return whole and missed is not None
