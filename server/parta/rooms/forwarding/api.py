"""The HTTP door of forwarding."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import post
from litestar.params import FromPath

from parta.kernel.ids import RoomId
from parta.policy.standing import Actor

from ..post_group import Posted
from ..shapes import Position
from .commands import AT_ONCE, Forwarding, Wanted


class Original(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A message that is carried on, and the id of the one that it becomes: the same again is the same message."""

    position: Position
    client_id: UUID


class ToForward(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is carried into a chat, and from which."""

    room_id: UUID
    messages: Annotated[tuple[Original, ...], msgspec.Meta(min_length=1, max_length=AT_ONCE)]


@post("/rooms/{room_id:uuid}/forwarded", operation_id="forwardMessages")
async def forward_messages(
    room_id: FromPath[UUID], data: ToForward, actor: Actor, forwarding: Forwarding
) -> list[Posted]:
    """Carry messages of another chat into this one, in their order, with their authors named."""
    wanted = [Wanted(one.position, one.client_id) for one in data.messages]
    return await forwarding.forward(actor, RoomId(data.room_id), RoomId(room_id), wanted)


ROUTES = [forward_messages]
