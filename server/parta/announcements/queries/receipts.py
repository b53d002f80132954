"""SQL of the writer's side: the list of what was sent, the receipts by number and by person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import TIMESTAMP, Integer, Text, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

from ..shapes import Receipts, Tab
from ..tables import announcement
from .lines import AT_MOST, CHILDREN, ONES, PEOPLE, Only, asked, listed
from .sending import Recipient

_COUNT = text(f"""
    with {PEOPLE}, {CHILDREN}, people as (
        select announcement_id, count(*) as recipients, count(*) filter (where reached) as reached,
               count(read_at) as read, count(acknowledged_at) as acknowledged
          from person_receipt group by announcement_id
    ), children as (
        select announcement_id, count(*) as children, count(by_id) as covered, count(*) filter (where outside) as outside
          from child_receipt group by announcement_id
    )
    select asked.id, coalesce(recipients, 0) as recipients, coalesce(reached, 0) as reached, coalesce(read, 0) as read,
           coalesce(acknowledged, 0) as acknowledged, coalesce(children, 0) as children, coalesce(covered, 0) as covered,
           coalesce(outside, 0) as outside
      from unnest(:ones) as asked(id)
      left join people on people.announcement_id = asked.id
      left join children on children.announcement_id = asked.id
""").bindparams(*ONES)  # noqa: S608 - no value is put into the text

# `kin`: of the children for whom somebody reads it, those of the classes that the asker answers for.
_PERSON_LINES = f"""
    with {PEOPLE}
    select line.person_id, line.hat, line.read_at, line.acknowledged_at, line.done_at, line.reached,
           person.last_name, person.first_name, person.middle_name, person.sort_key, kin.lasts, kin.firsts, rooms.titles
      from person_receipt as line
      join person on person.school_id = :school and person.id = line.person_id
      left join lateral (
            select array_agg(child.last_name order by child.sort_key, child.id) as lasts,
                   array_agg(child.first_name order by child.sort_key, child.id) as firsts
              from announcement_cover as cover
              join announcement_child as own
                on own.school_id = cover.school_id and own.announcement_id = cover.announcement_id
                   and own.child_id = cover.child_id
                   and (cast(:only as uuid[]) is null or own.class_ids && :only)
              join person as child on child.school_id = cover.school_id and child.id = cover.child_id
             where line.hat = 'guardian' and cover.school_id = :school
               and cover.announcement_id = line.announcement_id and cover.guardian_id = line.person_id) as kin on true
      left join lateral (
            select array_agg(place.title order by place.sort_key, place.id) as titles
              from school_class as place
             where place.school_id = :school and place.id = any(line.class_ids)) as rooms on true
"""  # noqa: S608 - no value is put into the text
_PERSON_PAGE = text(f"""
    {_PERSON_LINES}
     where case :tab when 'done' then line.done_at is not null
                     when 'waiting' then line.done_at is null and line.reached
                     else line.done_at is null and not line.reached end
       and (cast(:key as text) is null or (person.sort_key, line.person_id, line.hat) > (:key, :person, :hat))
     order by person.sort_key, line.person_id, line.hat
     limit :most
""").bindparams(
    *ONES,
    bindparam("tab", type_=Text),
    bindparam("key", type_=Text),
    bindparam("person", type_=Uuid),
    bindparam("hat", type_=Text),
    bindparam("most", type_=Integer),
)
_EVERY_PERSON = text(f"{_PERSON_LINES} order by line.hat, person.sort_key, line.person_id limit {AT_MOST}").bindparams(
    *ONES
)

_REMINDABLE = "reached and done_at is null and reminders < :most and (reminded_at is null or reminded_at <= :since)"
_REMINDERS = (bindparam("most", type_=Integer), bindparam("since", type_=TIMESTAMP(timezone=True)))
_WAITING = text(f"""
    with {PEOPLE}
    select count(*) as waiting, count(*) filter (where {_REMINDABLE}) as remindable, max(reminded_at) as reminded_at
      from person_receipt where reached and done_at is null
