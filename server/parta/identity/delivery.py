"""What goes out to people: letters and text messages, written in the act's own transaction, sent by the worker after it."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

import msgspec

from parta.parts import listening
from parta.parts.listening import Connect
from parta.parts.mail import Letter, Mail, MailNotTaken
from parta.parts.sms import Sms, SmsNotTaken
from parta.work import STORAGE_FAULTS, Work, Workshop

from .contact_words import Contact
from .queries import contacts as contact_queries
from .queries import messages as queries
from .queries import passkeys as passkey_queries

LOOK_EVERY = 30.0  # seconds, though nothing was told
AT_ONCE = 0.05  # seconds: the least pause between two looks
TRY_AGAIN = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
KEPT = timedelta(hours=24)
SWEEP_EVERY = timedelta(minutes=30)


class Channels(msgspec.Struct, frozen=True):
    """By what ways a code reaches people here; `outbox_page`: the operator reads what does not leave the machine."""

    mail: bool
    sms: bool
    outbox_page: bool

    def reach(self, contact: Contact) -> bool:
        """Can anything be sent there at all?"""
        return self.outbox_page or (self.mail if contact.kind == "email" else self.sms)


async def write(work: Work, contact: Contact, subject: str, body: str, *, real: bool = True) -> None:
    """Put a message into the outbox; it goes after the commit.

    `real=False` does the same work and writes nothing: asking for a code takes equally long for a contact that
    nobody has (security.md 22).
    """
    row = {
        "id": work.new_id(),
        "channel": contact.channel,
        "recipient": contact.value,
        "subject": subject,
        "body": body,
        "created_at": work.now,
        "next_at": work.now,
    }
    await queries.insert_message(work.connection, row, real=real)


async def write_to_all(work: Work, contacts: Iterable[Contact], subject: str, body: str) -> None:
    """The same message to many, in one statement."""
    rows = [
        {
            "id": work.new_id(),
            "channel": contact.channel,
            "recipient": contact.value,
            "subject": subject,
            "body": body,
            "created_at": work.now,
            "next_at": work.now,
        }
        for contact in contacts
    ]
    await queries.insert_messages(work.connection, rows)


class Sender:
    """The worker's part: hands over what is due, tries again later, forgets what left the machine."""

    def __init__(self, workshop: Workshop, mail: Mail, sms: Sms) -> None:
        self._workshop, self._mail, self._sms = workshop, mail, sms
        self._told = asyncio.Event()

    async def listen(self, connect: Connect) -> None:
        """Hear of each new message with the commit that wrote it, for as long as the worker lives."""
        await listening.listen(
            connect, queries.CHANNEL, hear=lambda _: self._told.set(), deaf=lambda _: self._told.set()
        )

    async def run(self) -> None:
        """Send for as long as the worker lives: what is new at once, what must be tried again when it is due."""
        swept = self._workshop.clock.now() - SWEEP_EVERY
        while True:
            pause = LOOK_EVERY
            try:
                self._told.clear()
                pause = await self.send_due()
                if self._workshop.clock.now() - swept >= SWEEP_EVERY:
                    await self.sweep()
                    swept = self._workshop.clock.now()
            except STORAGE_FAULTS:
                await asyncio.sleep(5)  # the database is away; the supervisor brings it back
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), pause)

    async def send_due(self) -> float:
        """Hand over everything that is due; returns the seconds until the next look, at most `LOOK_EVERY`."""
        while True:
            async with self._workshop.open(reads=True) as work:  # locks nothing: it mostly finds nothing
                due = await queries.next_due(work.connection)
            if due is None:
                return LOOK_EVERY
            wait = (due - self._workshop.clock.now()).total_seconds()
            if wait > 0 or not await self.send_one():  # not: another worker has it in hand
                return min(max(wait, AT_ONCE), LOOK_EVERY)

    async def send_one(self) -> bool:
        """Hand over the next message that is due; False when there is none."""
        async with self._workshop.open() as work:
            row = await queries.take_due(work.connection, work.now)
            if row is None:
                return False
            try:
                if row.channel == "email":
                    await self._mail.send(Letter(row.recipient, row.subject, row.body))
                else:
                    await self._sms.send(row.recipient, row.body)
            except (MailNotTaken, SmsNotTaken) as problem:
                again = work.now + TRY_AGAIN[row.tries] if row.tries < len(TRY_AGAIN) else None
                await queries.note_failure(work.connection, row.id, str(problem)[:500], again)
                return True
            left = self._mail.delivers if row.channel == "email" else self._sms.delivers
            await queries.note_sent(work.connection, row.id, work.now, forget=left)
            return True

    async def sweep(self) -> None:
        """Forget what is long over: texts of letters, codes that were sent, challenges that nobody answered."""
        async with self._workshop.open() as work:
            await queries.forget_old(work.connection, work.now - KEPT)
            await contact_queries.forget_old_codes(work.connection, work.now - KEPT)
            await passkey_queries.forget_old_challenges(work.connection, work.now)
