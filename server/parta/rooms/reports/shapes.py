"""Reports as the wire shows them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.files.shapes import Attachment
from parta.policy.table import Action

from ..shapes import Author

About = Literal["message", "person"]
Outcome = Literal["kept", "deleted", "acted"]


class NewReport(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is wrong. `urgent`: «угроза жизни», the school is called at any hour and told who called."""

    reason: str
    urgent: bool = False
    to_class_teacher: bool = True


class Decision(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a moderator decided; `only_reading`: for so many hours the author may only read this chat (E4)."""

    decision: Outcome
    only_reading: Annotated[int, msgspec.Meta(ge=1, le=720)] | None = None


class Nearby(msgspec.Struct, frozen=True, rename="camel"):
    """A message as it was when it was reported. `deleted`, `changed`: what became of it in the chat since."""

    position: int
    text: str
    author: Author
    sent_at: datetime
    deleted: bool
    changed: bool
    attachments: tuple[Attachment, ...]


class Decided(msgspec.Struct, frozen=True, rename="camel"):
    """Who decided what, and when."""

    by: str
    at: datetime
    outcome: Outcome


class Report(msgspec.Struct, frozen=True, rename="camel"):
    """A reported message (or person) with what stood around it."""

    id: UUID
    about: About
    accused: Author
    room_id: UUID
    room_title: str
    position: int  # 0: the person has said nothing that the reporter could read
    reasons: list[str]
    urgent: bool
    reporters: list[str]  # only of urgent ones: who is in danger must be found
    at: datetime
    times: int  # how many people reported it
    around: list[Nearby]
    decided: Decided | None
    abilities: list[Action]  # empty: reported by the reader himself, another decides it; or decided
