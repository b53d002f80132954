"""SQL of history: a stretch of a room's messages by keyset, clipped to the spans in which the reader was a member.

One statement in two dresses: inside a unit of work, and for the door of history, which asks past SQLAlchemy (the hot path:
bench/GOALS.md).
"""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import args_row
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection as WorkConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

# {where} and {order} are the moving parts: before or after a position. `columns` are what the asker can use.
_STRETCH = """
    with span as materialized (
        select from_position, to_position from membership
         where school_id = {school} and person_id = {person} and hat = {hat} and room_id = {room})
    select {columns}
      from (select * from message
             where school_id = {school} and room_id = {room} and position {where}
               and exists (select from span where message.position >= span.from_position
                              and (span.to_position is null or message.position <= span.to_position))
             order by position {order} limit {limit}) as stretch
      left join lateral (  -- by the key, and once: one may have reported the message and its author too
            select filed.position from report as filed
             where filed.room_id = {room} and filed.position = stretch.position and filed.reporter_id = {person}
             limit 1) as hidden on true
      left join lateral (
            select earlier.author_id, earlier.text, earlier.attachments from message as earlier
             where stretch.reply_to is not null and earlier.school_id = {school} and earlier.room_id = {room}
               and earlier.position = stretch.reply_to and earlier.deleted is null
               and exists (select from span where earlier.position >= span.from_position
                              and (span.to_position is null or earlier.position <= span.to_position))
               and not exists (select from report as own where own.room_id = {room}
                                  and own.position = earlier.position and own.reporter_id = {person})
             limit 1) as quoted on true  -- by the key, never by a scan of the room, whatever the planner believes
      left join lateral (select badge from membership as of_author
                          where of_author.school_id = {school} and of_author.room_id = {room}
                            and of_author.person_id = stretch.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     order by stretch.position
"""
_COLUMNS = """stretch.position, stretch.id, stretch.client_id, stretch.author_id, stretch.text, stretch.sent_at,
           stretch.edited_at, stretch.deleted, stretch.mentions, stretch.mentions_all, stretch.reply_to,
           hidden.position is not null as hidden,
           quoted.author_id as quoted_author, left(quoted.text, 160) as quoted_text,
           author.badge as author_badge, stretch.attachments, quoted.attachments->0->>'kind' as quoted_attached,
           stretch.forwarded, stretch.silent, stretch.poll_id"""
# Ids as words: the driver would make an object of each only for the answer to make words of it again.
_WORDS = """stretch.position, stretch.id::text, stretch.client_id::text, stretch.author_id::text, stretch.text,
           stretch.sent_at, stretch.edited_at, stretch.deleted,
           case when cardinality(stretch.mentions) > 0 then stretch.mentions::text[] end as mentions,
           stretch.mentions_all, stretch.reply_to,
           hidden.position is not null as hidden,
           quoted.author_id::text as quoted_author, left(quoted.text, 160) as quoted_text,
           author.badge::text as author_badge, exists (select from span where to_position is null) as member,
           stretch.attachments::text, quoted.attachments->0->>'kind' as quoted_attached, stretch.reactions::text,
           case when stretch.reactions is not null then
                (select array_agg(own.sign) from reaction as own
                  where own.school_id = {school} and own.room_id = {room} and own.position = stretch.position
                    and own.person_id = {person}) end as own_signs,
           stretch.forwarded::text, stretch.silent, stretch.poll_id::text as poll"""
_WHERE = {False: ("< {at}", "desc"), True: ("> {at}", "asc")}
_NAMES = ("school", "person", "hat", "room", "at")


@cache
def _statement(columns: str, style: str, limit: str, *, forward: bool) -> str:
    where, order = _WHERE[forward]
    named = {name: style.format(name) for name in _NAMES}
    moving = {"columns": columns.format(**named), "where": where.format(**named), "order": order, "limit": limit}
    return _STRETCH.format(**moving, **named)


_IN_WORK = {forward: text(_statement(_COLUMNS, ":{}", ":limit", forward=forward)) for forward in (False, True)}


async def stretch(
    connection: WorkConnection,
    school: SchoolId,
    room: RoomId,
    person: PersonId,
    hat: Hat,
    *,
    at: int,
    limit: int,
    forward: bool,
) -> list[Record]:
    """Up to `limit` messages before (or after) position `at`, oldest first."""
    arguments = {"school": school, "room": room, "person": person, "hat": hat.value, "at": at, "limit": limit}
    return list(await connection.execute(_IN_WORK[forward], arguments))


class Line(msgspec.Struct, frozen=True):
    """A message of a page as the statement gives it, column by column; ids and the badge are words.

    `member`: the reader is one now.
    """

    position: int
    id: str
    client_id: str
    author_id: str
    text: str
    sent_at: Any  # datetime, only handed on
    edited_at: Any
    deleted: str | None
    mentions: list[str] | None
    mentions_all: bool
    reply_to: int | None
    hidden: bool
    quoted_author: str | None
    quoted_text: str | None
    author_badge: str | None
    member: bool
    attachments: str | None
    quoted_attached: str | None
    reactions: str | None
    own_signs: list[str] | None
    forwarded: str | None
    silent: bool
    poll: str | None


async def page(
    connection: AsyncConnection[Any],
    reader: tuple[UUID, UUID, str],
    room: UUID,
    *,
    at: int,
    limit: int,
    forward: bool,
) -> Sequence[Line]:
    """The same for the door of history. `reader`: school, person, hat. The limit stands in the statement's words.

    A plan made once for any limit would not know that fifty rows are few.
    """
    school, person, hat = reader
    cursor = connection.cursor(row_factory=args_row(Line))
    statement = _statement(_WORDS, "%({})s", str(int(limit)), forward=forward)
    arguments = {"school": school, "person": person, "hat": hat, "room": room, "at": at}
    return await (await cursor.execute(statement, arguments, prepare=True)).fetchall()


_IS_MEMBER = """
    select true from membership
     where school_id = %(school)s and person_id = %(person)s and hat = %(hat)s and room_id = %(room)s and to_position is null
"""


async def is_member(connection: AsyncConnection[Any], reader: tuple[UUID, UUID, str], room: UUID) -> bool:
    """Is this reader a member of the room now? Asked when a page came empty."""
    school, person, hat = reader
    arguments = {"school": school, "person": person, "hat": hat, "room": room}
    return await (await connection.execute(_IS_MEMBER, arguments, prepare=True)).fetchone() is not None
