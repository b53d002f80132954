"""What the slice of files needs at hand: the store, the eyes that look at files, and the limits that the operator set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from parta.parts.files import FileStore, Memory
from parta.parts.inspecting.inspector import Inspector
from parta.parts.scanner import NoScanner, Scanner

MEGABYTE = 1024 * 1024
PIECE = 2 * MEGABYTE  # bytes of one piece of an upload: what a lost connection costs at most


class Limits(msgspec.Struct, frozen=True):
    """How much may be sent."""

    largest: int = 50 * MEGABYTE
    quota: int = 20 * 1024 * MEGABYTE
    an_hour: int = 200  # files of one person

    @property
    def largest_words(self) -> str:
        """«Файл больше 50 МБ», for the one who chose it."""
        return f"Файл больше {self.largest // MEGABYTE}\u00a0МБ. Сожмите его или разделите на части"


class Storage(msgspec.Struct, frozen=True):
    """Made once by the assembly."""

    store: FileStore
    scanner: Scanner
    inspector: Inspector
    limits: Limits = Limits()


@asynccontextmanager
async def in_memory() -> AsyncIterator[Storage]:
    """A store that keeps nothing: for a server that is opened without one."""
    async with Memory().open() as store, NoScanner().open() as scanner:
        yield Storage(store, scanner, Inspector())
