"""Web Push: not at all, or through the services of the browsers' makers. What is sent is encrypted for one browser (RFC 8291)."""

import asyncio
import ipaddress
import socket
import ssl
import time
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar, Protocol, runtime_checkable
from urllib.parse import urlsplit

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.hazmat.primitives.asymmetric import ec

PATIENCE_SECONDS = 10.0
CONNECTIONS = 20  # at once, to all services
LONGEST_ENDPOINT = 1000
SIGNED_FOR_SECONDS = 12 * 3600  # RFC 8292 §2 allows a day
SECRET_BYTES = 16
GONE = {404, 410}
LATER = {408, 425, 429, 500, 502, 503, 504}


class Browser(msgspec.Struct, frozen=True):
    """Where one browser is reached, and what its messages are encrypted with (base64url, as the browser gives them)."""

    endpoint: str
    p256dh: str
    auth: str


class Parcel(msgspec.Struct, frozen=True):
    """What is sent. `topic`: a later parcel of the same topic takes the place of one that still waits (RFC 8030 §5.4)."""

    payload: bytes
    topic: str
    lasts_seconds: int
    urgency: str = "normal"


class BrowserIsGone(Exception):
    """The service knows this browser no more: nothing will ever reach it."""


class NotTaken(Exception):
    """The service did not take the parcel. `again`: it may later, not before so many seconds."""

    def __init__(self, why: str, *, again: float | None) -> None:
        super().__init__(why)
        self.again = again


class Carrier(Protocol):
    """Hands parcels over."""

    async def send(self, browser: Browser, parcel: Parcel) -> None:
        """Hand over one parcel; raises `BrowserIsGone` or `NotTaken`."""
        ...


@runtime_checkable
class Push(Protocol):
    """How phones are told that something came."""

    @property
    def offered(self) -> bool:
        """Does the operator let us call the browsers' makers?"""
        ...

    def accepts(self, endpoint: str) -> bool:
        """May a parcel be sent there?"""
        ...


class NoPush(msgspec.Struct, frozen=True):
    """Nothing leaves the machine."""

    offered: ClassVar[bool] = False

    def accepts(self, endpoint: str) -> bool:
        """Nowhere."""
        return False


class WebPush(msgspec.Struct, frozen=True, kw_only=True):
    """Through the named services only. `contact`: whom a service asks when something is wrong («mailto:…» or a page)."""

    offered: ClassVar[bool] = True

    contact: str
    services: tuple[str, ...]

    def accepts(self, endpoint: str) -> bool:
        """An https address of a named service on its usual port; never a bare number (security.md, SSRF)."""
        if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii():
            return False
        try:
            parts = urlsplit(endpoint)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if parts.scheme != "https" or port not in (None, 443) or parts.username or parts.password or not host:
            return False
        return not _is_number(host) and any(_fits(host, service) for service in self.services)

    @asynccontextmanager
    async def open(
        self, key: str, *, resolver: AbstractResolver | None = None, trust: ssl.SSLContext | None = None
    ) -> AsyncIterator[Carrier]:
        """Keep connections. `key`: the school's own, as PEM; the services know by it that it is we who send."""
        connector = aiohttp.TCPConnector(
            resolver=resolver or PublicOnly(), limit=CONNECTIONS, ssl=trust if trust is not None else True
        )
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout, trust_env=True) as http:
            yield _OpenWebPush(self, key, http)


class PublicOnly(AbstractResolver):
    """Finds addresses of the open net only: a name that leads into a school's own network leads nowhere."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        return public(host, [(kind, number, str(address[0]), int(address[1])) for kind, _, number, _, address in found])

    async def close(self) -> None:
        """Nothing is kept open."""


def public(host: str, found: Sequence[tuple[int, int, str, int]]) -> list[ResolveResult]:
    """Those of (family, protocol, address, port) that anybody may call; raises `OSError` when there is none."""
    good = [
        ResolveResult(hostname=host, host=address, port=port, family=family, proto=number, flags=socket.AI_NUMERICHOST)
        for family, number, address, port in found
        if ipaddress.ip_address(address.partition("%")[0]).is_global
    ]
    if not good:
        raise OSError(f"{host} is not in the open net")
    return good


class NewKey(msgspec.Struct, frozen=True):
    """A key pair: PEM for us, the uncompressed point in base64url for browsers."""

    private: str
    public: str


def are_keys(p256dh: str, auth: str) -> bool:
    """Can something be encrypted with what a browser gave: a point of P-256 and sixteen bytes?"""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == SECRET_BYTES
    except ValueError:
        return False


def new_key() -> NewKey:
    """A key of one's own (VAPID, RFC 8292)."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from py_vapid import Vapid02, b64urlencode

    key = Vapid02()
    key.generate_keys()
    point = key.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return NewKey(key.private_pem().decode(), b64urlencode(point))


class _OpenWebPush:
    """The services, with kept connections. The library comes here, not at the top: the app never sends."""

    def __init__(self, push: WebPush, key: str, http: aiohttp.ClientSession) -> None:
        from py_vapid import Vapid02

        self._push, self._http = push, http
        self._key = Vapid02.from_pem(key.encode())

    async def send(self, browser: Browser, parcel: Parcel) -> None:
        """Hand over one parcel; a redirect is a refusal, it would lead where nobody allowed."""
        if not self._push.accepts(browser.endpoint):
            raise NotTaken("the service is not among those allowed", again=None)
        headers = {
            **self._signed(browser.endpoint),
            "TTL": str(parcel.lasts_seconds),
            "Topic": parcel.topic,
            "Urgency": parcel.urgency,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
        }
        try:
            body = _encrypted(browser, parcel.payload)
            async with self._http.post(browser.endpoint, data=body, headers=headers, allow_redirects=False) as answer:
                if answer.status in GONE:
                    raise BrowserIsGone
                if not 200 <= answer.status < 300:
                    raise NotTaken(f"HTTP {answer.status}", again=_again(answer))
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise NotTaken(type(problem).__name__, again=0.0) from problem  # its text may hold the browser's address

    def _signed(self, endpoint: str) -> dict[str, str]:
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "sub": self._push.contact,
            "exp": int(time.time()) + SIGNED_FOR_SECONDS,
        }
        return dict(self._key.sign(claims))


def _encrypted(browser: Browser, payload: bytes) -> bytes:
    from pywebpush import WebPusher, WebPushException

    keys = {"p256dh": browser.p256dh, "auth": browser.auth}
    try:
        return bytes(WebPusher({"endpoint": browser.endpoint, "keys": keys}).encode(payload)["body"])
    except (WebPushException, ValueError) as problem:
        raise NotTaken("the browser's keys are no keys", again=None) from problem


def _again(answer: aiohttp.ClientResponse) -> float | None:
    if answer.status not in LATER:
        return None
    said = answer.headers.get("Retry-After", "")
    return min(float(said), 3600.0) if said.isdecimal() else 0.0


def _bytes(said: str) -> bytes:
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


def _fits(host: str, service: str) -> bool:
    if service.startswith("*."):
        return host.endswith(service[1:])
    return host == service


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdecimal()  # «127.1» is read as a number by some
    return True
