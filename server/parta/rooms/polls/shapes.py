"""Polls as the wire shows them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from ..shapes import Author, Moment

MOST_CHOICES = 10
LONGEST_QUESTION = 300
LONGEST_CHOICE = 100

Per = Literal["person", "child"]
Shows = Literal["atOnce", "afterClosing"]
Choice = Annotated[int, msgspec.Meta(ge=0, lt=MOST_CHOICES)]


class NewPoll(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A question for a chat. The same `client_id` again is the same poll."""

    client_id: UUID
    question: Annotated[str, msgspec.Meta(max_length=LONGEST_QUESTION)]
    choices: Annotated[
        list[Annotated[str, msgspec.Meta(max_length=LONGEST_CHOICE)]], msgspec.Meta(max_length=MOST_CHOICES)
    ]
    many: bool = False
    anonymous: bool = True
    per: Per = "person"
    shows: Shows = "atOnce"
    closes_at: Moment | None = None


class NewVote(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is chosen from now on, by oneself or for a child; nothing takes the vote back."""

    choices: Annotated[list[Choice], msgspec.Meta(max_length=MOST_CHOICES)]
    child_id: UUID | None = None


class Ballot(msgspec.Struct, frozen=True, rename="camel"):
    """A vote that is the reader's to give: his own, or for a child of his; what was chosen, and by whom for the child."""

    child_id: UUID | None
    name: str
    choices: list[int]
    by: str


class Voter(msgspec.Struct, frozen=True, rename="camel"):
    """Who chose what: a member, or a child by a representative."""

    name: str
    by: str  # who voted for the child
    choices: list[int]


class Poll(msgspec.Struct, frozen=True, rename="camel"):
    """A poll as this reader sees it. `counts`: none while they are not shown yet. `voters`: none where nobody may know."""

    id: UUID
    question: str
    choices: list[str]
    many: bool
    anonymous: bool
    per: Per
    shows: Shows
    closes_at: datetime | None
    closed: bool
    author: Author
    counts: list[int] | None
    voted: int
    ballots: list[Ballot]
    may_vote: bool  # now: not after the end, not while he may only read
    leaders_see_names: bool  # said to whoever votes, before he does
    may_close: bool
    may_see_voters: bool


class Voters(msgspec.Struct, frozen=True, rename="camel"):
    """Who chose what, and who has not answered yet."""

    voted: list[Voter]
    silent: list[str]
