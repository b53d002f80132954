"""What PostgreSQL tells a listening connection (LISTEN/NOTIFY), heard when it comes."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Any

import psycopg
import structlog
from psycopg import sql
from psycopg.pq.misc import PGnotify

AGAIN_AFTER = 0.5  # seconds until a lost connection is made anew

log = structlog.get_logger()
Connect = Callable[[], AbstractAsyncContextManager[psycopg.AsyncConnection[Any]]]


async def listen(connect: Connect, channel: str, hear: Callable[[bytes], None], deaf: Callable[[bool], None]) -> None:
    """Hand on the words of each notice until cancelled. `deaf`: may any be missed from now on?"""
    while True:
        try:
            async with connect() as connection:
                await connection.execute(sql.SQL("listen {}").format(sql.Identifier(channel)))
                deaf(False)
                async with aclosing(heard(connection)) as notices:
                    async for notice in notices:
                        hear(notice.extra)
        except (psycopg.Error, OSError) as error:
            log.warning("a listener lost its database", channel=channel, error=str(error))
        deaf(True)
        await asyncio.sleep(AGAIN_AFTER)


async def heard(connection: psycopg.AsyncConnection[Any]) -> AsyncGenerator[PGnotify, None]:
    """Each notice of the channels that this connection listens to; raises `psycopg.OperationalError` when the server is gone.

    Take it in `aclosing`, so that nothing listens on a connection that is closed. psycopg's own `notifies()` would look
    ten times a second whether anything came: most of what an idle school costs.
    """
    loop, came, socket = asyncio.get_running_loop(), asyncio.Event(), connection.fileno()
    came.set()  # what came together with the answer to LISTEN lies read already
    loop.add_reader(socket, came.set)
    try:
        while True:
            await came.wait()
            came.clear()
            connection.pgconn.consume_input()
            while (notice := connection.pgconn.notifies()) is not None:
                yield notice
    finally:
        loop.remove_reader(socket)
