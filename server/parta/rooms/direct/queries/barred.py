"""SQL of the chats of two of those who are barred from a child."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.people.tables import restriction

from .bonds import Pair, Wearer


class Talk(msgspec.Struct, frozen=True):
    """A barred adult's chat with the child itself (`with_child`) or with somebody of the staff."""

    room: RoomId
    adult: PersonId
    other: Wearer
    with_child: bool

    @property
    def pair(self) -> Pair:
        """The adult, and whom he wrote to."""
        return (self.adult, Hat.GUARDIAN), self.other


# All chats of an adult as soon as he or one of those he writes to is asked for: whoever is met is settled whole.
_TALKS = text(
    """
    with talk as (
        select chat.room_id, side.*
          from direct_chat as chat
         cross join lateral (values (chat.first_id, chat.first_hat, chat.second_id, chat.second_hat),
                                    (chat.second_id, chat.second_hat, chat.first_id, chat.first_hat))
               as side(adult_id, adult_hat, other_id, other_hat)
         where chat.school_id = :school and side.adult_hat = 'guardian' and side.other_hat in ('pupil', 'staff')
           and side.adult_id in (select guardian_id from restriction where school_id = :school and lifted_at is null)
    )
    select talk.room_id, talk.adult_id, talk.other_id, talk.other_hat,
           exists (select from restriction where school_id = :school and lifted_at is null
                      and guardian_id = talk.adult_id and child_id = talk.other_id) as with_child
      from talk
     where talk.adult_id in (select adult_id from talk
                              where adult_id = any(:persons) or other_id = any(:persons))
     order by talk.room_id
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("persons", type_=ARRAY(Uuid)))


async def talks(connection: AsyncConnection, school: SchoolId, persons: Collection[PersonId]) -> list[Talk]:
    """The chats with children and staff of the barred among these persons, and of those whom these persons write to."""
    rows = await connection.execute(_TALKS, {"school": school, "persons": list(persons)})
    return [
        Talk(RoomId(r.room_id), PersonId(r.adult_id), (PersonId(r.other_id), Hat(r.other_hat)), r.with_child)
        for r in rows
    ]


async def barred(connection: AsyncConnection, school: SchoolId) -> list[PersonId]:
    """Everybody who is barred from a child now."""
    rows = await connection.execute(
        select(restriction.c.guardian_id)
        .distinct()
        .where(restriction.c.school_id == school, restriction.c.lifted_at.is_(None))
        .order_by(restriction.c.guardian_id)
    )
    return [PersonId(r.guardian_id) for r in rows]
