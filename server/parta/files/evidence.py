"""Files that somebody reported: their bytes outlive the message until the report's term is over (E3)."""

from parta.kernel.errors import NotFound
from parta.kernel.ids import RoomId
from parta.parts.schema import Record
from parta.work import Work

from .queries import evidence as queries
from .shapes import Size, Variant


async def keep(work: Work, room: RoomId, first: int, last: int) -> None:
    """Whatever becomes of these messages, their files stay for the decision."""
    await queries.keep(work.connection, work.school, room, first, last)


def variant_of(row: Record, size: Size) -> Variant:
    """The size asked for; a photo that is no larger than a screen has no size of its own for it."""
    chosen = row.variants.get(size) or (row.variants["full"] if size == "screen" and row.kind == "photo" else None)
    if chosen is None:
        raise NotFound
    return Variant(*chosen)
