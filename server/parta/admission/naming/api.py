"""The door of the named administrator's page."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from parta.identity.api.doors import Code, CodeRequest
from parta.identity.contact_codes import Asked
from parta.identity.cookies import set_cookie, source_of
from parta.identity.delivery import Channels
from parta.work import Work

from . import commands
from .commands import NamedPage


class SigningUp(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The six digits that were sent to the named contact."""

    request_id: UUID
    code: Code


@get("/administrator-links/{secret:str}", operation_id="readAdministratorLink")
async def read_link(secret: FromPath[str], work: Work, channels: Channels) -> NamedPage:
    """What a named administrator's link is for."""
    return await commands.page(work, channels, secret)


@post("/administrator-links/{secret:str}/code-requests", operation_id="requestAdministratorCode", status_code=202)
async def request_code(
    secret: FromPath[str], data: CodeRequest, work: Work, channels: Channels, request: Request[Any, Any, Any]
) -> Asked:
    """Have a code sent to the contact that the application or the order names."""
    return await commands.ask(work, channels, secret, data.contact, source_of(request))


@post("/administrator-links/{secret:str}/sign-up", operation_id="signUpAdministrator", status_code=204)
async def sign_up(
    secret: FromPath[str], data: SigningUp, work: Work, request: Request[Any, Any, Any]
) -> Response[None]:
    """Sign up as the named administrator."""
    device = request.headers.get("user-agent", "")
    opened = await commands.sign_up(work, secret, data.request_id, data.code, source_of(request), device)
    return set_cookie(Response(None, status_code=204), opened, request)


ROUTES = [read_link, request_code, sign_up]
