"""What an import did, kept for its undo."""

from uuid import UUID

import msgspec


class Made(msgspec.Struct, rename="camel"):
    """What an import did, for its undo."""

    people: list[UUID] = []
    standings: list[UUID] = []
    bonds: list[UUID] = []
    classes: list[UUID] = []
    ended: list[UUID] = []
    touched: list[UUID] = []
    before: list[dict[str, str | None]] = []
    missing: list[UUID] = []
    returned: list[UUID] = []
