"""SQL of join requests and of those whom they may match."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, Uuid, and_, bindparam, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import invitation, join_request
from parta.classes.tables import school_class
from parta.kernel.errors import NotFound
from parta.kernel.ids import AccountId, ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import claim, guardianship, person, standing

OPEN = ("waiting", "asked")

_REQUEST = (
    select(join_request, school_class.c.title.label("class_title"))
    .select_from(join_request)
    .join(
        school_class,
        and_(school_class.c.school_id == join_request.c.school_id, school_class.c.id == join_request.c.class_id),
        isouter=True,
    )
)


async def one(connection: AsyncConnection, school: SchoolId, which: UUID) -> Record:
    """A request of this school, locked; raises `NotFound`."""
    asked = _REQUEST.where(join_request.c.school_id == school, join_request.c.id == which)
    row = (await connection.execute(asked.with_for_update(of=join_request))).first()
    if row is None:
        raise NotFound
    return row


async def inbox(
    connection: AsyncConnection, school: SchoolId, classes: Collection[ClassId] | None, *, since: datetime
) -> list[Record]:
    """Open requests and those decided lately: of these classes, or with None of the whole school and its staff."""
    asked = _REQUEST.where(
        join_request.c.school_id == school,
        or_(
            join_request.c.status.in_(OPEN),
            and_(join_request.c.status.in_(("accepted", "refused")), join_request.c.decided_at > since),
        ),
    )
    if classes is not None:
        asked = asked.where(join_request.c.class_id.in_(list(classes)))
    rows = await connection.execute(asked.order_by(join_request.c.created_at.desc(), join_request.c.id).limit(500))
    return list(rows.all())


async def change(connection: AsyncConnection, school: SchoolId, which: UUID, values: dict[str, Any]) -> None:
    """Change a request; the keys are the table's columns."""
    await connection.execute(
        update(join_request).where(join_request.c.school_id == school, join_request.c.id == which).values(values)
    )


# Roster people of a class (pupils), of a child (representatives) or of the staff, with what the decider should know.
_CANDIDATES = text(
    """
    select person.id, person.last_name, person.first_name, person.middle_name, person.search_key,
           exists (select from claim where claim.school_id = person.school_id and claim.person_id = person.id
                      and claim.ended_at is null) as joined,
           (select count(*) from guardianship where guardianship.school_id = person.school_id
               and guardianship.child_id = person.id and guardianship.ended_at is null) as representatives
      from person
     where person.school_id = :school and person.left_at is null
       and person.id in (select person_id from standing where standing.school_id = :school and standing.active
                            and (:of = 'class' and standing.kind in ('pupil', 'member') and standing.target_id = :target
                              or :of = 'child' and standing.kind = 'guardian' and standing.target_id = :target
                              or :of = 'staff' and standing.kind = 'staff'))
     order by person.sort_key, person.id
     limit 400
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("target", type_=Uuid), bindparam("of", type_=Text))


async def candidates(connection: AsyncConnection, school: SchoolId, of: str, target: UUID | None) -> list[Record]:
    """`of` is class (pupils), child (representatives) or staff."""
    rows = await connection.execute(_CANDIDATES, {"school": school, "of": of, "target": target})
    return list(rows.all())


async def end_bonds(
    connection: AsyncConnection,
    school: SchoolId,
    child: PersonId,
    guardian: PersonId,
    sources: Collection[str],
    now: datetime,
) -> int:
    """End the bond between a child and a representative that came about in one of these ways; returns how many."""
    rows = await connection.execute(
        update(guardianship)
        .where(
            guardianship.c.school_id == school,
            guardianship.c.child_id == child,
            guardianship.c.guardian_id == guardian,
            guardianship.c.source.in_(list(sources)),
            guardianship.c.ended_at.is_(None),
        )
        .values(ended_at=now)
        .returning(guardianship.c.id)
    )
    return len(rows.all())


_NEWCOMERS = text(
    """
    select bond.guardian_id, bond.child_id, bond.relation, bond.since, grown.last_name, grown.first_name,
           grown.middle_name, child.last_name as child_last, child.first_name as child_first,
           seat.target_id as class_id, school_class.title as class_title
      from guardianship as bond
      join person as grown on grown.school_id = bond.school_id and grown.id = bond.guardian_id
      join person as child on child.school_id = bond.school_id and child.id = bond.child_id
      join standing as seat on seat.school_id = bond.school_id and seat.person_id = bond.child_id and seat.active
                           and seat.kind = 'pupil'
      join school_class on school_class.school_id = seat.school_id and school_class.id = seat.target_id
     where bond.school_id = :school and bond.source = 'slip' and bond.ended_at is null and bond.since > :since
       and (:everywhere or seat.target_id = any(:classes))
     order by bond.since desc, bond.id
     limit 200
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("classes", type_=ARRAY(Uuid)))


