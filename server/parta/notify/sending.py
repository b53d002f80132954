"""The worker's part: hands notices over, tries again later, forgets browsers that are gone."""

import asyncio
import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import structlog

from parta.parts.due import DueQueue
from parta.parts.listening import Connect
from parta.parts.push import Browser, BrowserIsGone, Carrier, NotTaken, Parcel
from parta.parts.schema import Record
from parta.work import STORAGE_FAULTS, Workshop

from . import queries
from .shapes import Payload

LEASE = timedelta(minutes=2)  # a worker that died in the middle of it is followed by another try
LASTS = timedelta(hours=24)  # so long a service keeps it for a phone that is off
TRY_AGAIN = (timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
LONGEST = 80  # bytes that every parcel fills: its length does not say what it is about (JSON lets spaces follow)
REFUSALS_AT_MOST = 5  # in a row, until a browser counts as gone

log = structlog.get_logger()
_encode = msgspec.json.Encoder().encode
Key = tuple[UUID, UUID]


class Outcome(msgspec.Struct):
    """How one look ended: what goes again and when, what nobody was told by, who is gone, who refused, who took."""

    later: dict[Key, datetime | None]  # None: told
    over: list[Key]
    gone: list[UUID]
    refused: list[UUID]
    taken: list[UUID]


class Courier:
    """Hands over what is due, for as long as the worker lives."""

    def __init__(self, workshop: Workshop, carrier: Carrier) -> None:
        self._workshop, self._carrier = workshop, carrier
        self._queue = DueQueue(queries.CHANNEL, workshop.clock, self._next_due, self.send_some, STORAGE_FAULTS)

    async def listen(self, connect: Connect) -> None:
        """Hear of new notices, for as long as the worker lives."""
        await self._queue.listen(connect)

    async def run(self) -> None:
        """Send for as long as the worker lives."""
        await self._queue.run()

    async def send_due(self) -> float:
        """Hand over everything that is due; returns the seconds until the next look."""
        return await self._queue.empty()

    async def _next_due(self) -> datetime | None:
        async with self._workshop.open(reads=True) as work:
            return await queries.next_due(work.connection)

    async def send_some(self) -> bool:
        """Take what is due, hand it over all together, write down how it went; False when nothing was due."""
        now = self._workshop.clock.now()
        lease = now + LEASE
        async with self._workshop.open() as work:
            going, dropped = await queries.take(work.connection, now, lease)
        if not going and not dropped:
            return False
        outcome = Outcome(later={}, over=dropped, gone=[], refused=[], taken=[])
        await asyncio.gather(*(self._send(row, now, outcome) for row in going))
        async with self._workshop.open() as work:
            done = [(*key, again) for key, again in sorted(outcome.later.items())]
            await queries.settle(work.connection, done, lease)
            await queries.drop(work.connection, outcome.over, lease)
            await queries.count_refusals(work.connection, outcome.refused, outcome.taken, REFUSALS_AT_MOST)
            await queries.forget(work.connection, outcome.gone)
        return True

    async def _send(self, row: Record, now: datetime, outcome: Outcome) -> None:
        key = (row.subscription_id, row.room_id)
        try:
            await self._carrier.send(Browser(row.endpoint, row.p256dh, row.auth), parcel(row))
        except BrowserIsGone:
            outcome.gone.append(row.subscription_id)
        except NotTaken as problem:
            again = None if problem.again is None else _again(now, row.tries, problem.again)
            if again is None:
                outcome.over.append(key)
            else:
                outcome.later[key] = again
            if problem.again is None:
                outcome.refused.append(row.subscription_id)
            log.info("a notice was not taken", why=str(problem), tries=row.tries)
        except Exception:
            log.exception("a notice could not be made")
            outcome.over.append(key)
        else:
            outcome.later[key] = None
            outcome.taken.append(row.subscription_id)


def parcel(row: Record) -> Parcel:
    """What goes to one browser: as long for every chat and kind, under a topic that differs from browser to browser.

    A service that saw the same topic for thirty phones would know that they share a class.
    """
    payload = Payload("test", "0" * 36) if row.trial else Payload(row.kind, str(row.room_id))
    topic = hmac.new(row.auth.encode(), row.room_id.bytes, hashlib.sha256).digest()[:18]
    return Parcel(
        _encode(payload).ljust(LONGEST), urlsafe_b64encode(topic).decode(), int(LASTS.total_seconds()), "high"
    )


def _again(now: datetime, tries: int, not_before: float) -> datetime | None:
    """`tries` counts the one that just failed."""
    if tries > len(TRY_AGAIN):
        return None
    return now + max(TRY_AGAIN[tries - 1], timedelta(seconds=not_before))
