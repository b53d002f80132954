"""SQL of the reader's side: what was addressed to him and still is his to read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, Integer, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

# A guardian reads it as long as he still stands for one of the children for whom he got it (B9).
ENTITLED = """
    (case recipient.hat
        when 'guardian' then exists (
            select from announcement_cover as cover
              join standing as bond on bond.school_id = cover.school_id and bond.person_id = cover.guardian_id
                   and bond.target_id = cover.child_id and bond.kind in ('guardian', 'trusted_adult') and bond.active
             where cover.school_id = recipient.school_id and cover.announcement_id = recipient.announcement_id
               and cover.guardian_id = recipient.person_id)
        when 'pupil' then exists (
            select from standing as learns where learns.school_id = recipient.school_id
               and learns.person_id = recipient.person_id and learns.kind in ('pupil', 'member') and learns.active)
        else exists (
            select from standing as works where works.school_id = recipient.school_id
               and works.person_id = recipient.person_id and works.kind = 'staff' and works.active)
     end)
"""
_DONE = """
    (case when one.wants_acknowledgement then recipient.acknowledged_at else recipient.read_at end is not null)
"""
_SHOWN = f"""
    select one.id, one.number, one.title, one.text, one.author_name, one.author_office, one.addressed, one.sent_at,
           one.wants_acknowledgement, one.urgent, recipient.read_at, recipient.acknowledged_at, {_DONE} as done,
           kin.lasts, kin.firsts
      from announcement_recipient as recipient
      join announcement as one on one.school_id = recipient.school_id and one.id = recipient.announcement_id
      left join lateral (
            select array_agg(child.last_name order by child.sort_key, child.id) as lasts,
                   array_agg(child.first_name order by child.sort_key, child.id) as firsts
              from announcement_cover as cover
              join standing as bond on bond.school_id = cover.school_id and bond.person_id = cover.guardian_id
                   and bond.target_id = cover.child_id and bond.kind in ('guardian', 'trusted_adult') and bond.active
              join person as child on child.school_id = cover.school_id and child.id = cover.child_id
             where cover.school_id = one.school_id and cover.announcement_id = one.id
               and cover.guardian_id = recipient.person_id and recipient.hat = 'guardian') as kin on true
     where recipient.school_id = :school and recipient.person_id = :person and recipient.hat = :hat and {ENTITLED}
"""  # noqa: S608 - no value is put into the text
_READER = (bindparam("school", type_=Uuid), bindparam("person", type_=Uuid), bindparam("hat", type_=Text))

_FEED = text(f"""
    select * from ({_SHOWN}) as shown
     where cast(:done as boolean) is null or (shown.done, -shown.number) > (:done, -:number)
     order by shown.done, shown.number desc
     limit :most
""").bindparams(*_READER, bindparam("done", type_=Boolean), bindparam("number", type_=Integer))  # noqa: S608 - no value is put into the text

_ONE = text(f"{_SHOWN} and one.id = :announcement").bindparams(*_READER, bindparam("announcement", type_=Uuid))

_COUNT_WAITING = text(f"""
    select count(*)
      from announcement_recipient as recipient
      join announcement as one on one.school_id = recipient.school_id and one.id = recipient.announcement_id
     where recipient.school_id = :school and recipient.person_id = :person and recipient.hat = :hat
       and not {_DONE} and {ENTITLED}
""").bindparams(*_READER)  # noqa: S608 - no value is put into the text

_URGENT = text(f"""
    {_SHOWN} and one.urgent and not {_DONE} order by one.number limit 20
""").bindparams(*_READER)

_SETTLE = text("""
    update announcement_recipient as recipient
       set read_at = coalesce(recipient.read_at, :now),
           acknowledged_at = case when :acknowledge then coalesce(recipient.acknowledged_at, :now)
                                  else recipient.acknowledged_at end
     where recipient.school_id = :school and recipient.announcement_id = :announcement
       and recipient.person_id = :person and recipient.hat = :hat
       and (recipient.read_at is null or :acknowledge and recipient.acknowledged_at is null)
    returning recipient.person_id
""").bindparams(*_READER, bindparam("announcement", type_=Uuid), bindparam("acknowledge", type_=Boolean))


async def page(
    connection: AsyncConnection,
    school: SchoolId,
    person: PersonId,
    hat: Hat,
    after: tuple[bool, int] | None,
    most: int,
) -> list[Record]:
    """A page of the reader's announcements, those that wait for him first, then the newest; one more than asked for."""
    done, number = after if after else (None, None)
    asked = {"school": school, "person": person, "hat": hat.value, "done": done, "number": number, "most": most + 1}
    return list(await connection.execute(_FEED, asked))


async def one(connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat, which: UUID) -> Record | None:
    """One announcement as this reader has it; None when it is not his to read."""
    asked = {"school": school, "person": person, "hat": hat.value, "announcement": which}
    return (await connection.execute(_ONE, asked)).first()


async def waiting(connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat) -> int:
    """How many wait for this reader."""
    asked = {"school": school, "person": person, "hat": hat.value}
    return int(await connection.scalar(_COUNT_WAITING, asked) or 0)


async def urgent(connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat) -> list[Record]:
    """The emergency broadcasts that wait for this reader, the oldest first."""
    return list(await connection.execute(_URGENT, {"school": school, "person": person, "hat": hat.value}))


async def settle(
    connection: AsyncConnection,
    school: SchoolId,
    which: UUID,
    person: PersonId,
    hat: Hat,
    now: datetime,
    *,
    acknowledge: bool,
) -> bool:
    """Write the receipt, once and for ever; False when it was there already."""
    asked = {
        "school": school,
        "announcement": which,
        "person": person,
        "hat": hat.value,
        "now": now,
        "acknowledge": acknowledge,
    }
    return (await connection.execute(_SETTLE, asked)).first() is not None