async def newcomers(
    connection: AsyncConnection, school: SchoolId, classes: Collection[ClassId] | None, *, since: datetime
) -> list[Record]:
    """Representatives who took a place without a name lately: their class teacher sees them and can undo (B3)."""
    arguments = {"school": school, "since": since, "everywhere": classes is None, "classes": list(classes or [])}
    return list((await connection.execute(_NEWCOMERS, arguments)).all())


_HOLDER = func.coalesce(invitation.c.person_id, invitation.c.child_id)


async def dispute(
    connection: AsyncConnection, school: SchoolId, slip: UUID, now: datetime, again_before: datetime
) -> bool:
    """«Это не я» is kept on the slip; false where that is known already, or was seen to only just now."""
    known = invitation.c.disputed_at
    rows = await connection.execute(
        update(invitation)
        .where(
            invitation.c.school_id == school,
            invitation.c.id == slip,
            or_(known.is_(None), and_(invitation.c.settled_at.is_not(None), known < again_before)),
        )
        .values(disputed_at=now, settled_at=None)
        .returning(invitation.c.id)
    )
    return rows.first() is not None


async def disputes(connection: AsyncConnection, school: SchoolId, classes: Collection[ClassId] | None) -> list[Record]:
    """Slips reported and not seen to: of these classes, or with None of the whole school; the newest first."""
    of_class = and_(school_class.c.school_id == school, school_class.c.id == invitation.c.class_id)
    asked = (
        select(invitation, person.c.last_name, person.c.first_name, person.c.middle_name)
        .add_columns(school_class.c.title.label("class_title"))
        .select_from(invitation)
        .join(person, and_(person.c.school_id == invitation.c.school_id, person.c.id == _HOLDER))
        .join(school_class, of_class, isouter=True)
        .where(
            invitation.c.school_id == school,
            invitation.c.disputed_at.is_not(None),
            invitation.c.settled_at.is_(None),
        )
    )
    if classes is not None:
        asked = asked.where(invitation.c.class_id.in_(list(classes)))
    rows = await connection.execute(asked.order_by(invitation.c.disputed_at.desc(), invitation.c.id).limit(100))
    return list(rows.all())


async def settle(connection: AsyncConnection, school: SchoolId, slip: UUID, now: datetime) -> bool:
    """A report was seen to; false where there is none."""
    rows = await connection.execute(
        update(invitation)
        .where(
            invitation.c.school_id == school,
            invitation.c.id == slip,
            invitation.c.disputed_at.is_not(None),
            invitation.c.settled_at.is_(None),
        )
        .values(settled_at=now)
        .returning(invitation.c.id)
    )
    return rows.first() is not None


_UNCONFIRMED = text(
    """
    select person.id, person.last_name, person.first_name, person.middle_name, person.job_title, claim.since
      from standing
      join person on person.school_id = standing.school_id and person.id = standing.person_id
      join claim on claim.school_id = standing.school_id and claim.person_id = standing.person_id
                and claim.ended_at is null
     where standing.school_id = :school and standing.active and standing.kind = 'unconfirmed'
     order by claim.since, person.id
     limit 200
    """
).bindparams(bindparam("school", type_=Uuid))


async def unconfirmed(connection: AsyncConnection, school: SchoolId) -> list[Record]:
    """Teachers who have joined and wait for their status, the longest waiting first."""
    return list((await connection.execute(_UNCONFIRMED, {"school": school})).all())


async def grown_person(connection: AsyncConnection, school: SchoolId, account: AccountId) -> PersonId | None:
    """The person whom this account acts as in this school, if it is no pupil's."""
    pupils = select(standing.c.person_id).where(
        standing.c.school_id == school, standing.c.active, standing.c.kind.in_(["pupil", "member"])
    )
    found = await connection.scalar(
        select(claim.c.person_id)
        .where(
            claim.c.school_id == school,
            claim.c.account_id == account,
            claim.c.ended_at.is_(None),
            claim.c.person_id.not_in(pupils),
        )
        .order_by(claim.c.since, claim.c.id)
        .limit(1)
    )
    return PersonId(found) if found else None


async def is_club(connection: AsyncConnection, school: SchoolId, which: UUID | None) -> bool:
    """Is this a club, and not a class?"""
    kind = await connection.scalar(
        select(school_class.c.kind).where(school_class.c.school_id == school, school_class.c.id == which)
    )
    return bool(kind == "club")


async def end_claim_of(
    connection: AsyncConnection, school: SchoolId, who: PersonId, since: datetime, now: datetime
) -> None:
    """End the claim that began at this very moment: a decision is taken back, older claims stay."""
    await connection.execute(
        update(claim)
        .where(
            claim.c.school_id == school,
            claim.c.person_id == who,
            claim.c.since == since,
            claim.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
