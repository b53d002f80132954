"""Phones of the tests, and the service that their browsers listen to: a real HTTPS server on loopback."""

import ssl
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from socket import AF_INET, AI_NUMERICHOST, AddressFamily
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import update

from parta.assembly import Entry
from parta.notify.commands import ensure_key
from parta.notify.sending import Courier
from parta.parts.push import WebPush
from parta.school.tables import school as school_rows
from people import Person, TestSchool
from self_signed import self_signed

HOST = "push.example.org"
PUSH = WebPush(contact="mailto:admin@school.ru", services=(HOST,))
WITH_PUSH = Entry(push=PUSH)


class Phone:
    """A browser that asked for notices: only it can read what is sent to it."""

    def __init__(self, host: str = HOST) -> None:
        self._key, self._auth = ec.generate_private_key(ec.SECP256R1()), token_bytes(16)
        self.name = token_urlsafe(16)
        self.endpoint = f"https://{host}/{self.name}"

    @property
    def subscription(self) -> dict[str, str]:
        """What the browser tells the page."""
        return {"endpoint": self.endpoint, "p256dh": _said(self._point), "auth": _said(self._auth)}

    async def asks(self, person: Person, *, expect: int = 204) -> Any:
        """Its owner switches notices on."""
        return await person.ask("PUT", "/api/me/push", self.subscription, expect=expect)

    def reads(self, body: bytes) -> Any:
        """Decrypt by RFC 8291: what the page's worker gets."""
        salt, rest = body[:16], body[21:]
        sender, sealed = rest[: body[20]], rest[body[20] :]
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._key.exchange(ec.ECDH(), point)
        secret = _derived(self._auth, shared, b"WebPush: info\0" + self._point + sender, 32)
        content = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
        return msgspec.json.decode(AESGCM(content).decrypt(nonce, sealed, None).rstrip(b"\0")[:-1])

    @property
    def _point(self) -> bytes:
        return self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


async def wakeful(school: TestSchool) -> None:
    """Its nights last a minute: a test of what rings may run at any hour (quiet hours have tests of their own)."""
    async with school.server.workshop.open() as work:
        await work.connection.execute(update(school_rows).values(quiet_from=0, quiet_to=1))


class Delivered(msgspec.Struct):
    """One parcel as the service sees it."""

    name: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """What Google, Mozilla or Apple run. `answers`: the status for each phone, by its name."""

    def __init__(self) -> None:
        self.delivered: list[Delivered] = []
        self.answers: dict[str, int] = {}
        self.port = 0

    async def take(self, request: web.Request) -> web.Response:
        name = request.path.strip("/")
        status = self.answers.get(name, 201)
        headers = {"Location": "https://127.0.0.1/stolen"} if status in (301, 307) else {}
        self.delivered.append(Delivered(name, dict(request.headers), await request.read()))
        return web.Response(status=status, headers=headers)

    def to(self, phone: Phone) -> list[Any]:
        """What this phone has read."""
        return [phone.reads(one.body) for one in self.delivered if one.name == phone.name]


class ByTheService(AbstractResolver):
    """Every name leads to the service on loopback."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_INET) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=self._port, family=AF_INET, proto=0, flags=AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def push_service(school: TestSchool) -> AsyncIterator[tuple[PushService, Courier]]:
    """The service, and the worker's part that calls it."""
    service = PushService()
    app = web.Application()
    app.router.add_post("/{name}", service.take)
    runner = web.AppRunner(app)
    await runner.setup()
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = self_signed(Path(folder) / "tls", HOST, 2)
        own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        own.load_cert_chain(certificate, key)
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=own)
        await site.start()
        service.port = runner.addresses[0][1]
        trust = ssl.create_default_context(cafile=str(certificate))
        private = await ensure_key(school.server.workshop)
        try:
            async with PUSH.open(private, resolver=ByTheService(service.port), trust=trust) as carrier:
                yield service, Courier(school.server.workshop, carrier)
        finally:
            await runner.cleanup()


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _said(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
