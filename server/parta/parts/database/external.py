"""A PostgreSQL that the operator runs: we only check that it fits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import psycopg

from parta.parts.database.opened import OLDEST_VERSION, DatabaseUnavailable, OpenDatabase

ANSWER_WITHIN_SECONDS = 10


class ExternalPostgres(msgspec.Struct, frozen=True, tag="external"):
    """PostgreSQL 18 or newer at `url` (`postgresql://user:password@host/database`)."""

    url: str

    @asynccontextmanager
    async def open(self) -> AsyncIterator[OpenDatabase]:
        """Check that the database answers and fits, then give its address."""
        dsn = self.url.replace("postgresql+psycopg://", "postgresql://", 1)
        await _check(dsn)
        yield OpenDatabase(dsn)


async def _check(dsn: str) -> None:
    try:
        async with await psycopg.AsyncConnection.connect(dsn, connect_timeout=ANSWER_WITHIN_SECONDS) as connection:
            version = connection.info.server_version
            cursor = await connection.execute(
                "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
            )
            row = await cursor.fetchone()
    except psycopg.ProgrammingError as problem:
        raise DatabaseUnavailable(f"Адрес базы данных записан с ошибкой: {problem}".strip()) from problem
    except psycopg.Error as problem:
        raise DatabaseUnavailable(
            f"База данных по указанному адресу не отвечает. Проверьте database.url. Ответ: {problem}".strip()
        ) from problem
    if version < OLDEST_VERSION:
        raise DatabaseUnavailable(f"Нужен PostgreSQL 18 или новее, а по указанному адресу — {version // 10000}.")
    if row is None or row[0] != "UTF8":
        raise DatabaseUnavailable("База данных должна быть в кодировке UTF8: создайте её заново с ENCODING 'UTF8'.")
