"""SQL of a search: blocks that hold the words, newest first; in them the messages that the searcher may read now.

The newest blocks are looked at first: a word of every day is in them, and its thousands of other blocks are never read.
The last messages of a room, which no block holds yet, are read one by one. How much is looked at for one page is bounded:
a page may be short and still not be the last, then it says where to go on.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import msgspec
import psycopg
from sqlalchemy import Boolean, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from .words import BLOCK, filled, kinds_of, letters_of, said_by, words_of

LOOKED = 400  # blocks whose words are compared for one page …
TAKEN = 40  # … and those of them that are opened, besides one a room
LATE = 400  # messages that are in no block yet
SECONDS = 2  # a search may take


class TookTooLong(Exception):
    """The database was told to stop."""


class Terms(msgspec.Struct, frozen=True):
    """What is looked for, as the database wants it: `words` alone and with the kinds, and the lexemes one by one."""

    words: str
    everything: str
    together: str  # the same, all said by one message
    ordinals: list[int]
    lexemes: list[str]
    prefixes: list[bool]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look: within which chat, from whom, when; `before`: the key of the last one seen."""

    room: RoomId | None
    kinds: list[str]
    since: datetime
    before: tuple[datetime, UUID, int]
    limit: int


_MESSAGES = text(
    filled(
        """
    with span as materialized (
        select span.room_id, span.from_position, span.to_position
          from membership as span
         where span.school_id = :school and span.person_id = :person and span.hat = :hat
           and (cast(:room as uuid) is null or span.room_id = :room)
           and exists (select from membership as now
                        where now.school_id = :school and now.room_id = span.room_id and now.person_id = :person
                          and now.hat = :hat and now.to_position is null)
    ), mine as materialized (
        select one.room_id, coalesce(last.upto, 0) as upto
          from (select distinct room_id from span) as one
          left join lateral (select known.upto from search_block as known
                              where known.school_id = :school and known.room_id = one.room_id
                              order by known.number desc limit 1) as last on true
    ), newest as materialized (
        select block.room_id, block.number, block.upto, block.last_at
          from search_block as block join mine on mine.room_id = block.room_id
         where block.school_id = :school and block.first_at <= :before_at and block.last_at >= :since
         order by block.last_at desc, block.room_id desc, block.upto desc
         limit :looked
    ), near as materialized (
        select newest.*, whole.words
          from newest
         cross join lateral (select opened.words from search_block as opened
                              where opened.school_id = :school and opened.room_id = newest.room_id
                                and opened.number = newest.number and opened.words @@ cast(:together as tsquery)
                             offset 0) as whole
         limit :taken + (select count(*) from mine)
    ), found as materialized (
        select block.room_id, block.number, block.upto, block.last_at
          from search_block as block join mine on mine.room_id = block.room_id
         where (select count(*) from near) < :taken + (select count(*) from mine)
           and block.school_id = :school and block.words @@ cast(:everything as tsquery)
           and block.first_at <= :before_at and block.last_at >= :since
         order by block.last_at desc, block.room_id desc, block.upto desc
         limit :looked + (select count(*) from mine)
    ), block as materialized (
        (select * from near where (select count(*) from near) = :taken + (select count(*) from mine))
        union all
        (select found.*, whole.words
           from found
          cross join lateral (select opened.words from search_block as opened
                               where opened.school_id = :school and opened.room_id = found.room_id
                                 and opened.number = found.number and opened.words @@ cast(:together as tsquery)
                              offset 0) as whole
          limit :taken + (select count(*) from mine))
    ), edge as (
        select last_at, room_id, upto
          from ((select last_at, room_id, upto from block order by last_at desc, room_id desc, upto desc
                 offset :taken + (select count(*) from mine) - 1)
                union all
                (select last_at, room_id, upto from found order by last_at desc, room_id desc, upto desc
                 offset :looked + (select count(*) from mine) - 1)) as ends
         order by last_at desc, room_id desc, upto desc limit 1
    ), term as materialized (
        select * from unnest(:ordinals, :lexemes, :prefixes) as term(ordinal, lexeme, prefix)
    ), hit as materialized (
        select block.room_id, block.number * @block + spot.place as position
          from block
         cross join lateral (
               select place.place
                 from unnest(block.words) as word
                 join term on word.lexeme = term.lexeme or term.prefix and starts_with(word.lexeme, term.lexeme)
                cross join lateral unnest(word.positions) as place(place)
                group by place.place having count(distinct term.ordinal) = :terms) as spot
        union all
        select late.room_id, late.position
          from (select message.* from mine
                 cross join lateral (select * from message
                                      where message.school_id = :school and message.room_id = mine.room_id
                                        and message.position > mine.upto
                                      order by message.position desc limit :late) as message
                 order by message.sent_at desc limit :late) as late
         where late.deleted is null and cast(:kinds as text[]) <@ @kinds
           and (:words = '' or @said @@ cast(:words as tsquery))
    ), page as (
        select message.* from hit
          join message on message.school_id = :school and message.room_id = hit.room_id
                      and message.position = hit.position
         where message.deleted is null and message.sent_at >= :since
           and (message.sent_at, message.room_id, message.position) < (:before_at, cast(:before_room as uuid), :before_position)
           and exists (select from span where span.room_id = message.room_id and message.position >= span.from_position
                          and (span.to_position is null or message.position <= span.to_position))
           and not exists (select from report where report.room_id = message.room_id
                              and report.position = message.position and report.reporter_id = :person)
         order by message.sent_at desc, message.room_id desc, message.position desc
         limit :limit
    )
    select page.room_id, page.position, page.author_id, page.text, page.sent_at, page.attachments, author.badge,
           edge.last_at as edge_at, edge.room_id as edge_room, edge.upto as edge_position
      from (select) as always
      left join edge on true
      left join page on true
      left join lateral (select badge from membership as of_author
                          where of_author.school_id = :school and of_author.room_id = page.room_id
                            and of_author.person_id = page.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     order by page.sent_at desc, page.room_id desc, page.position desc
    """,
        block=BLOCK,
        said=said_by("late"),
        kinds=kinds_of("late"),
    )
).bindparams(
    bindparam("school", type_=Uuid),
    bindparam("person", type_=Uuid),
    bindparam("room", type_=Uuid),
    bindparam("ordinals", type_=ARRAY(Integer)),
    bindparam("lexemes", type_=ARRAY(Text)),
    bindparam("prefixes", type_=ARRAY(Boolean)),
    bindparam("kinds", type_=ARRAY(Text)),
)

