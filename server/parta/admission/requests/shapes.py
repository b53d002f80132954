"""Requests as their deciders see them."""

from datetime import datetime
from uuid import UUID

import msgspec

from parta.admission.invitations.shapes import Role


class Match(msgspec.Struct, frozen=True, rename="camel"):
    """A roster person whom the applicant may be, or whose representative: how much the names agree, in percent."""

    person_id: UUID
    name: str
    score: int
    note: str = ""  # «уже вошёл», «2 представителя»


class JoinRequestCard(msgspec.Struct, frozen=True, rename="camel"):
    """A request in the inbox."""

    id: UUID
    role: Role
    class_id: UUID | None
    class_title: str | None
    name: str
    relation: str
    child_name: str
    child_id: UUID | None  # asked by the child's own link
    status: str  # waiting | asked | accepted | refused | withdrawn
    question: str
    answer: str
    reason: str
    created_at: datetime
    decided_at: datetime | None
    match: Match | None
