"""SQL of people by name: fellow members as their chats show them, and the lists that a standing opens."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec
from sqlalchemy import Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

from .words import filled, letters_of

ALIKE = 0.4  # how like a name must be to what was typed (pg_trgm's word_similarity)


class Reach(msgspec.Struct, frozen=True):
    """Whose names a standing opens beyond one's chats: the staff's, and those of classes (None: of all of them)."""

    staff: bool
    classes: frozenset[UUID] | None


# Fellow members are matched by the name that the chat shows («Анна И.»), never by one that it does not show.
_PEOPLE = text(
    filled(
        """
    with fellow as (
        select distinct on (other.person_id) other.person_id, other.badge ->> 'name' as name,
               coalesce(other.badge ->> 'text', '') as about,
               coalesce((other.badge ->> 'verified')::boolean, false) as verified, false as listed
          from membership as own
          join membership as other on other.school_id = own.school_id and other.room_id = own.room_id
                                  and other.to_position is null and other.hat = any(:hats)
         where own.school_id = :school and own.person_id = :person and own.hat = :hat and own.to_position is null
         order by other.person_id, other.hat desc, other.joined_at desc
    ), listed as (
        select person.id as person_id,
               concat_ws(' ', person.last_name, person.first_name, person.middle_name) as name,
               case when bool_or(held.kind = 'staff') then max(person.job_title)
                    else coalesce(string_agg(distinct class.title, ', ' order by class.title), '') end as about,
               bool_or(held.kind = 'teacher') as verified, true as listed
          from standing as held
          left join standing as child on child.school_id = held.school_id and child.active and child.kind = 'pupil'
                                     and child.person_id = held.target_id and held.kind in ('guardian', 'trusted_adult')
          left join school_class as class on class.school_id = held.school_id
                                         and class.id = coalesce(child.target_id, held.target_id)
          join person on person.school_id = held.school_id and person.id = held.person_id and person.left_at is null
         where held.school_id = :school and held.active
           and (:staff and held.kind in ('staff', 'teacher')
                or held.kind in ('pupil', 'member', 'guardian', 'trusted_adult')
                   and (:everybody or coalesce(child.target_id, held.target_id) = any(:classes)))
         group by person.school_id, person.id
    ), known as (
        select distinct on (person_id) one.*,
               regexp_replace(replace(lower(name), 'ё', 'е'), '[^[:alnum:]]+', ' ', 'g') as plain
          from (select * from fellow union all select * from listed) as one
         where person_id <> :person
         order by person_id, listed desc
    )
    select person_id, name, about, verified, listed
      from known
     where plain like all(:parts) or word_similarity(@typed, @plain) >= :alike
     order by plain like all(:parts) desc, word_similarity(@typed, @plain) desc, plain, person_id
     limit :limit
    """,
        typed=letters_of("cast(:words as text)"),
        plain=letters_of("plain"),
    )
).bindparams(
    bindparam("school", type_=Uuid),
    bindparam("person", type_=Uuid),
    bindparam("hats", type_=ARRAY(Text)),
    bindparam("classes", type_=ARRAY(Uuid)),
    bindparam("parts", type_=ARRAY(Text)),
)


async def people(
    connection: AsyncConnection,
    school: SchoolId,
    reader: tuple[PersonId, Hat],
    reach: Reach,
    words: Sequence[str],
    *,
    hats: Collection[Hat],
    limit: int,
) -> list[Record]:
    """People whose names are like these words: fellow members in one of `hats`, and whom `reach` opens."""
    person, hat = reader
    arguments = {
        "school": school, "person": person, "hat": hat.value, "hats": [one.value for one in hats],
        "staff": reach.staff, "everybody": reach.classes is None, "classes": list(reach.classes or ()),
        "parts": [f"%{word}%" for word in words], "words": " ".join(words), "alike": ALIKE, "limit": limit,
    }  # fmt: skip
    return list(await connection.execute(_PEOPLE, arguments))
