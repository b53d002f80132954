"""Messages that wait, as the wire shows them to their author."""

from datetime import datetime
from uuid import UUID

import msgspec

from ..shapes import Moment


class NewScheduled(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A message for later; the same `client_id` again is the same message."""

    client_id: UUID
    text: str
    due_at: Moment
    silent: bool = False


class ScheduledChange(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What it says, and when it goes, from now on."""

    text: str
    due_at: Moment
    silent: bool = False


class Scheduled(msgspec.Struct, frozen=True, rename="camel"):
    """A message that waits; `refused`: why it did not go, in words."""

    id: UUID
    text: str
    due_at: datetime
    silent: bool
    refused: str | None
