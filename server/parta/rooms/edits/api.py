"""The HTTP door of earlier words."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get
from litestar.params import FromPath

from parta.kernel.errors import NotFound
from parta.kernel.ids import RoomId
from parta.policy.table import Action
from parta.work import Work

from ..api import Position
from ..commands import place, standing_in
from ..errors import AlreadyDeleted
from . import queries


class EarlierWords(msgspec.Struct, frozen=True, rename="camel"):
    """What a message said until it was edited."""

    text: str
    until: datetime


@get("/rooms/{room_id:uuid}/messages/{position:int}/edits", operation_id="listEdits")
async def list_edits(room_id: FromPath[UUID], position: Position, work: Work) -> list[EarlierWords]:
    """What a message said before, newest first, for moderators. A deleted one says nothing, earlier neither."""
    footing = await standing_in(work, RoomId(room_id))
    work.require(Action.SEE_EDITS, place(work, footing))
    hat = work.actor.hat
    assert hat is not None
    message = await queries.readable(work.connection, work.school, footing.room, position, work.person, hat)
    if message is None:
        raise NotFound
    if message.deleted is not None:
        raise AlreadyDeleted
    rows = await queries.earlier(work.connection, work.school, footing.room, position)
    return [EarlierWords(row.text, row.replaced_at) for row in rows]


ROUTES = [list_edits]
