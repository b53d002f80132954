"""SQL of what rings for a person in a room (C16)."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId

from ..tables import notification_level


async def set_notifications(
    connection: AsyncConnection,
    school: SchoolId,
    one: RoomId,
    person: PersonId,
    muted_until: datetime | None,
    only_mentions: bool | None,
) -> bool:
    """Mute a room until then; null = as usual. Let only mentions ring; None = as it was. Returns whether they do."""
    key = {"school_id": school, "room_id": one, "person_id": person}
    values: dict[str, Any] = {"muted_until": muted_until}
    if only_mentions is not None:
        values["only_mentions"] = only_mentions
    kept = await connection.scalar(
        upsert(notification_level)
        .values(key | values)
        .on_conflict_do_update(constraint=notification_level.primary_key, set_=values)
        .returning(notification_level.c.only_mentions)
    )
    return bool(kept)
