"""SQL of invitations: links for many and slips."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import invitation, join_request
from parta.classes.tables import school_class
from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record

ERRORS_AT_MOST = 5


async def insert_invitations(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Write invitations; the keys are the table's columns."""
    if rows:
        await connection.execute(insert(invitation), list(rows))


async def taken_lookups(connection: AsyncConnection, lookups: Collection[str]) -> set[str]:
    """Which of these first parts of typed codes are in use."""
    rows = await connection.execute(select(invitation.c.lookup).where(invitation.c.lookup.in_(list(lookups))))
    return {row.lookup for row in rows}


_CARD = (
    select(
        invitation,
        school_class.c.title.label("class_title"),
        school_class.c.kind.label("class_kind"),
        school_class.c.grade.label("grade"),
    )
    .select_from(invitation)
    .join(
        school_class,
        and_(school_class.c.school_id == invitation.c.school_id, school_class.c.id == invitation.c.class_id),
        isouter=True,
    )
)


async def by_link(connection: AsyncConnection, link_hash: bytes, *, lock: bool) -> Record | None:
    """The invitation behind a link or QR."""
    asked = _CARD.where(invitation.c.link_hash == link_hash)
    return (await connection.execute(asked.with_for_update(of=invitation) if lock else asked)).first()


async def by_lookup(connection: AsyncConnection, lookup: str) -> Record | None:
    """The invitation behind the first part of a typed code; locked, so that parallel guesses count one by one."""
    return (await connection.execute(_CARD.where(invitation.c.lookup == lookup).with_for_update(of=invitation))).first()


async def one(connection: AsyncConnection, school: SchoolId, which: UUID) -> Record:
    """An invitation of this school, locked; raises `NotFound`."""
    asked = _CARD.where(invitation.c.school_id == school, invitation.c.id == which)
    row = (await connection.execute(asked.with_for_update(of=invitation))).first()
    if row is None:
        raise NotFound
    return row


async def count_error(connection: AsyncConnection, which: UUID) -> None:
    """A wrong guess at this code: after five it is dead."""
    await connection.execute(update(invitation).where(invitation.c.id == which).values(errors=invitation.c.errors + 1))


async def use(connection: AsyncConnection, which: UUID, now: datetime) -> None:
    """One use less; a slip is spent by its first."""
    await connection.execute(
        update(invitation)
        .where(invitation.c.id == which)
        .values(
            used_at=now,
            uses_left=case((invitation.c.uses_left.is_(None), None), else_=invitation.c.uses_left - 1),
        )
    )


async def unuse(connection: AsyncConnection, school: SchoolId, which: UUID) -> None:
    """A request was taken back by its applicant: the use counts no more."""
    await connection.execute(
        update(invitation)
        .where(invitation.c.school_id == school, invitation.c.id == which, invitation.c.uses_left.is_not(None))
        .values(uses_left=invitation.c.uses_left + 1)
    )


async def recall(connection: AsyncConnection, school: SchoolId, which: Collection[UUID], now: datetime) -> int:
    """Recall invitations that are still open; returns how many."""
    rows = await connection.execute(
        update(invitation)
        .where(
            invitation.c.school_id == school,
            invitation.c.id.in_(list(which)),
            invitation.c.recalled_at.is_(None),
        )
        .values(recalled_at=now)
        .returning(invitation.c.id)
    )
    return len(rows.all())


async def links(
    connection: AsyncConnection, school: SchoolId, class_ids: Collection[ClassId] | None, *, staff: bool
) -> list[Record]:
    """Links for many, newest first: those of these classes (None: of all), and of «Учительская» with `staff`."""
    requests = (
        select(func.count())
        .where(join_request.c.school_id == invitation.c.school_id, join_request.c.invitation_id == invitation.c.id)
        .scalar_subquery()
    )
    asked = _CARD.add_columns(requests.label("requests")).where(
        invitation.c.school_id == school, invitation.c.way == "link", invitation.c.child_id.is_(None)
    )
    if class_ids is not None:
        of_classes = invitation.c.class_id.in_(list(class_ids))
        asked = asked.where(of_classes | invitation.c.class_id.is_(None) if staff else of_classes)
    elif not staff:
        asked = asked.where(invitation.c.class_id.is_not(None))
    rows = await connection.execute(asked.order_by(invitation.c.created_at.desc(), invitation.c.id).limit(200))
    return list(rows.all())


async def open_child_links(
    connection: AsyncConnection, school: SchoolId, children: Collection[PersonId], now: datetime
) -> list[Record]:
    """Open links by which a representative of one of these children may ask to join, newest first (B7)."""
    rows = await connection.execute(
        select(
            invitation.c.id,
            invitation.c.child_id,
            invitation.c.link_secret,
            invitation.c.typed_code,
            invitation.c.expires_at,
        )
        .where(
            invitation.c.school_id == school,
            invitation.c.child_id.in_(list(children)),
            invitation.c.way == "link",
            invitation.c.recalled_at.is_(None),
            invitation.c.expires_at > now,
            invitation.c.uses_left > 0,
        )
        .order_by(invitation.c.created_at.desc(), invitation.c.id)
        .limit(100)
    )
    return list(rows.all())


async def class_of(connection: AsyncConnection, school: SchoolId, which: ClassId) -> Record:
    """Title, kind and grade of an open class; raises `NotFound`."""
    row = (
        await connection.execute(
            select(school_class.c.id, school_class.c.title, school_class.c.kind, school_class.c.grade).where(
                school_class.c.school_id == school,
                school_class.c.id == which,
                school_class.c.archived_at.is_(None),
            )
        )
    ).first()
    if row is None:
        raise NotFound
    return row
