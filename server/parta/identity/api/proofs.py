"""The doors of passkeys and authenticators: set up, shown as a second factor, taken away."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, post

from parta.identity import access, passkeys, second_factor, sessions
from parta.identity.cookies import set_cookie
from parta.identity.passkeys import Challenge, Credential, RelyingParty
from parta.identity.second_factor import Enrolment
from parta.kernel.errors import NotFound
from parta.work import Work

Digits = Annotated[str, msgspec.Meta(max_length=16)]


class NewPasskey(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A passkey's answer to `options`, and what its owner calls it."""

    challenge_id: UUID
    credential: Credential
    name: Annotated[str, msgspec.Meta(max_length=60)]


class ShownPasskey(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A passkey's answer to `options`."""

    challenge_id: UUID
    credential: Credential


class NewTotp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The secret that was offered, and the first code of it."""

    secret: Annotated[str, msgspec.Meta(max_length=64)]
    code: Digits


class ShownTotp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The authenticator's code of now."""

    code: Digits


@post("/me/passkeys/options", operation_id="requestPasskey", status_code=200)
async def passkey_options(work: Work, relying_party: RelyingParty) -> Challenge:
    """Begin to add a passkey."""
    await access.require_enrolment(work)
    return await passkeys.ask_to_register(work, relying_party)


@post("/me/passkeys", operation_id="addPasskey", status_code=204)
async def add_passkey(
    data: NewPasskey, work: Work, relying_party: RelyingParty, request: Request[Any, Any, Any]
) -> Response[None]:
    """Add a passkey; for a session that owed its second factor, this was it."""
    await access.require_enrolment(work)
    await passkeys.register(work, relying_party, data.challenge_id, data.credential, data.name)
    return await _confirmed(work, request)


@delete("/me/passkeys/{passkey_id:uuid}", operation_id="removePasskey")
async def remove_passkey(passkey_id: UUID, work: Work) -> None:
    """Remove a passkey."""
    await access.require_whole(work)
    await passkeys.forget(work, passkey_id, needed=await access.needs_passkey(work))


@post("/me/totp/options", operation_id="requestTotp", status_code=200)
async def totp_options(work: Work) -> Enrolment:
    """Begin to set up an authenticator app."""
    await access.require_enrolment(work)
    return second_factor.begin(work.actor.name.partition(" ")[0])  # short: a long name makes a dense picture


@post("/me/totp", operation_id="addTotp", status_code=204)
async def add_totp(data: NewTotp, work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """Keep the authenticator, as its first code fits."""
    await access.require_enrolment(work)
    await second_factor.enrol(work, data.secret, data.code)
    return await _confirmed(work, request)


@delete("/me/totp", operation_id="removeTotp")
async def remove_totp(work: Work) -> None:
    """Do without the authenticator."""
    await access.require_whole(work)
    await second_factor.forget(work, needed=await access.needs_totp(work))


@post("/second-factor/totp", operation_id="showTotp", status_code=204)
async def show_totp(data: ShownTotp, work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """Show the second factor by the authenticator's code."""
    await second_factor.prove(work, data.code)
    return await _confirmed(work, request)


@post("/second-factor/passkey/options", operation_id="requestPasskeyProof", status_code=200)
async def passkey_proof_options(work: Work, relying_party: RelyingParty) -> Challenge:
    """Begin to show the second factor by one of one's own passkeys."""
    return await passkeys.ask_to_prove(work, relying_party, work.actor.account)


@post("/second-factor/passkey", operation_id="showPasskey", status_code=204)
async def show_passkey(
    data: ShownPasskey, work: Work, relying_party: RelyingParty, request: Request[Any, Any, Any]
) -> Response[None]:
    """Show the second factor by a passkey."""
    await passkeys.prove(work, relying_party, data.challenge_id, data.credential, work.actor.account)
    return await _confirmed(work, request)


async def _confirmed(work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """The session goes on under a new name, as it may do more than before (security.md 17)."""
    if work.actor.session is None:
        raise NotFound
    opened = await sessions.confirm(work, work.actor.session)
    return set_cookie(Response(None, status_code=204), opened, request)


ROUTES = [
    passkey_options,
    add_passkey,
    remove_passkey,
    totp_options,
    add_totp,
    remove_totp,
    show_totp,
    passkey_proof_options,
    show_passkey,
]
