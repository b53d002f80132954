"""What is told about polls: numbers only, once a second at the most."""

from uuid import UUID

from ..events import RoomEvent


class PollChanged(RoomEvent, frozen=True, tag="pollChanged", omit_defaults=False):
    """On the room's stream: so many have voted now. `counts`: by choice; none while results are not shown."""

    poll_id: UUID
    voted: int
    counts: list[int] | None
    closed: bool
