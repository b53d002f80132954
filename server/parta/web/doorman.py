"""The handshake of `/ws`: uvicorn reads the request, we say who it is, picows takes the connection over.

Why not through ASGI: docs/decisions/socket-by-picows.md.
"""

import asyncio
import logging
from http.cookies import CookieError, SimpleCookie
from typing import Any

from picows import WSAutoPingStrategy
from picows.picows import WSProtocol  # type: ignore[attr-defined]  # compiled, left out of its stub
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from parta.identity.cookies import COOKIE
from parta.policy.standing import Actor

from .guards import is_own_origin
from .socket import LARGEST_FRAME, Connection, Gateway

PATH = b"/ws"
HANDSHAKE = 10.0  # seconds
READ_BUFFER = 2048  # bytes per connection; grows with a longer frame
HANDSHAKES = {b"host", b"upgrade", b"connection", b"sec-websocket-key", b"sec-websocket-version"}
REFUSED = b"HTTP/1.1 %b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_log = logging.LoggerAdapter(logging.getLogger("parta.socket"))  # an adapter: picows makes a child of a plain logger


def doorman(gateway: Gateway) -> type[HttpToolsProtocol]:
    """uvicorn's protocol with this gateway behind its upgrade."""

    class Doorman(HttpToolsProtocol):
        """One HTTP connection that may become a socket."""

        def _should_upgrade_to_ws(self) -> bool:
            return True  # uvicorn knows of no socket library, and needs none

        def handle_websocket_upgrade(self) -> None:
            """Authorise before any data (security.md 15): from memory at once, else by the database."""
            if self.url.partition(b"?")[0] != PATH:
                self._refuse(b"404 Not Found")
                return
            self.transport.pause_reading()
            headers = {name: value.decode("latin-1") for name, value in self.scope["headers"]}
            own = is_own_origin(headers.get(b"origin", ""), headers.get(b"host", ""), gateway.public_host)
            token = _cookie(headers.get(b"cookie", "")) if own else ""
            if not token:
                self._refuse(b"403 Forbidden")
                return
            actor = gateway.acting.at_hand(token)
            if actor is not None:
                self._open(actor, token)
                return
            task = self.loop.create_task(self._ask(token))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

        async def _ask(self, token: str) -> None:
            async with asyncio.timeout(HANDSHAKE):
                actor = await gateway.acting.actor(token)
            if not self.transport.is_closing():
                self._open(actor, token)

        def _open(self, actor: Actor | None, token: str) -> None:
            if actor is None or actor.person is None or actor.hat is None or actor.school is None:
                self._refuse(b"403 Forbidden")
                return
            self.connections.discard(self)
            connection = Connection(gateway, actor, token)
            protocol = _protocol(connection)
            self.transport.set_protocol(protocol)
            protocol.connection_made(self.transport)
            _feed(protocol, self._head())
            self.transport.resume_reading()

        def _head(self) -> bytes:
            """What of the request the handshake needs; picows keeps it as long as the socket is open."""
            lines = [b"%b %b HTTP/1.1" % (self.scope["method"].encode(), PATH)]
            lines += [b"%b: %b" % (name, value) for name, value in self.scope["headers"] if name in HANDSHAKES]
            return b"\r\n".join(lines) + b"\r\n\r\n"

        def _refuse(self, status: bytes) -> None:
            self.transport.write(REFUSED % status)
            self.transport.close()

    return Doorman


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _protocol(connection: Connection) -> Any:
    """picows' own protocol, as its `ws_create_server` makes it; pinned in the lock, since the signature is not public."""
    return WSProtocol(
        None, None, False, lambda _request: connection, _log, True, HANDSHAKE, False, 0, 0,
        WSAutoPingStrategy.PING_WHEN_IDLE, True, LARGEST_FRAME, None, READ_BUFFER,
    )  # fmt: skip


def _feed(protocol: Any, request: bytes) -> None:
    view = memoryview(request)
    while view:
        room = protocol.get_buffer(-1)
        size = min(len(room), len(view))
        room[:size] = view[:size]
        protocol.buffer_updated(size)
        view = view[size:]
