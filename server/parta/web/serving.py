"""The application on an open socket: encrypted or not, behind named proxies or none, until a signal says stop."""

import asyncio
import gc
import signal
import socket
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn
from litestar import Litestar

from .doorman import doorman

STOP_WITHIN = 5  # seconds for open requests
TICK = 1.0  # second: as exact as an answer's `Date` is
KEPT_OPEN = 65  # seconds without a request: a phone on a bad network shakes hands once, not for every page it opens


async def serve(
    app: Litestar, listening: socket.socket, files: tuple[Path, Path] | None = None, trusted: Sequence[str] = ()
) -> None:
    """Serve on an open socket until SIGTERM or SIGINT.

    `files`: certificate and key. `trusted`: proxies whose forwarded headers count; without them none does.
    """
    gateway = app.state["gateway"]
    config = uvicorn.Config(
        app,
        http=doorman(gateway),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=list(trusted),
        timeout_graceful_shutdown=STOP_WITHIN,
        timeout_keep_alive=KEPT_OPEN,
        ssl_certfile=files[0] if files else None,
        ssl_keyfile=files[1] if files else None,
    )
    server = Uvicorn(config)
    server.server_state.connections = gateway.connections
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    gc.collect()
    gc.freeze()  # what the start has made stays: looking through it again and again costs 150 ms in a school's worst moment
    await server.serve(sockets=[listening])


class Uvicorn(uvicorn.Server):
    """uvicorn without signal handlers of its own: ours run in the loop. It wakes for the clock in its answers, once a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Take no new connections, finish what is open, end."""
        self.should_exit = True
        self._stopping.set()

    async def main_loop(self) -> None:
        """uvicorn's own looks ten times a second whether it has to stop."""
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), TICK)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals alone."""
        yield
