"""Passkeys (WebAuthn): registered by a signed-in person, then enough by themselves — possession and user verification.

A challenge is a row, good once and for five minutes.
"""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from parta.kernel.errors import NotFound
from parta.kernel.ids import AccountId
from parta.kernel.text import one_line
from parta.parts.schema import Record
from parta.work import Work

from .errors import LastSecondFactor, PasskeyDoesNotFit, TooManyPasskeys
from .queries import passkeys as queries

LIVES = timedelta(minutes=5)
AT_MOST = 20  # per account

# A credential as the browser's `PublicKeyCredential.toJSON()` gives it; the library checks it.
Credential = dict[str, str | list[str] | dict[str, str | list[str] | int | bool | None] | None]


class RelyingParty(msgspec.Struct, frozen=True):
    """Whom passkeys are made for: the host and the origins under which people open the school."""

    host: str
    origins: tuple[str, ...]

    @classmethod
    def at(cls, address: str) -> "RelyingParty":
        """For the school's public address; on this machine only, passkeys are made for «localhost»."""
        parts = urlsplit(address)
        if parts.hostname in ("127.0.0.1", "::1", "localhost"):
            port = f":{parts.port}" if parts.port else ""
            return cls("localhost", (f"{parts.scheme}://localhost{port}",))
        return cls(parts.hostname or "localhost", (f"{parts.scheme}://{parts.netloc}",))


class Challenge(msgspec.Struct, frozen=True, rename="camel"):
    """What the browser's `navigator.credentials` is asked with."""

    challenge_id: UUID
    options: msgspec.Raw


async def ask_to_register(work: Work, party: RelyingParty) -> Challenge:
    """Begin to add a passkey to one's own account."""
    me = work.actor.account
    kept = await queries.of_account(work.connection, me)
    if len(kept) >= AT_MOST:
        raise TooManyPasskeys
    name = work.actor.name or "Парта"
    options = generate_registration_options(
        rp_id=party.host,
        rp_name="Парта",
        user_id=me.bytes,
        user_name=name,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[_descriptor(row) for row in kept],
    )
    challenge_id = await _keep(work, options.challenge, "register", me)
    return Challenge(challenge_id, msgspec.Raw(options_to_json(options).encode()))


async def register(work: Work, party: RelyingParty, challenge_id: UUID, credential: Credential, name: str) -> None:
    """Add the passkey that answered the challenge."""
    me = work.actor.account
    challenge = await queries.take_challenge(work.connection, challenge_id, "register", me, work.now)
    if challenge is None:
        raise PasskeyDoesNotFit
    try:
        made = verify_registration_response(
            credential=msgspec.json.encode(credential).decode(),
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=list(party.origins),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError) as problem:
        raise PasskeyDoesNotFit from problem
    row = {
        "id": work.new_id(),
        "account_id": me,
        "credential_id": made.credential_id,
        "public_key": made.credential_public_key,
        "sign_count": made.sign_count,
        "transports": _transports(credential),
        "name": one_line(name, pointer="/name", longest=60),
        "created_at": work.now,
    }
    if not await queries.insert_passkey(work.connection, row):
        raise PasskeyDoesNotFit


async def ask_to_prove(work: Work, party: RelyingParty, account: AccountId | None) -> Challenge:
    """Begin a sign-in (nobody is named, the passkey tells) or a second factor (`account`'s own passkeys)."""
    kept = await queries.of_account(work.connection, account) if account else []
    options = generate_authentication_options(
        rp_id=party.host,
        allow_credentials=[_descriptor(row) for row in kept],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    challenge_id = await _keep(work, options.challenge, "prove", account)
    return Challenge(challenge_id, msgspec.Raw(options_to_json(options).encode()))


async def prove(
    work: Work, party: RelyingParty, challenge_id: UUID, credential: Credential, account: AccountId | None
) -> AccountId:
    """The account whose passkey answered the challenge."""
    challenge = await queries.take_challenge(work.connection, challenge_id, "prove", account, work.now)
    row = await queries.by_credential(work.connection, _credential_id(credential))
    if challenge is None or row is None or (account is not None and row.account_id != account):
        raise PasskeyDoesNotFit
    try:
        shown = verify_authentication_response(
            credential=msgspec.json.encode(credential).decode(),
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=list(party.origins),
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError) as problem:
        raise PasskeyDoesNotFit from problem
    await queries.note_use(work.connection, row.id, shown.new_sign_count, work.now)
    return AccountId(row.account_id)


async def forget(work: Work, passkey: UUID, *, needed: bool) -> None:
    """Remove one's own passkey; not the last proof where a second factor is required."""
    if needed and len(await queries.of_account(work.connection, work.actor.account)) <= 1:
        raise LastSecondFactor
    if not await queries.delete_passkey(work.connection, work.actor.account, passkey):
        raise NotFound


async def _keep(work: Work, challenge: bytes, purpose: str, account: AccountId | None) -> UUID:
    challenge_id = work.new_id()
    await queries.insert_challenge(
        work.connection,
        {
            "id": challenge_id,
            "account_id": account,
            "purpose": purpose,
            "challenge": challenge,
            "expires_at": work.now + LIVES,
        },
    )
    return challenge_id


def _descriptor(row: Record) -> PublicKeyCredentialDescriptor:
    transports = [AuthenticatorTransport(one) for one in row.transports]
    return PublicKeyCredentialDescriptor(id=row.credential_id, transports=transports)


def _transports(credential: Credential) -> list[str]:
    response = credential.get("response")
    said = response.get("transports") if isinstance(response, dict) else None
    known = {one.value for one in AuthenticatorTransport}
    return [one for one in said if one in known] if isinstance(said, list) else []


def _credential_id(credential: Credential) -> bytes:
    said = credential.get("id")
    try:
        return base64url_to_bytes(said) if isinstance(said, str) else b""
    except ValueError:
        return b""
