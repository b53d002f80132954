"""The school as the wire shows it."""

from uuid import UUID

import msgspec


class SchoolCard(msgspec.Struct, frozen=True, rename="camel"):
    """What every member may know of his school."""

    id: UUID
    short_name: str
    full_name: str
    time_zone: str
    help_phone: str
    help_hours: str
    quiet_from: int
    quiet_to: int
