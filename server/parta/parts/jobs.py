"""Jobs in the same PostgreSQL (Procrastinate): deferred in the transaction of the act that wants them, done after its commit.

A job's queue says where it runs: `app` beside the sockets, because it tells people something; `worker` in a process of
its own, because it is heavy and tells nobody.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any, Literal

import anyio
import msgspec
import psycopg
import structlog
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.connector import Notify
from procrastinate.exceptions import ConnectorException
from procrastinate.schema import SchemaManager
from psycopg import sql

from .database import OpenDatabase
from .listening import heard

Queue = Literal["app", "worker"]
STOP_SECONDS = 5
# The queue's database did not answer.
FAULTS = (psycopg.Error, ConnectorException, OSError)

LOOK_EVERY = 30.0  # seconds
AGAIN_AFTER = 1.0  # seconds until a lost connection is made anew

log = structlog.get_logger()


class Job(msgspec.Struct, frozen=True):
    """One kind of work to be done later. `cron` (five fields, UTC) repeats it; `attempts` with growing pauses."""

    name: str
    queue: Queue
    run: Callable[..., Awaitable[None]]
    cron: str | None = None
    attempts: int = 5


class WakingConnector(PsycopgConnector):
    """Procrastinate's connector, which wakes when a job comes instead of looking ten times a second."""

    def __init__(self, dsn: str) -> None:
        super().__init__(conninfo=dsn, min_size=1, max_size=3)
        self._dsn = dsn

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Tell the worker what the database tells; a lost connection is made anew."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
                    for channel in channels:
                        await connection.execute(sql.SQL("listen {}").format(sql.Identifier(channel)))
                    async with aclosing(heard(connection)) as notices:
                        async for notice in notices:
                            await on_notification(channel=notice.relname.decode(), payload=notice.extra.decode())
            except (psycopg.Error, OSError) as error:
                log.warning("jobs are not told", error=str(error))
            await anyio.sleep(AGAIN_AFTER)


class Jobs:
    """The queue, as one process sees it."""

    def __init__(self, database: OpenDatabase, jobs: Sequence[Job]) -> None:
        self._app = App(connector=WakingConnector(database.dsn))
        for job in jobs:
            self._register(job)

    def _register(self, job: Job) -> None:
        retry = RetryStrategy(max_attempts=job.attempts, exponential_wait=4)
        if job.cron is None:
            self._app.task(name=job.name, queue=job.queue, retry=retry)(job.run)
            return

        async def repeated(timestamp: int) -> None:
            await job.run()

        task = self._app.task(name=job.name, queue=job.queue, queueing_lock=job.name)(repeated)
        self._app.periodic(cron=job.cron)(task)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Jobs"]:
        """Connect."""
        async with self._app.open_async():
            yield self

    async def defer(self, connection: Any, name: str, arguments: dict[str, Any]) -> None:
        """Put a job into the transaction of this psycopg connection: a rollback takes it back."""
        await self._app.configure_task(name, connection=connection).defer_async(**arguments)

    async def counts(self) -> dict[str, int]:
        """How many jobs of the whole school stand where; done ones are deleted."""
        rows = await self._app.connector.execute_query_all_async(
            "select status::text as status, count(*)::int as jobs from procrastinate_jobs group by status"
        )
        return {row["status"]: row["jobs"] for row in rows}

    async def do(self, queue: Queue) -> None:
        """Do the jobs of this queue until cancelled; a lost database is waited for."""
        while True:
            try:
                await self._app.run_worker_async(
                    queues=[queue],
                    name=queue,
                    concurrency=2,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="successful",
                    fetch_job_polling_interval=LOOK_EVERY,  # a new job is told by the database at once
                    abort_job_polling_interval=LOOK_EVERY,
                )
            except FAULTS as error:
                log.warning("jobs lost their database", queue=queue, error=str(error))
                await anyio.sleep(AGAIN_AFTER)


def prepare(dsn: str) -> None:
    """Make the queue's tables where there are none; called under the migrations' lock."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        found = connection.execute("select to_regclass('procrastinate_jobs')").fetchone()
        if found is not None and found[0] is None:
            connection.execute(SchemaManager.get_schema().encode())
