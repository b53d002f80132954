"""SQL of files that a group of posts carries: past SQLAlchemy, in the group's own transaction (rooms/post_group.py)."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import DictRow

# Held until the group commits: no file can be sent twice or swept away meanwhile.
_TAKE = """
    select id, school_id, owner_id, room_id, kind, name, type, bytes, width, height, variants ? 'thumb' as preview
      from file
     where school_id = any(%(schools)s) and id = any(%(files)s) and state = 'ready' and position is null
     order by id for update
"""
_BIND = """
    update file set position = sent.position
      from json_to_recordset(%(sent)s::json) as sent(school uuid, id uuid, position bigint)
     where file.school_id = sent.school and file.id = sent.id
"""
_json = msgspec.json.Encoder().encode


class Sent(msgspec.Struct, frozen=True):
    """A file with the place of the message that carries it."""

    school: UUID
    id: UUID
    position: int


async def take(
    connection: AsyncConnection[DictRow], schools: Collection[UUID], files: Collection[UUID]
) -> dict[UUID, DictRow]:
    """Those of the files that may be sent now."""
    rows = await connection.execute(_TAKE, {"schools": list(schools), "files": list(files)})
    return {row["id"]: row for row in await rows.fetchall()}


async def bind(connection: AsyncConnection[DictRow], sent: Sequence[Sent]) -> None:
    """From now on these messages carry these files."""
    await connection.execute(_BIND, {"sent": _json(sent).decode()})
