"""A request as its deciders see it, with the likeliest match; told on the desks."""

from uuid import UUID

from parta.admission.invitations.shapes import Role
from parta.kernel.ids import ClassId, SchoolId, class_desk, school_desk
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.work import Work

from . import matching, queries
from .events import JoinRequestChanged, JoinRequestFiled
from .shapes import JoinRequestCard

Known = dict[UUID | None, list[Record]]  # candidates by class, kept between cards of one list


async def card(work: Work, school: SchoolId, row: Record, known: Known | None = None) -> JoinRequestCard:
    """The card of a request; `known` keeps candidates between cards of one list."""
    role = Role(row.role)
    typed = row.child_name if role is Role.GUARDIAN and row.child_name else _name(row)
    match = None
    if row.status in queries.OPEN and not row.child_id:
        people = await candidates(work, school, role, row.class_id, known)
        open_to = [one for one in people if role is Role.GUARDIAN or not one.joined]
        match = matching.best(typed, open_to)
    return JoinRequestCard(
        id=row.id,
        role=role,
        class_id=row.class_id,
        class_title=row.class_title,
        name=_name(row),
        relation=row.relation,
        child_name=row.child_name,
        child_id=row.child_id,
        status=row.status,
        question=row.question,
        answer=row.answer,
        reason=row.reason,
        created_at=row.created_at,
        decided_at=row.decided_at,
        match=match,
    )


async def candidates(
    work: Work,
    school: SchoolId,
    role: Role,
    class_id: UUID | None,
    known: Known | None = None,
) -> list[Record]:
    """Of a class its pupils (for a parent: the children), else the staff."""
    target = None if role.staff else class_id
    if known is not None and target in known:
        return known[target]
    people = await queries.candidates(work.connection, school, "staff" if role.staff else "class", target)
    if known is not None:
        known[target] = people
    return people


async def tell(work: Work, school: SchoolId, which: UUID, *, filed: bool = False) -> JoinRequestCard:
    """Tell the desks how a request stands now."""
    row = await queries.one(work.connection, school, which)
    made = await card(work, school, row)
    event = JoinRequestFiled(made) if filed else JoinRequestChanged(made)
    if row.class_id is not None:
        work.tell(class_desk(ClassId(row.class_id)), "desk", event)
    work.tell(school_desk(school), "desk", event)
    return made


def _name(row: Record) -> str:
    return full_name(row.last_name, row.first_name, row.middle_name)
