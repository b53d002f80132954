"""A whole file is looked at: viruses, what it is, how it looks small. Only then may it be sent, and only then read."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

import structlog

from parta.kernel.errors import Refusal
from parta.kernel.ids import SchoolId
from parta.parts.inspecting.refusals import REFUSALS, Infected
from parta.parts.inspecting.shapes import Inspected, Question
from parta.parts.schema import Record
from parta.work import Workshop

from .queries import uploads as queries
from .storage import MEGABYTE, Storage
from .uploads import part_key

log = structlog.get_logger()


async def look(workshop: Workshop, storage: Storage, school: SchoolId, one: UUID) -> None:
    """Look at a file that came whole. When store or scanner are away this fails, and the job comes again."""
    async with workshop.open(reads=True) as work:
        row = await queries.checked(work.connection, school, one)
    if row is None:
        return
    with tempfile.TemporaryFile() as file:
        await _gather(storage, row, file)
        values = await _verdict(storage, row, file)
    async with workshop.open() as work:
        await queries.settle(work.connection, school, one, values)
    await storage.store.forget([part_key(row, place) for place in range(len(row.parts))])


async def _gather(storage: Storage, row: Record, file: BinaryIO) -> None:
    for place, size in enumerate(row.parts):
        async for piece in storage.store.read(part_key(row, place), 0, size):
            await asyncio.to_thread(file.write, piece)
    file.flush()


async def _verdict(storage: Storage, row: Record, file: BinaryIO) -> dict[str, object]:
    """What to write down: a ready file with its sizes in the store, or why it is refused."""
    try:
        virus = await storage.scanner.infection(_pieces(file))
        if virus is not None:
            log.warning("infected file refused", school=str(row.school_id), owner=str(row.owner_id), virus=virus)
            raise Infected
        found = await storage.inspector.inspect(file, Question(row.name))
    except Refusal as refused:
        if refused.slug not in REFUSALS:
            raise
        return {"state": "refused", "refusal": refused.slug, "kept": 0}
    variants = await _kept(storage, row, file, found)
    return {
        "state": "ready",
        "kind": found.kind,
        "type": found.type,
        "name": PurePath(row.name).stem + found.ending,
        "width": found.width,
        "height": found.height,
        "variants": variants,
        "bytes": variants["full"][2],
        "kept": sum(size for _, _, size in variants.values()),
    }


async def _kept(storage: Storage, row: Record, file: BinaryIO, found: Inspected) -> dict[str, tuple[str, str, int]]:
    file.seek(0)
    full = found.full if found.full is not None else await asyncio.to_thread(file.read)
    sizes = {"full": (full, found.type), "screen": (found.screen, found.type), "thumb": (found.thumb, "image/webp")}
    variants = {}
    for size, (content, media) in sizes.items():
        if content is not None:
            key = f"{row.school_id}/{row.id}/{size}"
            await storage.store.keep(key, content)
            variants[size] = (key, media, len(content))
    return variants


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    file.seek(0)
    while piece := await asyncio.to_thread(file.read, MEGABYTE):
        yield piece
