"""Sign-in by a six-digit code to an e-mail address or a phone.

A stranger learns nothing: whoever the contact belongs to, if to anybody, the answer, the rows and the time are the
same. A code dies after five errors in its own row; errors are also counted for the contact, so that new codes bring
no new guesses (security.md 21, 22).
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from uuid import UUID

import msgspec

from parta.kernel.ids import AccountId
from parta.parts.schema import Record
from parta.work import Work

from . import delivery, queries
from .contact_words import Contact, read_contact
from .delivery import Channels
from .errors import ContactClosed, NoSuchWay, TooManyRequests
from .limits import Limit
from .queries import contacts as contact_queries

LIVES = timedelta(minutes=10)
ERRORS_AT_MOST = 5
LETTERS = Limit("contact-letter", 5, timedelta(hours=1))  # a contact; more are not sent, and nobody is told
REQUESTS = Limit("contact-request", 120, timedelta(minutes=15))  # a source; a whole school may stand behind one
ERRORS = Limit("contact-error", 15, timedelta(hours=24))  # a contact
MISSES = Limit("contact-miss", 100, timedelta(minutes=15))  # a source


class Asked(msgspec.Struct, frozen=True, rename="camel"):
    """A code is on its way, if the contact belongs to somebody here."""

    request_id: UUID


async def ask(work: Work, channels: Channels, typed: str, source: str) -> Asked:
    """Send a code to a contact, by which its owner signs in."""
    contact = read_contact(typed)
    if not channels.reach(contact):
        raise NoSuchWay
    await _hold_pace(work, source)
    owner = await contact_queries.owner(work.connection, contact)
    return await _send_code(work, contact, owner, purpose="sign-in", real=owner is not None)


async def ask_to_bind(work: Work, channels: Channels, typed: str, source: str) -> Asked:
    """Send a code to a contact that the signed-in person wants to add; whether it is taken shows only to its owner."""
    contact = read_contact(typed)
    if not channels.reach(contact):
        raise NoSuchWay
    await _hold_pace(work, source)
    return await _send_code(work, contact, work.actor.account, purpose="bind", real=True)


async def ask_to_prove(work: Work, channels: Channels, contact: Contact, source: str, *, purpose: str) -> Asked:
    """Send a code to a contact that somebody is named by; whose account it opens is decided when it is proved."""
    if not channels.reach(contact):
        raise NoSuchWay
    await _hold_pace(work, source)
    return await _send_code(work, contact, None, purpose=purpose, real=True)


async def redeem(work: Work, request_id: UUID, typed: str, source: str, *, purpose: str) -> "Proved | None":
    """Who proved what by this code; None (with the error counted) when it does not fit.

    The caller commits either way, so that an error stays counted, and then refuses.
    """
    row = await _use(work, request_id, typed, source, purpose=purpose, owned=True)
    return Proved(AccountId(row.account_id), _contact_of(row)) if row is not None else None


async def prove(work: Work, request_id: UUID, typed: str, source: str, *, purpose: str) -> Contact | None:
    """The contact that was read, whosever it is; None (with the error counted) when the code does not fit."""
    row = await _use(work, request_id, typed, source, purpose=purpose, owned=False)
    return _contact_of(row) if row is not None else None


async def _use(work: Work, request_id: UUID, typed: str, source: str, *, purpose: str, owned: bool) -> Record | None:
    if await MISSES.reached(work, source):
        raise TooManyRequests
    row = await queries.code_by_lookup(work.connection, str(request_id))
    if row is None or row.purpose != purpose or row.contact is None:
        await MISSES.count(work, source)
        return None
    contact = _contact_of(row)
    if await ERRORS.reached(work, contact.key):
        raise ContactClosed
    living = row.used_at is None and row.expires_at > work.now and row.errors < ERRORS_AT_MOST
    fits = hmac.compare_digest(_hash(row.lookup, _digits(typed)), row.secret_hash)
    if not (fits and living and (row.account_id is not None or not owned)):
        await queries.count_code_error(work.connection, row.id)
        await ERRORS.count(work, contact.key)
        await MISSES.count(work, source)
        return None
    await queries.use_code(work.connection, row.id, work.now)
    return row


def _contact_of(row: Record) -> Contact:
    return Contact(*row.contact.split(":", 1))


class Proved(msgspec.Struct, frozen=True):
    """Somebody has read what was sent to this contact."""

    account: AccountId
    contact: Contact


async def _hold_pace(work: Work, source: str) -> None:
    if await REQUESTS.reached(work, source):
        raise TooManyRequests
    await REQUESTS.count(work, source)


async def _send_code(work: Work, contact: Contact, account: AccountId | None, *, purpose: str, real: bool) -> Asked:
    code = f"{secrets.randbelow(1_000_000):06}"
    request_id = work.new_id()
    where = f"{contact.kind}:{contact.value}"
    await contact_queries.void_codes_to(work.connection, where, purpose, work.now)
    await queries.insert_code(
        work.connection,
        {
            "id": work.new_id(),
            "account_id": account,
            "lookup": str(request_id),
            "secret_hash": _hash(str(request_id), code),
            "purpose": purpose,
            "contact": where,
            "created_at": work.now,
            "expires_at": work.now + LIVES,
        },
    )
    within = await LETTERS.count(work, contact.key) <= LETTERS.at_most
    await delivery.write(work, contact, "Код для входа", _letter(code, contact), real=real and within)
    return Asked(request_id)


def _letter(code: str, contact: Contact) -> str:
    if contact.channel == "sms":
        return f"{code} — код для входа в «Парту». Никому его не сообщайте."
    return (
        f"{code} — ваш код для входа в «Парту».\n\n"
        "Код действует 10 минут. Никому его не сообщайте: ни школа, ни поддержка никогда о нём не спрашивают.\n\n"
        "Если вы не входили в «Парту», просто удалите это письмо: без кода никто не войдёт.\n"
    )


def _digits(typed: str) -> str:
    return "".join(sign for sign in typed if sign.isascii() and sign.isdigit())


def _hash(lookup: str, code: str) -> bytes:
    """What is kept of the code: it lives ten minutes and takes five guesses, so it needs no slow hash."""
    return hashlib.sha256(f"{lookup}{code}".encode()).digest()
