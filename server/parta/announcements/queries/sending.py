"""SQL of addressing by rule and of sending: any number of recipients in one statement."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, Uuid, bindparam, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.classes.tables import school_class
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record

from ..shapes import Addressed
from ..tables import announcement


class Rule(msgspec.Struct, frozen=True):
    """An audience whose grades have become classes. `author`: he himself is no recipient."""

    whole: bool
    classes: tuple[UUID, ...]
    whom: frozenset[str]
    author: PersonId


class Recipient(msgspec.Struct, frozen=True):
    """Somebody who gets it and is on the platform."""

    person: PersonId
    hat: Hat


# Everybody whom a rule gives now. A child comes through its class or club, a guardian through the child, staff through
# what it teaches. A claimed but unconfirmed «учитель» may be anybody who holds a common link: he is not addressed (B6).
_ADDRESSED = """
    child as (
        select held.person_id as child_id, array_agg(distinct held.target_id) as class_ids
          from standing as held
         where held.school_id = :school and held.active
           and (held.kind = 'pupil' and (:whole or held.target_id = any(:classes))
             or held.kind = 'member' and held.target_id = any(:classes))
         group by held.person_id
    ), bond as (
        select held.person_id as guardian_id, child.child_id, child.class_ids, bool_or(held.kind = 'guardian') as represents
          from standing as held
          join child on child.child_id = held.target_id
         where held.school_id = :school and held.active and held.kind in ('guardian', 'trusted_adult') and :to_guardians
         group by held.person_id, child.child_id, child.class_ids
    ), addressed as (
        select child_id as person_id, 'pupil' as hat, class_ids from child where :to_pupils
        union all
        select bond.guardian_id, 'guardian', array_agg(distinct one.class_id)
          from bond cross join unnest(bond.class_ids) as one(class_id)
         group by bond.guardian_id
        union all
        select held.person_id, 'staff',
               coalesce(array_agg(distinct held.target_id)
                        filter (where held.kind in ('class_teacher', 'deputy', 'substitute', 'teaches')), '{}')
          from standing as held
         where held.school_id = :school and held.active and :to_staff
           and (held.kind in ('teacher', 'other_staff', 'admin', 'head', 'position') and :whole
             or held.kind in ('class_teacher', 'deputy', 'substitute', 'teaches')
                and (:whole or held.target_id = any(:classes)))
           and exists (select from standing as sure where sure.school_id = :school and sure.active
                          and sure.person_id = held.person_id
                          and sure.kind in ('teacher', 'other_staff', 'admin', 'head', 'position'))
           and held.person_id <> :author
         group by held.person_id
    ), admitted as (
        select person_id from claim where school_id = :school and ended_at is null and admitted
    )
"""
_ARGUMENTS = (
    bindparam("school", type_=Uuid),
    bindparam("author", type_=Uuid),
    bindparam("classes", type_=ARRAY(Uuid)),
    bindparam("whole", type_=Boolean),
    bindparam("to_guardians", type_=Boolean),
    bindparam("to_pupils", type_=Boolean),
    bindparam("to_staff", type_=Boolean),
)

_COUNT = text(f"""
    with {_ADDRESSED}, marked as (
        select child.child_id,
               coalesce(self.off_platform, false) or (count(adult.id) > 0 and bool_and(adult.off_platform)) as outside
          from child
          join person as self on self.school_id = :school and self.id = child.child_id
          left join bond on bond.child_id = child.child_id and bond.represents
          left join person as adult on adult.school_id = :school and adult.id = bond.guardian_id
         where :to_guardians
         group by child.child_id, self.off_platform
    )
    select count(*) as people,
           count(*) filter (where hat = 'guardian') as guardians,
           count(*) filter (where hat = 'pupil') as pupils,
           count(*) filter (where hat = 'staff') as staff,
           (select count(*) from child where :to_guardians or :to_pupils) as children,
           (select count(distinct one.class_id) from child cross join unnest(child.class_ids) as one(class_id)) as classes,
           count(*) filter (where not exists (select from admitted where admitted.person_id = addressed.person_id))
               as unreached,
           (select count(*) from marked where outside) as outside
      from addressed
