"""SQL of receipts by child: which are covered by a representative's receipt, class by class."""

from uuid import UUID

from sqlalchemy import Integer, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId
from parta.parts.schema import Record

from .lines import AT_MOST, CHILDREN, ONES, Only, asked

_CHILD_LINES = f"""
    with {CHILDREN}, titled as (
        select child_receipt.*, place.title as class_title, place.sort_key as class_key
          from child_receipt
          left join lateral (select title, sort_key from school_class
                              where school_class.school_id = :school and school_class.id = any(child_receipt.class_ids)
                              order by sort_key, id limit 1) as place on true
    )
    select line.child_id, line.outside, line.reached, line.by_id, line.done_at, coalesce(line.class_title, '') as class_title,
           coalesce(line.class_key, '') as class_key, child.last_name, child.first_name, child.middle_name, child.sort_key,
           adult.last_name as by_last, adult.first_name as by_first, adult.middle_name as by_middle
      from titled as line
      join person as child on child.school_id = :school and child.id = line.child_id
      left join person as adult on adult.school_id = :school and adult.id = line.by_id
"""  # noqa: S608 - no value is put into the text
_CHILD_PAGE = text(f"""
    {_CHILD_LINES}
     where (line.by_id is not null) = :covered
       and (cast(:class_key as text) is null
            or (coalesce(line.class_key, ''), child.sort_key, line.child_id) > (:class_key, :key, :child))
     order by coalesce(line.class_key, ''), child.sort_key, line.child_id
     limit :most
""").bindparams(
    *ONES,
    bindparam("class_key", type_=Text),
    bindparam("key", type_=Text),
    bindparam("child", type_=Uuid),
    bindparam("most", type_=Integer),
)
_EVERY_CHILD = text(
    f"{_CHILD_LINES} order by coalesce(line.class_key, ''), child.sort_key, line.child_id limit {AT_MOST}"
).bindparams(*ONES)


async def page(
    connection: AsyncConnection,
    school: SchoolId,
    which: UUID,
    only: Only,
    after: tuple[str, str, UUID] | None,
    most: int,
    *,
    covered: bool,
) -> list[Record]:
    """A page of children, class by class; one more than asked for."""
    class_key, key, child = after or (None, None, None)
    given = {"covered": covered, "class_key": class_key, "key": key, "child": child, "most": most + 1}
    return list(await connection.execute(_CHILD_PAGE, asked(school, [which], only) | given))


async def every(connection: AsyncConnection, school: SchoolId, which: UUID, only: Only) -> list[Record]:
    """All children, class by class, for a document."""
    return list(await connection.execute(_EVERY_CHILD, asked(school, [which], only)))
