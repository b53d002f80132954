"""The HTTP door of pinned messages."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, put
from litestar.params import FromPath, PathParameter

from parta.kernel.ids import RoomId
from parta.work import Work

from ..shapes import History
from . import commands

Position = Annotated[int, PathParameter(ge=1, le=2**53)]


@get("/rooms/{room_id:uuid}/pinned", operation_id="listPinned")
async def list_pinned(room_id: FromPath[UUID], work: Work) -> History:
    """The pinned messages of a chat, the latest pin first."""
    return await commands.pinned(work, RoomId(room_id))


@put("/rooms/{room_id:uuid}/pinned/{position:int}", operation_id="pinMessage", status_code=204)
async def pin_message(room_id: FromPath[UUID], position: Position, work: Work) -> None:
    """Pin a message for everybody in the chat."""
    await commands.pin(work, RoomId(room_id), position)


@delete("/rooms/{room_id:uuid}/pinned/{position:int}", operation_id="unpinMessage")
async def unpin_message(room_id: FromPath[UUID], position: Position, work: Work) -> None:
    """Take a pin away."""
    await commands.unpin(work, RoomId(room_id), position)


ROUTES = [list_pinned, pin_message, unpin_message]
