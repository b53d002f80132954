"""What is told when somebody came in without being asked about by name."""

from datetime import datetime
from uuid import UUID

import msgspec


class RepresentativeJoined(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="representativeJoined"):
    """On the desk of the class: somebody took a child's representative place; it can be undone."""

    person_id: UUID
    name: str
    relation: str
    child_id: UUID
    child_name: str
    class_id: UUID | None
    joined_at: datetime


class RepresentativeAsked(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="representativeAsked"):
    """On the streams of a child's other representatives: somebody asks to become one (B7), or became one."""

    child_name: str
    name: str
    relation: str
    joined: bool
