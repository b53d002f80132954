"""Search as the wire shows it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from parta.files.shapes import Attachment

from ..shapes import Author
from .excerpt import Piece

Kind = Literal["photo", "file", "link"]


class MessageHit(msgspec.Struct, frozen=True, rename="camel"):
    """A message that was found: where it stands, from whom, and the words around what hit (of its text or a file's name)."""

    room_id: UUID
    position: int
    author: Author
    sent_at: datetime
    excerpt: list[Piece]
    attachments: tuple[Attachment, ...]


class MessageHits(msgspec.Struct, frozen=True, rename="camel"):
    """A page of messages, the newest first. It may be short, even empty, and yet have a `next`: there is more to look at.

    `similar`: nothing says exactly this, so these are messages with words like it.
    """

    items: list[MessageHit]
    next: str | None = None
    similar: bool = False


class PersonHit(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody found by name, shown as his chats or the school's lists show him. `listed`: his card may be opened."""

    id: UUID
    name: str
    about: str
    verified: bool
    listed: bool


class PeopleHits(msgspec.Struct, frozen=True, rename="camel"):
    """People, the most alike first."""

    items: list[PersonHit]


class Place(msgspec.Struct, frozen=True, rename="camel"):
    """A place in a chat; null: nothing was said since then."""

    position: int | None
