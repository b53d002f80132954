"""What is told on the desks about requests."""

from typing import Literal
from uuid import UUID

import msgspec

from .shapes import JoinRequestCard


class JoinRequestFiled(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="joinRequestFiled"):
    """On the desk: somebody asks to join."""

    request: JoinRequestCard


class JoinRequestChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="joinRequestChanged"):
    """On the desk: a request was decided, asked about, answered, taken back; this is how it stands now."""

    request: JoinRequestCard


class SlipReported(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="slipReported"):
    """On the desk: the holder of a slip says «Это не я», or that was seen to; the inbox is asked for again."""

    slip_id: UUID


class TeacherStatusChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="teacherStatusChanged"):
    """On the school's desk and on the teacher's stream: claimed or confirmed."""

    person_id: UUID
    status: Literal["claimed", "confirmed"]
