"""Direct chats as the wire shows them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.kernel.hats import Hat
from parta.policy.matrix import Mark, Relation

Office = Literal["head", "deputyHead", "counsellor", "psychologist", "socialPedagogue", "secretary"]
State = Literal["open", "asksMe", "asked", "ended", "blockedByMe", "blocked"]


class DirectCard(msgspec.Struct, frozen=True, rename="camel"):
    """What makes a room a chat of two, as one of them sees it."""

    person_id: UUID  # the other
    hat: Hat
    state: State
    mark: Mark


class Contact(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody to whom one may write. `words`: the subject, the position, the class, whose parent; `asks`: by consent."""

    person_id: UUID
    hat: Hat
    name: str
    verified: bool
    relations: list[Relation]
    words: list[str]
    children: list[str]
    asks: bool


class NewDirect(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whom to write to, and in which of his hats."""

    person_id: UUID
    hat: Hat


class Begun(msgspec.Struct, frozen=True, rename="camel"):
    """The room of the two; the same one, when there was one already."""

    room_id: UUID


class Answer(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """May the one who asks write?"""

    accepts: bool


class Block(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Neither writes here while one of the two blocks."""

    blocked: bool


class SeenDirect(msgspec.Struct, frozen=True, rename="camel"):
    """That there is a chat of a child with an adult of the school: with whom and since when, never a word of it."""

    person_id: UUID
    name: str
    job_title: str
    since: datetime
    goes_on: bool


class DirectRules(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which doors of the matrix the school opens. `pupils_from_grade`: 12 closes chats between pupils altogether."""

    pupils_from_grade: Annotated[int, msgspec.Meta(ge=1, le=12)]
    pupils_find_school: bool
    offices: Annotated[list[Office], msgspec.Meta(max_length=6)]
