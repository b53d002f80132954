"""What is told of absences."""

from uuid import UUID

import msgspec


class AbsencesChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="absencesChanged"):
    """On the class's desk and to those who count or marked: the day's list of this class is another. It names no child."""

    class_id: UUID
