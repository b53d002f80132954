"""SQL of posting: three statements for a whole group of messages, whatever its size. Hot path: see bench/GOALS.md.

They are prepared once per connection and run by name, several in one message of the simple protocol: a driver's pipeline
of five costs its process half as much again (docs/decisions/posting-by-prepared-names.md).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import AsyncClientCursor, AsyncConnection
from psycopg.rows import DictRow

from parta.files.queries import sending
from parta.files.queries.sending import Sent
from parta.files.shapes import Attachment

from ..shapes import Forwarded

Connection = AsyncConnection[DictRow]

# Streams are locked in id order, as by everybody who writes to them.
LOCK = """
    prepare lock_rooms(uuid[]) as
    select id, last_number, last_position from stream where id = any($1) order by id for update
"""

# Re-checked after the lock, so that nobody who left, was muted or dismissed in between gets a message in:
# a change of membership holds the same lock until it is committed. A group travels as one JSON value each way:
# a driver's arrays, column by column, cost more than the statement. Each `lateral … limit 1` is one search by the whole of
# an index: joined plainly, a message of a young school was looked for among all of its messages, as no statistics forbade.
CHECK = """
    prepare check_drafts(json, timestamptz) as
    select draft.ordinal, member.id is not null as member, member.badge,
           coalesce(room.mode = 'discussion' and member.posts or room.mode = 'announcements' and member.moderates, false)
               as writes,
           member.moderates,
           case when room.hours_from <= $2 and $2 < room.hours_to then room.hours_mode end as hours_mode,
           room.hours_why,
           sanction.until as sanction_until, known.position as known_position, known.id as known_id,
           known.text as known_text, known.sent_at as known_sent_at, known.room_id as known_room,
           known.attachments as known_attachments,
           quoted.position is not null as quotable
      from json_to_recordset($1)
           as draft(ordinal int, school uuid, room uuid, author uuid, hat text, client uuid, reply bigint)
      join room on room.school_id = draft.school and room.id = draft.room
      left join membership as member on member.room_id = draft.room and member.person_id = draft.author
                                    and member.hat = draft.hat and member.to_position is null
      left join lateral (
           select until from sanction
            where school_id = draft.school and room_id = draft.room and person_id = draft.author and until > $2
            limit 1) as sanction on true
      left join lateral (
           select * from message where author_id = draft.author and client_id = draft.client limit 1) as known on true
      left join lateral (
           select position from message
            where draft.reply is not null and school_id = draft.school and room_id = draft.room
              and position = draft.reply and deleted is null
              and exists (select from membership as span
                           where span.school_id = draft.school and span.room_id = draft.room
                             and span.person_id = draft.author and span.hat = draft.hat
                             and message.position >= span.from_position
                             and (span.to_position is null or message.position <= span.to_position))
            limit 1) as quoted on true
     order by draft.ordinal
"""

WRITE = """
    prepare write_messages(json, timestamptz) as
    with new as materialized (
        select * from json_to_recordset($1)
            as new(school uuid, room uuid, position bigint, id uuid, author uuid, hat text, client uuid, words text,
                   reply bigint, mentions uuid[], everybody bool, files jsonb, number bigint, body text,
                   forwarded jsonb, silent bool, poll uuid)
    ), written as (
        insert into message (school_id, room_id, position, id, author_id, author_hat, client_id, text, reply_to,
                             mentions, mentions_all, attachments, sent_at, forwarded, silent, poll_id)
        select school, room, position, id, author, hat, client, words, reply, mentions, everybody, files, $2, forwarded,
               coalesce(silent, false), poll
          from new
    ), told as (
        insert into event (stream_id, number, position, body, at)
        select room, number, position, convert_to(body, 'UTF8'), $2 from new
    )
    update stream set last_number = head.number, last_position = head.position
      from (select room, max(number) as number, max(position) as position from new group by room) as head
     where stream.id = head.room
"""


class DraftRow(msgspec.Struct, frozen=True):
    """A draft as `CHECK` asks about it."""

    ordinal: int
    school: UUID
    room: UUID
    author: UUID
    hat: str
    client: UUID
    reply: int | None


class NewRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message with its event, as `WRITE` stores them; `body` is the event's JSON. What is not there is not said."""

    school: UUID
    room: UUID
    position: int
    id: UUID
    author: UUID
    hat: str
    client: UUID
    words: str
    reply: int | None
    mentions: tuple[UUID, ...]
    everybody: bool
    number: int
    body: str
    files: tuple[Attachment, ...] | None = None
    forwarded: Forwarded | None = None
    silent: bool = False
    poll: UUID | None = None


_json = msgspec.json.Encoder().encode


# Plans are made once, for a hundred drafts: a table of some thousand messages read whole for each post looks cheap to them.
# Every row that they ask for has its index, at every size.
ALWAYS_BY_INDEX = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off"


async def prepare(connection: Connection) -> None:
    """Make the statements' plans; once for a connection."""
    for statement in (ALWAYS_BY_INDEX, LOCK, CHECK, WRITE):
        await connection.execute(statement)


async def plan_anew(connection: Connection) -> None:
    """Let the statements' plans be made again at their next use.

    Those of a new school were made for empty tables, where any way to a row looks as short as the right one. They stayed
    so until PostgreSQL's own look at the tables a minute later: in its first busy minute a school wrote a tenth as fast.
    """
    await connection.execute("discard plans")


async def lock_and_check(
    connection: Connection, drafts: Sequence[DraftRow], rooms: Sequence[UUID], now: datetime
) -> tuple[dict[UUID, tuple[int, int]], list[DictRow]]:
    """Begin, lock the rooms' streams, then look at each draft: one trip to the database."""
    cursor = AsyncClientCursor(connection)
    await cursor.execute(
        "begin; execute lock_rooms(%s); execute check_drafts(%s, %s)", (list(rooms), _json(drafts).decode(), now)
    )
    cursor.nextset()
    heads = {row["id"]: (row["last_number"], row["last_position"]) for row in await cursor.fetchall()}
    cursor.nextset()
    return heads, await cursor.fetchall()


async def write(connection: Connection, rows: Sequence[NewRow], now: datetime, sent: Sequence[Sent] = ()) -> None:
    """Write messages, events and heads, and commit: one trip to the database. `sent`: the files that go with them."""
    if sent:
        await sending.bind(connection, sent)
    await AsyncClientCursor(connection).execute("execute write_messages(%s, %s); commit", (_json(rows).decode(), now))
