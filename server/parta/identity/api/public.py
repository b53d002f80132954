"""What a stranger may read (whom to ask for help, which ways in there are), and the operator's page of letters."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get

from parta.identity.cookies import source_of
from parta.identity.delivery import Channels
from parta.identity.passkeys import RelyingParty
from parta.identity.queries import messages
from parta.kernel.errors import NotFound
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as schools
from parta.work import Work

OWN_MACHINE = {"127.0.0.1", "::1"}


class HelpDesk(msgspec.Struct, frozen=True, rename="camel"):
    """The school of a one-school installation, and whom to ask there."""

    short_name: str
    help_phone: str
    help_hours: str
    logo_id: UUID | None


class Welcome(msgspec.Struct, frozen=True, rename="camel"):
    """What the sign-in page shows to anybody."""

    school: HelpDesk | None
    by_email: bool
    by_sms: bool
    passkey_host: str


class OutgoingMessage(msgspec.Struct, frozen=True, rename="camel"):
    """A letter or text message as the operator sees it in development."""

    id: UUID
    channel: str
    recipient: str
    subject: str
    body: str
    created_at: datetime
    sent_at: datetime | None
    error: str | None


class OutboxPage(msgspec.Struct, frozen=True):
    """The newest messages first."""

    messages: list[OutgoingMessage]


@get("/welcome", operation_id="readWelcome")
async def welcome(work: Work, channels: Channels, relying_party: RelyingParty) -> Welcome:
    """Whom to ask for help, and which ways in there are."""
    known = await schools.help_desks(work.connection)
    one = HelpDesk(*known[0]) if len(known) == 1 else None
    return Welcome(
        school=one,
        by_email=channels.mail or channels.outbox_page,
        by_sms=channels.sms or channels.outbox_page,
        passkey_host=relying_party.host,
    )


@get("/operator/outbox", operation_id="readOutbox")
async def read_outbox(work: Work, channels: Channels, request: Request[Any, Any, Any]) -> OutboxPage:
    """Letters and codes in development: only with `--dev` or in the demo, on this machine, for the operator."""
    if not channels.outbox_page or source_of(request) not in OWN_MACHINE:
        raise NotFound
    work.require(Action.SEE_OUTBOX, Place(school=None))
    return OutboxPage([OutgoingMessage(*row) for row in await messages.latest(work.connection)])


ROUTES = [welcome, read_outbox]
