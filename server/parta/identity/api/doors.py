"""The doors of sign-in: printed code, code by letter or text message, password, passkey; and the way out."""

from typing import Annotated, Any
from uuid import UUID

import anyio
import msgspec
from litestar import Request, Response, post

from parta.identity import codes, contact_codes, passkeys, passwords, sessions
from parta.identity.contact_codes import Asked
from parta.identity.cookies import clear_cookie, source_of
from parta.identity.delivery import Channels
from parta.identity.errors import CodeDoesNotFit
from parta.identity.passkeys import Challenge, Credential, RelyingParty
from parta.identity.passwords import Refused
from parta.work import Work

from .entering import enter

ANSWER_AFTER = 0.35  # seconds: asking for a code takes as long whether or not the contact is known (security.md 22)
Line = Annotated[str, msgspec.Meta(max_length=254)]
Code = Annotated[str, msgspec.Meta(max_length=64)]


class SignInBody(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """`sharedComputer`: keep nothing on this device, end after an hour without use."""

    shared_computer: bool = False


class CodeSignIn(SignInBody, frozen=True, kw_only=True, rename="camel"):
    """A typed one-time code."""

    code: Code


class CodeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where to send a code: an e-mail address or a phone number."""

    contact: Line


class ContactSignIn(SignInBody, frozen=True, kw_only=True, rename="camel"):
    """The six digits that were sent."""

    request_id: UUID
    code: Code


class PasswordSignIn(SignInBody, frozen=True, kw_only=True, rename="camel"):
    """Login (or one's own address or number) and password."""

    login: Line
    password: Annotated[str, msgspec.Meta(max_length=passwords.LONGEST)]


class PasskeySignIn(SignInBody, frozen=True, kw_only=True, rename="camel"):
    """A passkey's answer, as the browser's `toJSON()` gives it."""

    challenge_id: UUID
    credential: Credential


@post("/sign-in/code", operation_id="signInByCode", status_code=204)
async def sign_in_by_code(data: CodeSignIn, work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """Sign in by a one-time code, from paper or from the operator's command line."""
    redeemed = await codes.redeem(work, data.code, source_of(request))
    if redeemed is None:
        await work.keep()  # the miss stays counted
        raise CodeDoesNotFit
    return await enter(work, request, redeemed.account, shared=data.shared_computer, second_factor=redeemed.vouched)


@post("/sign-in/code-requests", operation_id="requestSignInCode", status_code=202)
async def request_code(data: CodeRequest, work: Work, channels: Channels, request: Request[Any, Any, Any]) -> Asked:
    """Have a code sent; the answer is the same whether or not anybody has this contact."""
    answer_at = anyio.current_time() + ANSWER_AFTER
    asked = await contact_codes.ask(work, channels, data.contact, source_of(request))
    await work.keep()
    await anyio.sleep_until(answer_at)
    return asked


@post("/sign-in/contact-code", operation_id="signInByContactCode", status_code=204)
async def sign_in_by_contact(data: ContactSignIn, work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """Sign in by the six digits that were sent."""
    proved = await contact_codes.redeem(work, data.request_id, data.code, source_of(request), purpose="sign-in")
    if proved is None:
        await work.keep()
        raise CodeDoesNotFit
    return await enter(work, request, proved.account, shared=data.shared_computer)


@post("/sign-in/password", operation_id="signInByPassword", status_code=204)
async def sign_in_by_password(data: PasswordSignIn, work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """Sign in by login and password."""
    account = await passwords.check(work, data.login, data.password, source_of(request))
    if isinstance(account, Refused):
        await work.keep()
        raise account.refusal()
    return await enter(work, request, account, shared=data.shared_computer)


@post("/sign-in/passkey/options", operation_id="requestPasskeySignIn", status_code=200)
async def passkey_options(work: Work, relying_party: RelyingParty) -> Challenge:
    """What to ask the browser for; the passkey itself tells whose it is."""
    return await passkeys.ask_to_prove(work, relying_party, None)


@post("/sign-in/passkey", operation_id="signInByPasskey", status_code=204)
async def sign_in_by_passkey(
    data: PasskeySignIn, work: Work, relying_party: RelyingParty, request: Request[Any, Any, Any]
) -> Response[None]:
    """Sign in by a passkey: possession and the device's own check of the person are two factors."""
    account = await passkeys.prove(work, relying_party, data.challenge_id, data.credential, None)
    return await enter(work, request, account, shared=data.shared_computer, second_factor=True)


@post("/sign-out", operation_id="signOut", status_code=204)
async def sign_out(work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """End this session."""
    if not work.stranger and work.actor.session is not None:
        await sessions.end(work, work.actor.session)
    return clear_cookie(Response(None, status_code=204), request)


ROUTES = [
    sign_in_by_code,
    request_code,
    sign_in_by_contact,
    sign_in_by_password,
    passkey_options,
    sign_in_by_passkey,
    sign_out,
]
