"""One stream on this node: its head, who listens, and the last frames."""

from collections import deque
from time import monotonic
from typing import Protocol

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, SessionId
from parta.parts.bus import Announcement

RING = 256  # encoded frames kept per stream, so that a reconnect asks no database


class Outlet(Protocol):
    """A socket, as the hub sees it."""

    person: PersonId
    hat: Hat
    session: SessionId
    school: SchoolId

    def put(self, frame: bytes) -> None:
        """Queue a frame; never blocks. A socket that is too slow cuts itself."""
        ...

    def cut(self, code: int) -> None:
        """Close the socket."""
        ...


class Line:
    """One stream on this node: its head, its listeners, and the last frames."""

    __slots__ = ("head", "held", "held_since", "outlets", "quiet_since", "ring")

    def __init__(self, head: int) -> None:
        self.head = head
        self.outlets: set[Outlet] = set()
        self.ring: deque[tuple[int, int | None, bytes]] = deque(maxlen=RING)
        self.held: dict[int, Announcement] = {}
        self.held_since = 0.0
        self.quiet_since = monotonic()

    def replay(self, after: int) -> list[bytes] | None:
        """The frames after this number, or None when the ring does not reach so far back."""
        if after >= self.head:
            return []
        if not self.ring or self.ring[0][0] > after + 1:
            return None
        return [frame for number, _, frame in self.ring if number > after]

    def speaks_of_earlier(self, after: int, position: int) -> bool:
        """Does a kept frame after this number speak of a message before this position?"""
        return any(number > after and at is not None and at < position for number, at, _ in self.ring)
