"""Who is asking, and from where: the actor of a request, its origin, what a session may reach before it is whole."""

from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from parta.identity.cookies import COOKIE
from parta.kernel.errors import NotAllowed, Refusal
from parta.people.remembered import Acting
from parta.policy.standing import Actor

SAFE = {"GET", "HEAD", "OPTIONS"}
OWN_HEADER = "x-parta"


class ForeignOrigin(NotAllowed):
    """The request comes from another site's page."""

    slug = "foreign-origin"
    title = "Этот запрос пришёл с чужой страницы. Откройте «Парту» по её адресу"


class UnreadableAddress(Refusal):
    """The address carries a sign that no text has."""

    status = 400
    slug = "unreadable-address"
    title = "Такого адреса нет. Откройте страницу заново"


async def actor_of(connection: ASGIConnection[Any, Any, Any, Any], acting: Acting) -> Actor | None:
    """The actor of this request; None for a stranger."""
    token = connection.cookies.get(COOKIE)
    return await acting.actor(token) if token else None


def same_origin(connection: ASGIConnection[Any, Any, Any, Any], public_host: str | None) -> bool:
    """Does the page that asks come from our own address? A missing or null origin does not (CWE-1385)."""
    return is_own_origin(connection.headers.get("origin", ""), connection.headers.get("host", ""), public_host)


def is_own_origin(origin: str, asked_host: str, public_host: str | None) -> bool:
    """The same for the two headers as they came."""
    host = urlsplit(origin).netloc
    return bool(host) and host in {asked_host, public_host}


class ReadableOnly:
    """Middleware: a NUL in the address is refused here for every door, as no database keeps one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and ("\0" in scope["path"] or b"%00" in scope["query_string"]):
            raise UnreadableAddress
        await self._app(scope, receive, send)


class OwnPagesOnly:
    """Middleware: an act (not a reading) needs our own header, and an origin that is ours when the browser names one.

    A foreign page can set neither: the header is not on the list of simple ones, and we answer no preflight.
    """

    def __init__(self, app: ASGIApp, public_host: str | None) -> None:
        self._app, self._public_host = app, public_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["path"].startswith("/api/"):
            connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope, receive, send)
            if str(connection.scope.get("method")) not in SAFE:
                named = "origin" in connection.headers
                if OWN_HEADER not in connection.headers or (named and not same_origin(connection, self._public_host)):
                    raise ForeignOrigin
        await self._app(scope, receive, send)
