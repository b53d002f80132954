"""Connections to the database: SQLAlchemy's pool for everything, and raw psycopg ones for the group commit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from .database import OpenDatabase

SIZE, MORE = 8, 24
STATEMENT_SECONDS = 20  # nothing a person asks for may take longer
OPTIONS = f"-c statement_timeout={STATEMENT_SECONDS}s -c jit=off -c timezone=UTC"


class Pools:
    """The connections of one process."""

    def __init__(self, database: OpenDatabase) -> None:
        self._database = database
        self.engine: AsyncEngine = create_async_engine(
            database.url,
            pool_size=SIZE,
            max_overflow=MORE,
            pool_timeout=10,
            pool_pre_ping=False,
            connect_args={"options": OPTIONS},
        )

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Pools"]:
        """Close the pool at the end."""
        try:
            yield self
        finally:
            await self.engine.dispose()

    @asynccontextmanager
    async def raw(self) -> AsyncIterator[psycopg.AsyncConnection[DictRow]]:
        """A connection of one's own, without SQLAlchemy: for the one hot path."""
        arguments: dict[str, Any] = {"options": f"{OPTIONS} -c plan_cache_mode=force_generic_plan"}
        connection = await psycopg.AsyncConnection.connect(
            self._database.dsn, autocommit=True, row_factory=dict_row, **arguments
        )
        try:
            yield connection
        finally:
            await connection.close()
