"""The store of files, its limits and whoever looks at them, as the operator chose."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from parta.files.storage import MEGABYTE, Limits, Storage
from parta.parts.files import Bucket, Folder
from parta.parts.inspecting.inspector import Inspector
from parta.parts.scanner import Clamd, NoScanner

from . import Settings
from .choices import S3, ClamdScan, FolderOfFiles


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Storage]:
    """Open the store and the scanner."""
    chosen = settings.file_limits
    limits = Limits(chosen.largest_mb * MEGABYTE, chosen.school_gb * 1024 * MEGABYTE, chosen.an_hour)
    async with AsyncExitStack() as parts:
        store = await parts.enter_async_context(_files(settings).open())
        scanner = await parts.enter_async_context(_scanner(settings).open())
        yield Storage(store, scanner, Inspector(), limits)


def _files(settings: Settings) -> Folder | Bucket:
    match settings.files:
        case FolderOfFiles(path=path):
            return Folder(path or settings.data / "files")
        case S3() as s3:
            return Bucket(s3.bucket, **s3.model_dump(exclude={"kind", "bucket"}))


def _scanner(settings: Settings) -> NoScanner | Clamd:
    chosen = settings.virus_scan
    return Clamd(chosen.address) if isinstance(chosen, ClamdScan) else NoScanner()
