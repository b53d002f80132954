"""SQL of forwarding: messages that the reader can read now, and their files as files of another chat."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

# The same rule as history's: within his spans, not reported by himself.
_ORIGINALS = text(
    """
    select message.position, message.author_id, message.author_hat, message.text, message.deleted, message.mentions,
           message.attachments, message.forwarded, author.badge
      from message
      left join lateral (select badge from membership as of_author
                          where of_author.school_id = :school and of_author.room_id = :room
                            and of_author.person_id = message.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     where message.school_id = :school and message.room_id = :room and message.position = any(:positions)
       and exists (select from membership as span
                    where span.school_id = :school and span.room_id = :room and span.person_id = :person
                      and span.hat = :hat and message.position >= span.from_position
                      and (span.to_position is null or message.position <= span.to_position))
       and not exists (select from report
                        where report.room_id = :room and report.position = message.position
                          and report.reporter_id = :person)
     order by message.position
    """
).bindparams(bindparam("positions", type_=ARRAY(BigInteger)))


async def originals(
    connection: AsyncConnection,
    school: SchoolId,
    room: RoomId,
    person: PersonId,
    hat: Hat,
    positions: Sequence[int],
) -> list[Record]:
    """Those of these messages that this member can read."""
    arguments = {"school": school, "room": room, "person": person, "hat": hat.value, "positions": list(positions)}
    return list(await connection.execute(_ORIGINALS, arguments))


_NAMES = text(
    """
    select distinct on (person_id) person_id, badge ->> 'name' as name from membership
     where school_id = :school and room_id = :room and person_id = any(:persons)
     order by person_id, joined_at desc
    """
).bindparams(bindparam("persons", type_=ARRAY(Uuid)))


async def names(
    connection: AsyncConnection, school: SchoolId, room: RoomId, persons: Collection[UUID]
) -> dict[UUID, str]:
    """How these people are, or last were, called in this room."""
    if not persons:
        return {}
    rows = await connection.execute(_NAMES, {"school": school, "room": room, "persons": sorted(persons)})
    return {row.person_id: row.name for row in rows}


# The original is held until this commits, so that its bytes are not let go between the look and the copy. The bytes lie
# in the store once, so they count against the quota once.
_CARRY = text(
    """
    with original as (
        select * from file where school_id = :school and id = :file and state = 'ready' for share
    ), carried as (
        insert into file (school_id, id, owner_id, room_id, client_id, name, kind, type, bytes, kept, width, height,
                          state, variants, first_id, created_at)
        select school_id, :new, :owner, :room, :client, name, kind, type, bytes, 0, width, height,
               'ready', variants, coalesce(first_id, id), :now
          from original
        on conflict (owner_id, client_id) do nothing
        returning id
    )
    select id from carried union all select id from file where owner_id = :owner and client_id = :client
    """
)


async def carry_file(
    connection: AsyncConnection,
    school: SchoolId,
    one: UUID,
    *,
    new: UUID,
    owner: PersonId,
    room: RoomId,
    client: UUID,
    now: datetime,
) -> UUID:
    """A file of a message as a file of another chat; the same again gives the same one."""
    arguments = {
        "school": school, "file": one, "new": new, "owner": owner, "room": room, "client": client, "now": now,
    }  # fmt: skip
    found: UUID | None = await connection.scalar(_CARRY, arguments)
    if found is None:
        raise NotFound
    return found
