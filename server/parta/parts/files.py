"""Files: a folder of this machine, or a bucket of any S3; the same few words for both."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import msgspec
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, S3Store

from parta.kernel.errors import Refusal

PIECE = 256 * 1024  # bytes handed on at once
FORGOTTEN_AT_ONCE = 500


class StoreAway(Refusal):
    """The store of files does not answer, or is full."""

    status = 503
    slug = "files-away"
    title = "Хранилище файлов сейчас не отвечает. Попробуйте через минуту"


class FileStore(Protocol):
    """Where the bytes of files lie, by keys that we make."""

    async def keep(self, key: str, content: bytes) -> None:
        """Store these bytes under a key; the same key again is written over."""
        ...

    def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to (not including) `end`, piece by piece."""
        ...

    async def forget(self, keys: Sequence[str]) -> None:
        """Remove what lies under these keys; a key without anything is no fault."""
        ...


class OpenStore:
    """A store that answers; what differs between the variants is behind `obstore`."""

    def __init__(self, store: LocalStore | MemoryStore | S3Store) -> None:
        self._store = store

    async def keep(self, key: str, content: bytes) -> None:
        try:
            await self._store.put_async(key, content)
        except (BaseError, OSError) as fault:
            raise StoreAway from fault

    async def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        if end <= start:
            return
        try:
            found = await self._store.get_async(key, options={"range": (start, end)})
            async for piece in found.stream(min_chunk_size=PIECE):
                yield bytes(piece)
        except (BaseError, OSError) as fault:
            raise StoreAway from fault

    async def forget(self, keys: Sequence[str]) -> None:
        for at in range(0, len(keys), FORGOTTEN_AT_ONCE):
            try:
                await self._store.delete_async(list(keys[at : at + FORGOTTEN_AT_ONCE]))
            except FileNotFoundError:
                pass
            except (BaseError, OSError) as fault:
                raise StoreAway from fault


class Folder(msgspec.Struct, frozen=True):
    """Files of this machine."""

    path: Path

    @asynccontextmanager
    async def open(self) -> AsyncIterator[FileStore]:
        """The folder is made when it is not there."""
        yield OpenStore(LocalStore(self.path, mkdir=True))


class Bucket(msgspec.Struct, frozen=True):
    """A bucket of Amazon S3 or of anything that speaks like it."""

    name: str
    endpoint: str | None = None
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: str = ""
    prefix: str = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[FileStore]:
        """Nothing is asked yet: a bucket that is away is refused by name when a file is."""
        yield OpenStore(
            S3Store(
                self.name,
                prefix=self.prefix or None,
                config={
                    "region": self.region,
                    "access_key_id": self.access_key,
                    "secret_access_key": self.secret_key,
                    **({"endpoint": self.endpoint} if self.endpoint else {}),
                    "virtual_hosted_style_request": False,
                },
                client_options={
                    "allow_http": (self.endpoint or "").startswith("http://"),
                    "timeout": timedelta(seconds=60),
                    "connect_timeout": timedelta(seconds=5),
                },
                retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
            )
        )


class Memory(msgspec.Struct, frozen=True):
    """Nothing is kept: for tests, and for whoever only asks what the doors are."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[FileStore]:
        """An empty store."""
        yield OpenStore(MemoryStore())
