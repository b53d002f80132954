"""Letters: kept for the operator's page, or handed to the school's mail server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import ClassVar, Literal, Protocol

import aiosmtplib
import msgspec

PATIENCE_SECONDS = 20.0


class Letter(msgspec.Struct, frozen=True):
    """Plain text for one reader."""

    recipient: str
    subject: str
    body: str


class MailNotTaken(Exception):
    """The mail server did not take the letter; the text says why, for the operator."""


class Mail(Protocol):
    """Carries letters; `delivers` says whether they leave this machine."""

    @property
    def delivers(self) -> bool:
        """Do letters leave this machine?"""
        ...

    async def send(self, letter: Letter) -> None:
        """Hand over one letter; raises `MailNotTaken`."""
        ...


class Outbox(msgspec.Struct, frozen=True):
    """Letters stay where they were written, for the operator's page."""

    delivers: ClassVar[bool] = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Mail]:
        yield self

    async def send(self, letter: Letter) -> None:
        """Nothing to do: the letter is in the database already."""


class Smtp(msgspec.Struct, frozen=True, kw_only=True):
    """The school's mail server; one connection a letter, as letters are rare."""

    delivers: ClassVar[bool] = True

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Mail]:
        yield self

    async def send(self, letter: Letter) -> None:
        """Hand over one letter."""
        try:
            await aiosmtplib.send(
                self._written(letter),
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.security == "tls",
                start_tls=self.security == "starttls",
                timeout=PATIENCE_SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as problem:  # also what is no header
            raise MailNotTaken(str(problem)) from problem

    def _written(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = letter.recipient
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2].strip("> ") or "localhost")
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no «нет на месте» in answer
        message.set_content(letter.body)
        return message
