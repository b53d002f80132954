"""What is due is posted as its author would post it: by his standing of this moment, under the same id each time."""

from datetime import datetime, timedelta

from parta.kernel.errors import NotFound, Refusal
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, hat_stream
from parta.parts.due import DueQueue
from parta.parts.schema import Record
from parta.people import queries as people
from parta.work import STORAGE_FAULTS, Workshop

from ..errors import ServerIsBusy, TooManyMessages
from ..events import ScheduledRefused
from ..posting import Posting
from ..shapes import MessageDraft
from . import queries

IN_HAND = timedelta(minutes=1)  # longer than a post takes: a server that died meanwhile gives it back
AGAIN = timedelta(seconds=20)  # when the server was busy, or its author writes faster than people do


class Scheduler:
    """Empties the queue. What it posts it has taken in hand before; the message's id keeps it single besides."""

    def __init__(self, workshop: Workshop, posting: Posting) -> None:
        self._workshop, self._posting = workshop, posting
        self.queue = DueQueue(queries.CHANNEL, workshop.clock, self._next_due, self._send, STORAGE_FAULTS)

    async def _next_due(self) -> datetime | None:
        async with self._workshop.open(reads=True) as work:
            return await queries.next_due(work.connection)

    async def _send(self) -> bool:
        async with self._workshop.open() as work:  # from its commit on, the author can neither change nor cancel it
            row = await queries.claim(work.connection, work.now, work.now + IN_HAND)
        if row is None:
            return False
        async with self._workshop.open(reads=True) as work:
            key = (PersonId(row.author_id), Hat(row.author_hat))
            actors = await people.actors(work.connection, SchoolId(row.school_id), {key})
        try:
            if key not in actors:
                raise NotFound
            draft = MessageDraft(row.client_id, row.text, silent=row.silent)
            await self._posting.post(actors[key], RoomId(row.room_id), draft)
        except (ServerIsBusy, TooManyMessages):
            await self._later(row)
        except NotFound:
            # Whoever is no member any more sees neither the chat nor what he left in it.
            await self._remove(row)
        except Refusal as refusal:
            await self._refuse(row, refusal)
        else:
            await self._remove(row)
        return True

    async def _later(self, row: Record) -> None:
        async with self._workshop.open() as work:
            work.within(SchoolId(row.school_id))
            await queries.later(work.connection, row, work.now + AGAIN)

    async def _remove(self, row: Record) -> None:
        async with self._workshop.open() as work:
            work.within(SchoolId(row.school_id))
            await queries.remove(work.connection, row)

    async def _refuse(self, row: Record, refusal: Refusal) -> None:
        async with self._workshop.open() as work:
            work.within(SchoolId(row.school_id))
            why = refusal.title if refusal.detail is None else f"{refusal.title}. {refusal.detail}"
            if not await queries.refuse(work.connection, row, why):
                return
            event = ScheduledRefused(room_id=row.room_id, why=why)
            work.tell(hat_stream(PersonId(row.author_id), row.author_hat), "person", event)
