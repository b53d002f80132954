"""SQL of posting: three statements for a whole group of messages, whatever its size. Hot path: see bench/GOALS.md."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

Connection = AsyncConnection[DictRow]

# Streams are locked in id order, as by everybody who writes to them.
LOCK = "select id, last_number, last_position from stream where id = any(%(rooms)s) order by id for update"

# Re-checked after the lock, so that nobody who left, was muted or dismissed in between gets a message in:
# a change of membership holds the same lock until it is committed.
CHECK = """
    select draft.ordinal::int as ordinal, member.id is not null as member, member.badge, room.school_id,
           coalesce(room.mode = 'discussion' and member.posts or room.mode = 'announcements' and member.moderates, false)
               as writes,
           sanction.until as sanction_until, known.position as known_position, known.id as known_id,
           known.text as known_text, known.sent_at as known_sent_at, known.room_id as known_room,
           quoted.position is not null as quotable
      from unnest(%(rooms)s::uuid[], %(authors)s::uuid[], %(hats)s::text[], %(clients)s::uuid[], %(replies)s::bigint[])
           with ordinality as draft(room_id, author_id, hat, client_id, reply_to, ordinal)
      join room on room.id = draft.room_id
      left join membership as member on member.room_id = draft.room_id and member.person_id = draft.author_id
                                    and member.hat = draft.hat and member.to_position is null
      left join sanction on sanction.school_id = room.school_id and sanction.room_id = draft.room_id
                        and sanction.person_id = draft.author_id and sanction.until > %(now)s
      left join message as known on known.author_id = draft.author_id and known.client_id = draft.client_id
      left join message as quoted on quoted.school_id = room.school_id and quoted.room_id = draft.room_id
                        and quoted.position = draft.reply_to and quoted.deleted is null
                        and exists (select from membership as span
                                     where span.room_id = draft.room_id and span.person_id = draft.author_id
                                       and span.hat = draft.hat and quoted.position >= span.from_position
                                       and (span.to_position is null or quoted.position <= span.to_position))
     order by draft.ordinal
"""

WRITE = """
    with written as (
        insert into message (school_id, room_id, position, id, author_id, author_hat, client_id, text, reply_to,
                             mentions, mentions_all, sent_at)
        select school, room, position, id, author, hat, client, words, reply,
               coalesce(string_to_array(nullif(mentions, ''), ',')::uuid[], '{}'), mentions_all, %(now)s
          from unnest(%(schools)s::uuid[], %(rooms)s::uuid[], %(positions)s::bigint[], %(ids)s::uuid[],
                      %(authors)s::uuid[], %(hats)s::text[], %(clients)s::uuid[], %(texts)s::text[],
                      %(replies)s::bigint[], %(mentions)s::text[], %(mentions_all)s::bool[])
               as new(school, room, position, id, author, hat, client, words, reply, mentions, mentions_all)
    ), told as (
        insert into event (stream_id, number, position, body, at)
        select room, number, position, body, %(now)s
          from unnest(%(rooms)s::uuid[], %(numbers)s::bigint[], %(positions)s::bigint[], %(bodies)s::bytea[])
               as new(room, number, position, body)
    )
    update stream set last_number = head.number, last_position = head.position
      from unnest(%(heads)s::uuid[], %(head_numbers)s::bigint[], %(head_positions)s::bigint[])
           as head(id, number, position)
     where stream.id = head.id
"""


async def lock_and_check(
    connection: Connection, drafts: dict[str, Sequence[Any]], rooms: Sequence[UUID], now: datetime
) -> tuple[dict[UUID, tuple[int, int]], list[DictRow]]:
    """Begin, lock the rooms' streams, then look at each draft: one trip to the database."""
    async with connection.pipeline():
        await connection.execute("begin")
        heads = await connection.execute(LOCK, {"rooms": list(rooms)})
        checks = await connection.execute(CHECK, {**drafts, "now": now})
        return (
            {row["id"]: (row["last_number"], row["last_position"]) for row in await heads.fetchall()},
            await checks.fetchall(),
        )


async def write(connection: Connection, columns: dict[str, Any]) -> None:
    """Write messages, events and heads, and commit: one trip to the database."""
    async with connection.pipeline():
        await connection.execute(WRITE, columns)
        await connection.execute("commit")
