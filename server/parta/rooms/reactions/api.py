"""The HTTP door of signs under messages."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get, put
from litestar.params import FromPath

from parta.kernel.ids import RoomId
from parta.policy.standing import Actor
from parta.work import Work

from ..api import Position
from ..shapes import Author
from . import commands
from .signs import Sign
from .together import Reactions


class OwnSign(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A sign of one's own: there from now on, or no longer."""

    sign: Sign
    on: bool


class WhoReacted(msgspec.Struct, frozen=True, rename="camel"):
    """Who put which sign, and when."""

    author: Author
    sign: str
    at: datetime


@put("/rooms/{room_id:uuid}/messages/{position:int}/reactions", operation_id="reactToMessage", status_code=204)
async def react_to_message(
    room_id: FromPath[UUID], position: Position, data: OwnSign, actor: Actor, reactions: Reactions
) -> None:
    """Put a sign under a message, or take it back; the same again changes nothing."""
    await reactions.react(actor, RoomId(room_id), position, data.sign, on=data.on)


@get("/rooms/{room_id:uuid}/messages/{position:int}/reactions", operation_id="listReactions")
async def list_reactions(room_id: FromPath[UUID], position: Position, work: Work) -> list[WhoReacted]:
    """Who put which sign under a message; every reader of the message may know."""
    rows = await commands.who_reacted(work, RoomId(room_id), position)
    return [WhoReacted(author, sign, at) for author, sign, at in rows]


ROUTES = [react_to_message, list_reactions]
