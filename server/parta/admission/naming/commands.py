"""To name an administrator, and to sign up as the one who is named: a code goes to exactly the named contact (A3)."""

import secrets
from typing import Literal
from uuid import UUID

import msgspec

from parta.admission.recovery import taking_over
from parta.identity import contact_codes, sessions
from parta.identity import queries as identity
from parta.identity.contact_codes import Asked
from parta.identity.contact_words import Contact, read_contact
from parta.identity.delivery import Channels
from parta.identity.errors import CodeDoesNotFit, TooManyRequests
from parta.identity.queries import contacts
from parta.identity.sessions import Opened
from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.kernel.text import address_name
from parta.parts.schema import Record
from parta.people import acting
from parta.people import commands as people
from parta.people import queries as roster
from parta.policy.standing import Actor
from parta.work import Work

from . import queries
from .errors import AlreadySignedUp, NotNamed

PURPOSE = "administrator"


class NamedPage(msgspec.Struct, frozen=True, rename="camel"):
    """What the holder of the link sees: the school, how the person is addressed, hints of where the code may go."""

    school: str
    name: str
    state: Literal["open", "taken"]
    email_hint: str | None
    mobile_hint: str | None


async def name(
    work: Work, school: SchoolId, person: PersonId, *, email: str, mobile: str, recovery: UUID | None = None
) -> str:
    """Keep whom a document names; gives the path of his page."""
    secret = secrets.token_urlsafe(24)
    row = {
        "school_id": school,
        "id": work.new_id(),
        "person_id": person,
        "secret": secret,
        "email": email,
        "mobile": mobile,
        "recovery_id": recovery,
        "created_at": work.now,
    }
    await queries.insert_named(work.connection, row)
    return path_of(secret)


def path_of(secret: str) -> str:
    """Where a named administrator signs up."""
    return f"/administrator/{secret}"


async def page(work: Work, channels: Channels, secret: str) -> NamedPage:
    """What a link is for."""
    row = await _named(work, secret)
    email, mobile = _contacts(row)
    return NamedPage(
        school=row.short_name,
        name=address_name(row.first_name, row.middle_name, row.last_name),
        state="taken" if row.taken_at else "open",
        email_hint=_hint(email) if channels.reach(email) else None,
        mobile_hint=_hint(mobile) if channels.reach(mobile) else None,
    )


async def ask(work: Work, channels: Channels, secret: str, typed: str, source: str) -> Asked:
    """Send a code to the typed contact, if it is one of the named ones; a wrong guess is counted for its source."""
    row = await _untaken(work, secret)
    contact = read_contact(typed)
    if await contact_codes.MISSES.reached(work, source):
        raise TooManyRequests
    if contact not in _contacts(row):
        await contact_codes.MISSES.count(work, source)
        await work.keep()
        raise NotNamed
    return await contact_codes.ask_to_prove(work, channels, contact, source, purpose=PURPOSE)


async def sign_up(work: Work, secret: str, request_id: UUID, code: str, source: str, device: str) -> Opened:
    """Whoever read the code is the named administrator from now on; a contact that has an account keeps it (B10)."""
    row = await _untaken(work, secret, lock=True)
    contact = await contact_codes.prove(work, request_id, code, source, purpose=PURPOSE)
    if contact is None:
        await work.keep()
        raise CodeDoesNotFit
    if contact not in _contacts(row):
        raise NotNamed
    school, person = SchoolId(row.school_id), PersonId(row.person_id)
    account = await _account(work, contact)
    work.within(school)
    await work.alone(school)
    await roster.end_claims(work.connection, school, [person], work.now)  # whoever came in by a slip of his before
    await people.link(work, school, account, person, admitted=False)
    await queries.take(work.connection, school, row.id, work.now)
    opened = await _go_on_as(work, school, account, person, device)
    work.note("signUpAdmin", person, by=contact.kind)
    if row.recovery_id is not None:
        await taking_over.take_over(work, school, person, row.recovery_id)
    return opened


async def _go_on_as(work: Work, school: SchoolId, account: AccountId, person: PersonId, device: str) -> Opened:
    """A fresh session that acts as the administrator; one that this browser had before is void (security.md 17)."""
    if not work.stranger and work.actor.session is not None:
        await sessions.end(work, work.actor.session)
    opened = await sessions.open_session(work, account, device=device, shared=False)
    work.act_as(Actor(account=account, session=opened.id, school=school, person=person, hat=Hat.STAFF))
    await acting.wear(work, opened.id, person, Hat.STAFF)
    return opened


async def _account(work: Work, contact: Contact) -> AccountId:
    known = await contacts.owner(work.connection, contact)
    if known is not None:
        return known
    account = AccountId(work.new_id())
    await identity.insert_account(work.connection, account, work.now)
    row = {"id": work.new_id(), "account_id": account, "kind": contact.kind, "value": contact.value}
    await contacts.insert_contact(work.connection, {**row, "confirmed_at": work.now})
    return account


async def _untaken(work: Work, secret: str, *, lock: bool = False) -> Record:
    row = await _named(work, secret, lock=lock)
    if row.taken_at is not None:
        raise AlreadySignedUp
    return row


async def _named(work: Work, secret: str, *, lock: bool = False) -> Record:
    row = await queries.by_secret(work.connection, secret, lock=lock)
    if row is None:
        raise NotFound
    return row


def _contacts(row: Record) -> tuple[Contact, Contact]:
    return Contact("email", row.email), Contact("phone", row.mobile)


def _hint(contact: Contact) -> str:
    """«i•••@mail.ru», «+7 ••• •••-45-67»: enough for its owner, too little for another."""
    if contact.kind == "email":
        user, _, host = contact.value.partition("@")
        return f"{user[0]}•••@{host}"
    return f"{contact.value[:2]}\u00a0•••\u00a0•••-{contact.value[-4:-2]}-{contact.value[-2:]}"
