"""Which places of a chat are pinned, told to everybody in it; a deleted message is pinned no more."""

from parta.kernel.errors import Refusal
from parta.kernel.ids import RoomId, StreamId
from parta.work import Work

from ..events import PinsChanged
from . import queries

MOST = 20


class TooManyPins(Refusal):
    """Whoever pins everything pins nothing."""

    slug = "too-many-pins"
    title = "В чате уже двадцать закреплённых сообщений. Сначала открепите лишние"


async def tell_places(work: Work, room: RoomId) -> None:
    """Tell the places as they are now; the latest first. Raises `TooManyPins`."""
    positions = await queries.positions(work.connection, work.acting_school, room)
    if len(positions) > MOST:
        raise TooManyPins
    work.tell(StreamId(room), "room", PinsChanged(positions=positions))


async def forget(work: Work, room: RoomId, position: int) -> None:
    """A message is deleted for all."""
    if await queries.unpin(work.connection, work.acting_school, room, position):
        await tell_places(work, room)
