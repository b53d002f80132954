"""What a receipt is, as parts of statements: of a person, and of a child through its representatives."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Uuid, bindparam
from sqlalchemy.dialects.postgresql import ARRAY

from parta.kernel.ids import ClassId, SchoolId

from .feed import ENTITLED

AT_MOST = 5_000  # lines of a document
Only = Collection[ClassId] | None  # the classes that the asker answers for; None: the whole school

ONES = (
    bindparam("school", type_=Uuid),
    bindparam("ones", type_=ARRAY(Uuid)),
    bindparam("only", type_=ARRAY(Uuid)),
)
PEOPLE = f"""
    person_receipt as (
        select recipient.*, claim.person_id is not null and {ENTITLED} as reached,
               (case when one.wants_acknowledgement then recipient.acknowledged_at else recipient.read_at end) as done_at
          from announcement_recipient as recipient
          join announcement as one on one.school_id = recipient.school_id and one.id = recipient.announcement_id
          left join claim on claim.school_id = recipient.school_id and claim.person_id = recipient.person_id
                         and claim.ended_at is null and claim.admitted
         where recipient.school_id = :school and recipient.announcement_id = any(:ones)
           and (cast(:only as uuid[]) is null or recipient.class_ids && :only)
    )
"""  # noqa: S608 - no value is put into the text
# A child is covered by the first receipt of a representative; an adult who is only trusted with it signs nothing (B9).
CHILDREN = """
    child_receipt as (
        select asked.announcement_id, asked.child_id, asked.class_ids, signed.by_id, signed.done_at,
               signed.by_id is null
                   and (child.off_platform or adults.known > 0 and adults.known = adults.outside) as outside,
               adults.reached
          from announcement_child as asked
          join announcement as one on one.school_id = asked.school_id and one.id = asked.announcement_id
          join person as child on child.school_id = asked.school_id and child.id = asked.child_id
          left join lateral (
                select cover.guardian_id as by_id,
                       case when one.wants_acknowledgement then recipient.acknowledged_at else recipient.read_at end as done_at
                  from announcement_cover as cover
                  join announcement_recipient as recipient
                    on recipient.school_id = cover.school_id and recipient.announcement_id = cover.announcement_id
                       and recipient.person_id = cover.guardian_id and recipient.hat = 'guardian'
                 where cover.school_id = asked.school_id and cover.announcement_id = asked.announcement_id
                   and cover.child_id = asked.child_id and cover.represents
                   and case when one.wants_acknowledgement then recipient.acknowledged_at else recipient.read_at end
                       is not null
                 order by 2, 1 limit 1) as signed on true
          left join lateral (
                select count(*) as known, count(*) filter (where adult.off_platform) as outside,
                       coalesce(bool_or(claim.person_id is not null), false) as reached
                  from announcement_cover as cover
                  join person as adult on adult.school_id = cover.school_id and adult.id = cover.guardian_id
                  left join claim on claim.school_id = cover.school_id and claim.person_id = cover.guardian_id
                                 and claim.ended_at is null and claim.admitted
                 where cover.school_id = asked.school_id and cover.announcement_id = asked.announcement_id
                   and cover.child_id = asked.child_id and cover.represents) as adults on true
         where asked.school_id = :school and asked.announcement_id = any(:ones)
           and (cast(:only as uuid[]) is null or asked.class_ids && :only)
    )
"""


def asked(school: SchoolId, ones: Sequence[UUID], only: Only) -> dict[str, object]:
    """What both parts ask for."""
    return {"school": school, "ones": list(ones), "only": listed(only)}


def listed(only: Only) -> list[ClassId] | None:
    """The classes as the driver takes them."""
    return None if only is None else list(only)
