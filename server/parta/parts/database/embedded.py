"""PostgreSQL in the school's own data folder, started and stopped by us."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import anyio.to_thread
import msgspec

from parta.parts.database.cluster import Cluster
from parta.parts.database.opened import DatabaseUnavailable, OpenDatabase
from parta.parts.processes import ended

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 15.0


class EmbeddedPostgres(msgspec.Struct, frozen=True, tag="embedded"):
    """A cluster in `folder`, reachable through a Unix socket only."""

    folder: Path

    @asynccontextmanager
    async def open(self) -> AsyncIterator[OpenDatabase]:
        """Start PostgreSQL (make it first, if need be), keep it running, stop it at the end."""
        cluster = Cluster(self.folder)
        await anyio.to_thread.run_sync(cluster.prepare)
        try:
            # From this thread, not a worker's: the kernel stops PostgreSQL when the thread that started it ends.
            cluster.spawn()
            await anyio.to_thread.run_sync(cluster.wait_ready)
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_keep, cluster)
                yield OpenDatabase(cluster.dsn())
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(cluster.stop)
            cluster.release()


async def _keep(cluster: Cluster) -> None:
    """Start PostgreSQL again whenever it ends by itself."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        if cluster.process is not None:
            await ended(cluster.process)
        await anyio.sleep(pause)
        cluster.spawn()
        try:
            await anyio.to_thread.run_sync(cluster.wait_ready)
            pause = FIRST_PAUSE_SECONDS
        except DatabaseUnavailable:
            # Back-ends of a killed server may hold its memory for a moment; a full disk may be emptied.
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