""").bindparams(*_ARGUMENTS)  # noqa: S608 - no value is put into the text

_SEND = text(f"""
    with {_ADDRESSED}, recipients as (
        insert into announcement_recipient (school_id, announcement_id, person_id, hat, class_ids)
        select :school, :announcement, person_id, hat, class_ids from addressed
    ), children as (
        insert into announcement_child (school_id, announcement_id, child_id, class_ids)
        select :school, :announcement, child_id, class_ids from child where :to_guardians
    ), covers as (
        insert into announcement_cover (school_id, announcement_id, child_id, guardian_id, represents)
        select :school, :announcement, child_id, guardian_id, represents from bond
    )
    select addressed.person_id, addressed.hat,
           exists (select from admitted where admitted.person_id = addressed.person_id) as reached
      from addressed
     order by addressed.person_id, addressed.hat
""").bindparams(*_ARGUMENTS, bindparam("announcement", type_=Uuid))  # noqa: S608 - no value is put into the text


async def count(connection: AsyncConnection, school: SchoolId, rule: Rule) -> Addressed:
    """Whom the rule gives now, in numbers."""
    row = (await connection.execute(_COUNT, _asked(school, rule))).one()
    return Addressed(**row._mapping)


async def send(connection: AsyncConnection, school: SchoolId, one: UUID, rule: Rule) -> tuple[int, list[Recipient]]:
    """Fix the recipients of this announcement; returns how many there are, and those who are on the platform."""
    rows = (await connection.execute(_SEND, {**_asked(school, rule), "announcement": one})).all()
    return len(rows), [Recipient(PersonId(row.person_id), Hat(row.hat)) for row in rows if row.reached]


async def much_sent(connection: AsyncConnection) -> None:
    """Tell the planner how many receipts there are now: until its next round it would take the tables for small."""
    await connection.execute(text("analyze announcement_recipient, announcement_child, announcement_cover"))


async def one_sender(connection: AsyncConnection, school: SchoolId) -> None:
    """Whoever announces in this school at the same time waits: numbers have no gaps, a retry finds the first try."""
    await connection.execute(
        text("select pg_advisory_xact_lock(hashtextextended('announcement ' || :school, 0))"), {"school": str(school)}
    )


async def by_client(connection: AsyncConnection, author: PersonId, client: UUID) -> Record | None:
    """What this author has sent under this id of his client."""
    a = announcement.c
    return (
        await connection.execute(
            select(a.id, a.title, a.text, a.audience, a.wants_acknowledgement, a.urgent).where(
                a.author_id == author, a.client_id == client
            )
        )
    ).first()


async def next_number(connection: AsyncConnection, school: SchoolId) -> int:
    """The number after the last one; call `one_sender` first."""
    last = await connection.scalar(
        text("select coalesce(max(number), 0) from announcement where school_id = :school"), {"school": school}
    )
    return int(last or 0) + 1


async def insert_announcement(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Write an announcement; the keys are the table's columns."""
    await connection.execute(insert(announcement).values(row))


async def open_classes(
    connection: AsyncConnection, school: SchoolId, only: Collection[ClassId] | None = None
) -> Sequence[Record]:
    """Classes and groups that are open, all or these, as lists show them."""
    c = school_class.c
    condition = [c.school_id == school, c.archived_at.is_(None)]
    if only is not None:
        condition.append(c.id.in_(list(only)))
    rows = await connection.execute(
        select(c.id, c.title, c.kind, c.grade, c.second_grade).where(*condition).order_by(c.sort_key, c.id).limit(1000)
    )
    return rows.all()


def _asked(school: SchoolId, rule: Rule) -> dict[str, Any]:
    return {
        "school": school,
        "author": rule.author,
        "classes": list(rule.classes),
        "whole": rule.whole,
        "to_guardians": "guardians" in rule.whom,
        "to_pupils": "pupils" in rule.whom,
        "to_staff": "staff" in rule.whom,
    }
