"""SQL of laying words down: blocks that are behind their rooms, and the one whose message has just changed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import RoomId, SchoolId
from parta.parts.schema import Record

from .words import BLOCK, filled, kinds_of, letters_of, said_by

# Whoever lays a room's words down waits for the one who does: a job must not put back what a deletion took away meanwhile.
_ALONE = text(
    "select pg_advisory_xact_lock(hashtextextended('words ' || room, 0)) from (select distinct unnest(cast(:rooms as text[])) "
    "as room order by room) as one"
)
_BEHIND = text(
    filled(
        """
    select room.school_id, room.id as room_id, block.number
      from room
      join stream on stream.id = room.id
      left join lateral (select known.upto from search_block as known
                          where known.school_id = room.school_id and known.room_id = room.id
                          order by known.number desc limit 1) as last on true
      cross join lateral generate_series(coalesce(last.upto, 0) / @block, (stream.last_position - 1) / @block) as block(number)
     where stream.last_position > coalesce(last.upto, 0)
     order by room.school_id, room.id, block.number
     limit :most
    """,
        block=BLOCK,
    )
)
_LAY = text(
    filled(
        """
    with asked as (
        select * from unnest(:schools, :rooms, :numbers) as asked(school_id, room_id, number)
    ), said as materialized (
        select message.school_id, message.room_id, asked.number, message.position - asked.number * @block as place,
               message.sent_at, message.position, message.deleted,
               case when message.deleted is null then @said end as words,
               case when message.deleted is null then @kinds end as kinds
          from asked
          join message on message.school_id = asked.school_id and message.room_id = asked.room_id
                      and message.position > asked.number * @block
                      and message.position <= (asked.number + 1) * @block
    ), spot as (
        select school_id, room_id, number, place, word.lexeme from said cross join lateral unnest(words) as word
        union all
        select school_id, room_id, number, place, kind.lexeme from said cross join lateral unnest(kinds) as kind(lexeme)
    ), entry as materialized (
        select school_id, room_id, number, lexeme, string_agg(place::text, ',' order by place) as places
          from spot group by school_id, room_id, number, lexeme
    ), block as (
        select school_id, room_id, number,
               string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':' || places, ' ')::tsvector
                   as words
          from entry group by school_id, room_id, number
    ), learned as (
        insert into search_word (school_id, word, letters)
        select distinct school_id, lexeme, @letters from entry
         where length(lexeme) between 3 and 30 and lexeme !~ '[0-9:]'
         order by school_id, lexeme
        on conflict do nothing
    )
    insert into search_block (school_id, room_id, number, upto, first_at, last_at, words)
    select extent.*, coalesce(block.words, ''::tsvector)
      from (select school_id, room_id, number, max(position), min(sent_at), max(sent_at)
              from said group by school_id, room_id, number) as extent
      left join block using (school_id, room_id, number)
    on conflict (school_id, room_id, number) do update
       set upto = excluded.upto, first_at = excluded.first_at, last_at = excluded.last_at, words = excluded.words
    """,
        block=BLOCK,
        said=said_by("message"),
        kinds=kinds_of("message"),
        letters=letters_of("lexeme"),
    )
).bindparams(
    bindparam("schools", type_=ARRAY(Uuid)),
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("numbers", type_=ARRAY(BigInteger)),
)
_WORDS = text(
    """
    select coalesce((select tsvector_to_array(words) from search_block
                      where school_id = :school and room_id = :room and number = :number), '{}') as words
    """
)
_UNSAY = text(
    """
    delete from search_word
     where school_id = :school and word = any(:gone)
       and not exists (select from search_block as block
                        where block.school_id = :school and block.words @@ ('''' || word || '''')::tsquery)
    """
)


async def behind(connection: AsyncConnection, most: int) -> list[Record]:
    """Blocks of all schools that do not hold yet what their rooms say: school, room, number."""
    return list(await connection.execute(_BEHIND, {"most": most}))


async def lay_down(connection: AsyncConnection, blocks: Sequence[tuple[UUID, UUID, int]]) -> None:
    """Write the words of these blocks as the messages stand now."""
    await connection.execute(_ALONE, {"rooms": [str(room) for _, room, _ in blocks]})
    schools, rooms, numbers = zip(*blocks, strict=True)
    await connection.execute(_LAY, {"schools": list(schools), "rooms": list(rooms), "numbers": list(numbers)})


async def lay_anew(connection: AsyncConnection, school: SchoolId, room: RoomId, position: int) -> None:
    """A message that was laid down says something else now, or nothing: its old words are found no more."""
    number = (position - 1) // BLOCK
    place = {"school": school, "room": room, "number": number}
    await connection.execute(_ALONE, {"rooms": [str(room)]})
    old = await connection.scalar(_WORDS, place)
    if not old:
        return  # not laid down yet: the job will take it as it stands then
    await lay_down(connection, [(school, room, number)])
    gone = set(old) - set(await connection.scalar(_WORDS, place))
    if gone:
        await connection.execute(_UNSAY, {"school": school, "gone": list(gone)})
