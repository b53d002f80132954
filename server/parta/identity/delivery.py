"""What goes out to people: letters and text messages, written in the act's own transaction, sent by the worker after it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from parta.parts.due import DueQueue
from parta.parts.listening import Connect
from parta.parts.mail import Letter, Mail, MailNotTaken
from parta.parts.sms import Sms, SmsNotTaken
from parta.work import STORAGE_FAULTS, Work, Workshop

from .contact_words import Contact
from .queries import contacts as contact_queries
from .queries import messages as queries
from .queries import passkeys as passkey_queries

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
        self._queue = DueQueue(queries.CHANNEL, workshop.clock, self._next_due, self.send_one, STORAGE_FAULTS)
        self._swept = workshop.clock.now() - SWEEP_EVERY

    async def listen(self, connect: Connect) -> None:
        """Hear of each new message, for as long as the worker lives."""
        await self._queue.listen(connect)

    async def run(self) -> None:
        """Send for as long as the worker lives."""
        await self._queue.run(after_each=self._sweep_sometimes)

    async def _next_due(self) -> datetime | None:
        async with self._workshop.open(reads=True) as work:
            return await queries.next_due(work.connection)

    async def _sweep_sometimes(self) -> None:
        now = self._workshop.clock.now()
        if now - self._swept >= SWEEP_EVERY:
            await self.sweep()
            self._swept = now

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
