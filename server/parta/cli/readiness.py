"""Asking the app through its own door whether it is ready."""

import asyncio
import contextlib
import ssl

from parta.settings import Acme, Files, Settings

ANSWER_WITHIN_SECONDS = 5.0


async def is_ready(settings: Settings) -> bool:
    """`/health/ready` answers 200."""
    with contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
            return await _status(settings) == b"200"
    return False


async def _status(settings: Settings) -> bytes:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - read, not bound
    tls = _any_certificate() if isinstance(settings.tls, Files | Acme) else None
    reader, writer = await asyncio.open_connection(host, settings.port, ssl=tls)
    try:
        writer.write(f"GET /health/ready HTTP/1.1\r\nHost: {settings.listen}\r\nConnection: close\r\n\r\n".encode())
        return (await reader.readline())[9:12]
    finally:
        writer.close()


def _any_certificate() -> ssl.SSLContext:
    # We talk to our own child on this machine: the certificate's name is the school's, not ours.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