""").bindparams(*ONES, *_REMINDERS)  # noqa: S608 - no value is put into the text
_REMIND = text(f"""
    with {PEOPLE}
    update announcement_recipient as recipient set reminders = recipient.reminders + 1, reminded_at = :now
      from person_receipt as late
     where recipient.school_id = late.school_id and recipient.announcement_id = late.announcement_id
       and recipient.person_id = late.person_id and recipient.hat = late.hat
       and late.reached and late.done_at is null and late.reminders < :most
       and (late.reminded_at is null or late.reminded_at <= :since)
    returning recipient.person_id, recipient.hat
""").bindparams(*ONES, *_REMINDERS)  # noqa: S608 - no value is put into the text

_SENT = text("""
    select one.id, one.number, one.title, one.author_name, one.addressed, one.sent_at, one.wants_acknowledgement, one.urgent
      from announcement as one
     where one.school_id = :school and (cast(:before as integer) is null or one.number < :before)
       and (cast(:only as uuid[]) is null
            or exists (select from announcement_recipient as recipient
                        where recipient.school_id = one.school_id and recipient.announcement_id = one.id
                          and recipient.class_ids && :only))
     order by one.number desc
     limit :most
""").bindparams(
    bindparam("school", type_=Uuid),
    bindparam("only", type_=ARRAY(Uuid)),
    bindparam("before", type_=Integer),
    bindparam("most", type_=Integer),
)


async def row(connection: AsyncConnection, school: SchoolId, which: UUID) -> Record | None:
    """The announcement itself."""
    given = select(announcement).where(announcement.c.school_id == school, announcement.c.id == which)
    return (await connection.execute(given)).first()


async def sent(
    connection: AsyncConnection, school: SchoolId, only: Only, before: int | None, most: int
) -> list[Record]:
    """What was sent in the school, or to these classes, the newest first; one more than asked for."""
    given = {"school": school, "only": listed(only), "before": before, "most": most + 1}
    return list(await connection.execute(_SENT, given))


async def count(
    connection: AsyncConnection, school: SchoolId, ones: Sequence[UUID], only: Only = None
) -> dict[UUID, Receipts]:
    """The receipts of each of these announcements in numbers."""
    rows = await connection.execute(_COUNT, asked(school, ones, only))
    return {
        one.id: Receipts(
            recipients=one.recipients,
            reached=one.reached,
            read=one.read,
            acknowledged=one.acknowledged,
            children=one.children,
            covered=one.covered,
            outside=one.outside,
        )
        for one in rows
    }


async def authors(connection: AsyncConnection, ones: Sequence[UUID]) -> list[Record]:
    """Who wrote each of these announcements, and in which school."""
    a = announcement.c
    given = select(a.id, a.school_id, a.author_id).where(a.id.in_(list(ones))).order_by(a.school_id, a.id)
    return list(await connection.execute(given.limit(1000)))


async def people(
    connection: AsyncConnection,
    school: SchoolId,
    which: UUID,
    only: Only,
    tab: Tab,
    after: tuple[str, UUID, str] | None,
    most: int,
) -> list[Record]:
    """A page of recipients of one tab, by name; one more than asked for."""
    key, person, hat = after or (None, None, None)
    given = {"tab": tab, "key": key, "person": person, "hat": hat, "most": most + 1}
    return list(await connection.execute(_PERSON_PAGE, asked(school, [which], only) | given))


async def every_person(connection: AsyncConnection, school: SchoolId, which: UUID, only: Only) -> list[Record]:
    """All recipients, for a document."""
    return list(await connection.execute(_EVERY_PERSON, asked(school, [which], only)))


async def waiting(
    connection: AsyncConnection, school: SchoolId, which: UUID, only: Only, since: datetime, most: int
) -> Record:
    """How many can be reached and have not read it, and how many of them may be reminded."""
    given = asked(school, [which], only) | {"since": since, "most": most}
    return (await connection.execute(_WAITING, given)).one()


async def remind(
    connection: AsyncConnection,
    school: SchoolId,
    which: UUID,
    only: Only,
    now: datetime,
    since: datetime,
    most: int,
) -> list[Recipient]:
    """Mark as reminded whoever may be: last reminded before `since`, fewer than `most` times; returns them."""
    given = asked(school, [which], only) | {"since": since, "most": most, "now": now}
    rows = await connection.execute(_REMIND, given)
    return sorted((Recipient(PersonId(r.person_id), Hat(r.hat)) for r in rows), key=lambda one: (one.person, one.hat))
