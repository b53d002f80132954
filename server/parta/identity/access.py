"""«Вход и безопасность»: one's own ways in, and what was done to them."""

from datetime import datetime
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound
from parta.work import Work

from . import logins
from .contact_codes import Proved
from .delivery import Channels
from .errors import ContactTaken, NotEnoughProof, SecondFactorNeeded
from .queries import contacts as contact_queries
from .queries import passkeys as passkey_queries
from .queries import passwords as queries


class OwnContact(msgspec.Struct, frozen=True):
    """An address or number by which one signs in."""

    id: UUID
    kind: str
    value: str


class OwnPasskey(msgspec.Struct, frozen=True, rename="camel"):
    """A passkey as its owner sees it."""

    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


class AccessReset(msgspec.Struct, frozen=True):
    """Somebody of the school took all ways in away and gave a new code."""

    at: datetime
    by: str


class Access(msgspec.Struct, frozen=True, rename="camel"):
    """All of one's own ways in."""

    login: str | None
    proposed_login: str | None
    has_password: bool
    contacts: list[OwnContact]
    passkeys: list[OwnPasskey]
    has_totp: bool
    second_factor_required: bool
    second_factor_shown: bool
    can_email: bool
    can_sms: bool
    reset: AccessReset | None


async def mine(work: Work, channels: Channels) -> Access:
    """What the page shows; a session that owes its second factor learns only what it needs to show one."""
    actor = work.actor
    row = await queries.by_account(work.connection, actor.account)
    if row is None:
        raise NotFound
    owes = actor.owes_second_factor
    contacts = [] if owes else await contact_queries.of_account(work.connection, actor.account)
    passkeys = await passkey_queries.of_account(work.connection, actor.account)
    return Access(
        login=row.login,
        proposed_login=None if row.login or owes else await _proposed(work),
        has_password=row.password_hash is not None,
        contacts=[OwnContact(one.id, one.kind, one.value) for one in contacts],
        passkeys=[OwnPasskey(one.id, one.name, one.created_at, one.used_at) for one in passkeys],
        has_totp=row.totp_secret is not None,
        second_factor_required=actor.must_have_second_factor,
        second_factor_shown=actor.second_factor,
        can_email=channels.mail or channels.outbox_page,
        can_sms=channels.sms or channels.outbox_page,
        reset=AccessReset(row.access_reset_at, row.access_reset_by) if row.access_reset_at else None,
    )


async def require_whole(work: Work) -> None:
    """Ways in are changed only by a session that has shown all that is asked of it."""
    if work.actor.owes_second_factor:
        raise SecondFactorNeeded


async def require_enrolment(work: Work) -> None:
    """A session that owes its second factor may set one up only if there is none to show."""
    if not work.actor.owes_second_factor:
        return
    row = await queries.by_account(work.connection, work.actor.account)
    if row is None or row.totp_secret or await passkey_queries.of_account(work.connection, work.actor.account):
        raise SecondFactorNeeded


async def add_contact(work: Work, proved: Proved) -> None:
    """From now on one signs in by this contact too."""
    if proved.account != work.actor.account:
        raise NotEnoughProof
    row = {
        "id": work.new_id(),
        "account_id": work.actor.account,
        "kind": proved.contact.kind,
        "value": proved.contact.value,
        "confirmed_at": work.now,
    }
    if not await contact_queries.insert_contact(work.connection, row):
        raise ContactTaken


async def forget_contact(work: Work, contact: UUID) -> None:
    """No longer sign in by this contact."""
    if not await contact_queries.delete_contact(work.connection, work.actor.account, contact):
        raise NotFound


async def needs_passkey(work: Work) -> bool:
    """Is the last passkey the only second factor where one is required?"""
    row = await queries.by_account(work.connection, work.actor.account)
    return work.actor.must_have_second_factor and (row is None or row.totp_secret is None)


async def needs_totp(work: Work) -> bool:
    """Is the authenticator the only second factor where one is required?"""
    kept = await passkey_queries.of_account(work.connection, work.actor.account)
    return work.actor.must_have_second_factor and not kept


async def _proposed(work: Work) -> str | None:
    if not work.actor.name:
        return None
    free = await queries.free_logins(work.connection, logins.variants(logins.proposed(work.actor.name)))
    return free[0] if free else None
