"""SQL of whom somebody may write to: only those, by name, a page at a time."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId
from parta.kernel.text import search_key
from parta.parts.schema import Record
from parta.policy.matrix import Switches, begins

from .bonds import BINDS, FACTS, Wearer

_NOBODY = "00000000-0000-0000-0000-000000000000"

# `begins` is the matrix: the pairs and relations with which a talk may begin. A chat that there is goes on beside it.
_CONTACTS = text(
    FACTS  # noqa: S608 - both parts stand here, word for word
    + """
    , may as (
        select facts.* from facts
          join unnest(:ones, :others, :relations) as begins(one, other, relation)
            on begins.one = facts.one and begins.other = facts.other and begins.relation = facts.relation
          join here on here.person_id = facts.other_id
         where facts.one_hat = :hat
    ), found as (
        select other_id, other_hat, array_agg(distinct relation) as relations,
               array_agg(distinct word) filter (where word <> '') as words,
               array_agg(distinct child) filter (where child is not null) as children
          from may group by other_id, other_hat
    )
    select found.other_id as id, found.other_hat as hat, found.relations, found.words,
           person.last_name, person.first_name, person.middle_name, person.job_title, person.sort_key,
           array(select child.first_name || ' ' || left(child.last_name, 1) || '.' from person as child
                  where child.school_id = :school and child.id = any(found.children) order by 1) as children,
           array(select class.title from learns join school_class as class
                     on class.school_id = :school and class.id = learns.class_id
                  where found.other_hat = 'pupil' and learns.person_id = found.other_id and learns.kind = 'pupil'
                  order by 1) as classes,
           exists (select from held where held.person_id = found.other_id and held.kind = 'teacher') as verified
      from found
      join person on person.school_id = :school and person.id = found.other_id
     where (cast(:only as uuid) is null or person.id = :only)
       and (:search = '' or person.search_key like :search or person.search_key like '% ' || :search)
       and (person.sort_key, person.id, found.other_hat) > (:after_key, cast(:after_id as uuid), :after_hat)
     order by person.sort_key, person.id, found.other_hat
     limit :count
    """
).bindparams(
    *BINDS,
    bindparam("ones", type_=ARRAY(Text)),
    bindparam("others", type_=ARRAY(Text)),
    bindparam("relations", type_=ARRAY(Text)),
    bindparam("only", type_=Uuid),
    bindparam("search", type_=Text),
    bindparam("hat", type_=Text),
    bindparam("after_key", type_=Text),
    bindparam("after_hat", type_=Text),
)


async def contacts(
    connection: AsyncConnection,
    school: SchoolId,
    asker: Wearer,
    switches: Switches,
    *,
    search: str = "",
    only: UUID | None = None,
    after: tuple[str, UUID, str] | None = None,
    count: int,
) -> Sequence[Record]:
    """Those to whom a talk may begin, or be asked for."""
    wanted = search_key(search).replace("\\", "").replace("%", "").replace("_", "")
    key, last, hat = after or ("", UUID(_NOBODY), "")
    matrix = begins(switches)
    asked = {
        "school": school,
        "askers": [asker[0]],
        "hat": asker[1].value,
        "offices": list(switches.offices),
        "from_grade": switches.pupils_from_grade,
        "ones": [one.value for one, _, _ in matrix],
        "others": [other.value for _, other, _ in matrix],
        "relations": [relation.value for _, _, relation in matrix],
        "only": only,
        "search": f"{wanted}%" if wanted else "",
        "after_key": key,
        "after_id": last,
        "after_hat": hat,
        "count": count,
    }
    return (await connection.execute(_CONTACTS, asked)).all()
