"""The door of sign-in by one-time code, and of sign-out."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post

from parta.work import Work

from . import codes, sessions
from .cookies import clear_cookie, set_cookie, source_of
from .errors import CodeDoesNotFit


class CodeSignIn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A typed one-time code; `sharedComputer`: keep nothing on this device, end after an hour without use."""

    code: Annotated[str, msgspec.Meta(max_length=64)]
    shared_computer: bool = False


@post("/sign-in/code", operation_id="signInByCode", status_code=204)
async def sign_in_by_code(data: CodeSignIn, work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """Sign in by a one-time code, from paper or from the operator's command line."""
    account = await codes.redeem(work, data.code, source_of(request))
    if account is None:
        await work.keep()  # the miss stays counted
        raise CodeDoesNotFit
    opened = await sessions.open_session(
        work, account, device=request.headers.get("user-agent", ""), shared=data.shared_computer
    )
    return set_cookie(Response(None, status_code=204), opened, request)


@post("/sign-out", operation_id="signOut", status_code=204)
async def sign_out(work: Work, request: Request[Any, Any, Any]) -> Response[None]:
    """End this session."""
    if not work.stranger and work.actor.session is not None:
        await sessions.end(work, work.actor.session)
    return clear_cookie(Response(None, status_code=204), request)


ROUTES = [sign_in_by_code, sign_out]