_STEMS = text(
    filled(
        """
    select asked.ordinal, array(select lexeme from unnest(@words)) as stems
      from unnest(:words) with ordinality as asked(word, ordinal)
     order by asked.ordinal limit 20
    """,
        words=words_of("asked.word"),
    )
).bindparams(bindparam("words", type_=ARRAY(Text)))
_NEIGHBOURS = text(
    filled(
        """
    select asked.ordinal, near.word
      from unnest(:words) with ordinality as asked(word, ordinal)
     cross join lateral (select word, similarity(letters, @letters) as alike from search_word
                          where school_id = :school and letters % @letters
                          order by alike desc, word limit 30) as near
     order by asked.ordinal, near.alike desc, near.word limit 600
    """,
        letters=letters_of("asked.word"),
    )
).bindparams(bindparam("words", type_=ARRAY(Text)))
# Which block holds the moment is read from the blocks' hours; in it, and after the last block, messages are read one by one.
_SINCE = text(
    filled(
        """
    select message.position from message
     where message.school_id = :school and message.room_id = :room and message.sent_at >= :since
       and message.position > @block * coalesce((select block.number from search_block as block
                                                   where block.school_id = :school and block.room_id = :room
                                                     and block.last_at >= :since
                                                   order by block.number limit 1),
                                                 (select max(block.number) from search_block as block
                                                   where block.school_id = :school and block.room_id = :room), 0)
       and exists (select from membership as span
                    where span.school_id = :school and span.room_id = :room and span.person_id = :person
                      and span.hat = :hat and message.position >= span.from_position
                      and (span.to_position is null or message.position <= span.to_position))
     order by message.position limit 1
    """,
        block=BLOCK,
    )
).bindparams(bindparam("school", type_=Uuid), bindparam("room", type_=Uuid), bindparam("person", type_=Uuid))


@asynccontextmanager
async def in_time(connection: AsyncConnection) -> AsyncIterator[None]:
    """What is asked inside may take so long and no longer. Raises `TookTooLong`."""
    driver = (await connection.get_raw_connection()).driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    try:
        async with driver.transaction():  # the limit is this transaction's own
            await connection.execute(text(f"set local statement_timeout = '{SECONDS}s'"))
            yield
    except OperationalError as error:
        if isinstance(error.orig, psycopg.errors.QueryCanceled):
            raise TookTooLong from error
        raise


async def stems(connection: AsyncConnection, words: Sequence[str]) -> list[list[str]]:
    """The stems of each word, as messages are laid down by."""
    return [list(row.stems) for row in await connection.execute(_STEMS, {"words": list(words)})]


async def neighbours(connection: AsyncConnection, school: SchoolId, words: Sequence[str]) -> list[list[str]]:
    """For each word those of the school's words that look like it, the nearest first."""
    found: list[list[str]] = [[] for _ in words]
    for row in await connection.execute(_NEIGHBOURS, {"school": school, "words": list(words)}):
        found[row.ordinal - 1].append(row.word)
    return found


async def messages(
    connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat, terms: Terms, asked: Asked
) -> list[Record]:
    """Messages, the newest first: always one row at least, that names the edge beyond which was not looked."""
    at, room, position = asked.before
    arguments = {
        "school": school, "person": person, "hat": hat.value, "room": asked.room,
        "words": terms.words, "everything": terms.everything, "together": terms.together,
        "ordinals": terms.ordinals, "lexemes": terms.lexemes, "prefixes": terms.prefixes,
        "terms": len(set(terms.ordinals)), "kinds": asked.kinds, "since": asked.since,
        "before_at": at, "before_room": room, "before_position": position,
        "looked": LOOKED, "taken": TAKEN, "late": LATE, "limit": asked.limit,
    }  # fmt: skip
    return list(await connection.execute(_MESSAGES, arguments))


async def first_since(
    connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat, room: RoomId, since: datetime
) -> int | None:
    """The first message of a room since then that this reader may read."""
    arguments = {"school": school, "person": person, "hat": hat.value, "room": room, "since": since}
    found: int | None = await connection.scalar(_SINCE, arguments)
    return found
