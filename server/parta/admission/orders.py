"""Scans of orders: what they are is told by their content, never by their name (security.md 10, 13)."""

from uuid import UUID

import msgspec

from parta.kernel.errors import invalid
from parta.work import Work

from .queries import orders as queries

SCAN_AT_MOST = 10 * 1024 * 1024
_KINDS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class Scan(msgspec.Struct, frozen=True):
    """A kept scan."""

    kind: str
    content: bytes

    def name(self, number: str) -> str:
        """The name under which it is given out: ours, not the sender's."""
        return f"order-{number}.{_ENDINGS[self.kind]}"


async def keep(work: Work, content: bytes) -> UUID:
    """Keep a scan under a fresh key; raises `Invalid` for anything but PDF, JPEG and PNG."""
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if kind is None or len(content) < 64:
        raise invalid("/scan", "Нужен скан приказа в PDF, JPEG или PNG")
    if len(content) > SCAN_AT_MOST:
        raise invalid("/scan", "Скан больше 10 МБ: сохраните его в меньшем размере")
    one = work.new_id()
    row = {"id": one, "kind": kind, "content": content, "created_at": work.now}
    await queries.insert_scan(work.connection, row)
    return one


async def scan(work: Work, one: UUID) -> Scan:
    """A kept scan by its key."""
    return Scan(*await queries.scan(work.connection, one))
