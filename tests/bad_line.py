"""A mobile network at the edge of its reach, between a browser and the server: slow, and it loses what it carries.

TCP hides a lost packet until it does not: then a connection ends in the middle, and nobody knows what had arrived. That is
what this line does: of what it carries it may deliver a request and lose its answer.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

PIECE = 512  # bytes carried at a time


class BadLine:
    """Stands before `url` at an address of its own; good until it is told otherwise."""

    def __init__(self, server: str, seed: int) -> None:
        self._server, self._chance = urlsplit(server), random.Random(seed)
        self._bytes_per_second: float | None = None
        self._loses = 0.0
        self.cut = 0  # connections ended in the middle
        self.url = ""

    def becomes(self, *, kilobits: float | None, loses: float) -> None:
        """From now on so many kilobits a second each way; `loses`: the share of pieces at which a connection breaks."""
        self._bytes_per_second = None if kilobits is None else kilobits * 1000 / 8
        self._loses = loses

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, both ways, until either side ends it or the line does."""
        host, port = self._server.hostname, self._server.port
        there, back = await asyncio.open_connection(host, port)
        ways = [asyncio.create_task(self._way(reader, back)), asyncio.create_task(self._way(there, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for side in (back, writer):
                side.transport.abort()

    async def _way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                if self._bytes_per_second:
                    await asyncio.sleep(len(piece) / self._bytes_per_second)
                if self._chance.random() < self._loses:
                    self.cut += 1
                    return
                writer.write(piece)
                await writer.drain()


@asynccontextmanager
async def bad_line(server: str, seed: int = 1) -> AsyncIterator[BadLine]:
    """A line to this server, on loopback."""
    line = BadLine(server, seed)
    listening = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    line.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield line
    finally:
        line.becomes(kilobits=None, loses=1)
        listening.close()
