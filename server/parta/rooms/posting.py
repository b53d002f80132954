"""Posting, with everything it needs at hand: the same call serves the HTTP door and the socket."""

from uuid import UUID

from parta.kernel.ids import PersonId, RoomId
from parta.policy.standing import Actor

from . import commands
from .commands import SecondLook
from .errors import TooManyMessages
from .pace import Pace
from .post_group import Posted, PostGroup
from .shapes import Forwarded, MessageDraft


class Posting:
    """Takes a person's message to the group commit, no faster than a person writes."""

    def __init__(self, posts: PostGroup, look: SecondLook, pace: Pace) -> None:
        self._posts, self._look, self._pace = posts, look, pace

    async def post(
        self,
        actor: Actor,
        room: RoomId,
        draft: MessageDraft,
        forwarded: Forwarded | None = None,
        poll: UUID | None = None,
    ) -> Posted:
        """Post as this actor; raises the refusal of the rule that is broken.

        `forwarded`: whose words they are; `poll`: the one that the message carries.
        """
        if actor.person is not None and not self._pace.lets(PersonId(actor.person)):
            raise TooManyMessages
        return await commands.post(self._posts, actor, room, draft, self._look, forwarded, poll)
