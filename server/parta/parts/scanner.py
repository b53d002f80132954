"""The look for viruses: none, or a clamd that is sent every file before anybody may open it (INSTREAM)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import msgspec

WITHIN = 120.0  # seconds for one file


class ScannerAway(Exception):
    """The scanner did not answer: the file waits, nobody may open it meanwhile."""


class Scanner(Protocol):
    """Looks at a file."""

    async def infection(self, content: AsyncIterator[bytes]) -> str | None:
        """The name of what was found; None: nothing. Raises `ScannerAway`."""
        ...


class NoScanner(msgspec.Struct, frozen=True):
    """Nobody looks."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Scanner]:
        """Nothing to open."""
        yield self

    async def infection(self, content: AsyncIterator[bytes]) -> str | None:
        return None


class Clamd(msgspec.Struct, frozen=True):
    """A clamd at `/run/clamav/clamd.ctl` or at `host:port`."""

    address: str

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Scanner]:
        """Each file has a connection of its own, as clamd wants it."""
        yield self

    async def infection(self, content: AsyncIterator[bytes]) -> str | None:
        try:
            async with asyncio.timeout(WITHIN):
                answer = await self._ask(content)
        except (OSError, TimeoutError, EOFError) as fault:
            raise ScannerAway(str(fault)) from fault
        verdict = answer.rstrip(b"\0").decode(errors="replace").removeprefix("stream: ")
        if verdict == "OK":
            return None
        if verdict.endswith(" FOUND"):
            return verdict.removesuffix(" FOUND")
        raise ScannerAway(verdict)

    async def _ask(self, content: AsyncIterator[bytes]) -> bytes:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            async for piece in content:
                writer.write(len(piece).to_bytes(4, "big") + piece)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return await reader.readuntil(b"\0")
        finally:
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.address.startswith("/"):
            return await asyncio.open_unix_connection(self.address)
        host, _, port = self.address.rpartition(":")
        return await asyncio.open_connection(host.strip("[]"), int(port))
