"""Links for many: made, recalled, made anew."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId
from parta.parts.schema import Record
from parta.people import queries as people
from parta.policy.standing import Column, Held
from parta.policy.table import Action
from parta.work import Work

from . import queries, tickets
from .shapes import LinkCard, Role, Target
from .tickets import NewTicket

LONGEST_DAYS, MOST_USES = 90, 500


async def make_link(work: Work, role: Role, class_id: ClassId | None, *, days: int, uses: int | None) -> LinkCard:
    """A link into one class, club or «Учительская», in one role; whoever comes by it files a request."""
    target = await _target(work, role, class_id)
    work.require(target.action, target.place)
    (ticket,) = await tickets.new_tickets(work, 1)
    row = link_row(work, target, ticket, days, uses)
    await queries.insert_invitations(work.connection, [row])
    work.note(target.action, row["id"], role=role.value, class_id=str(class_id or ""), way="link")
    (card,) = await _cards(work, [(await queries.one(work.connection, work.school, row["id"]), 0)])
    return card


async def recall(work: Work, which: UUID) -> None:
    """The link or slip is dead from now on."""
    row = await queries.one(work.connection, work.school, which)
    target = tickets.target_of(row)
    work.require(target.action, target.place)
    if await queries.recall(work.connection, work.school, [which], work.now):
        work.note(target.action, which, recalled=True)


async def reissue(work: Work, which: UUID) -> LinkCard:
    """A new link of the same kind instead of this one."""
    row = await queries.one(work.connection, work.school, which)
    if row.way != "link":
        raise NotFound
    await recall(work, which)
    class_id = ClassId(row.class_id) if row.class_id else None
    return await make_link(work, Role(row.role), class_id, days=_days(row), uses=row.uses_left or None)


async def links(work: Work, class_id: ClassId | None) -> list[LinkCard]:
    """The links that the actor may issue: of one class, or of all that are his."""
    if class_id is not None:
        target = await _target(work, Role.PUPIL, class_id)
        work.require(target.action, target.place)
        rows = await queries.links(work.connection, work.school, [class_id], staff=False)
    else:
        all_classes = work.may(Action.INVITE_STAFF, Target(work.school, Role.TEACHER).place)
        own = None if all_classes else _own_classes(work)
        rows = await queries.links(work.connection, work.school, own, staff=all_classes)
    return await _cards(work, [(row, row.requests) for row in rows])


async def link(work: Work, which: UUID) -> LinkCard:
    """One link, for whoever may issue it."""
    row = await queries.one(work.connection, work.school, which)
    target = tickets.target_of(row)
    work.require(target.action, target.place)
    if row.link_secret is None:
        raise NotFound
    (card,) = await _cards(work, [(row, 0)])
    return card


def _own_classes(work: Work) -> list[ClassId]:
    columns = work.actor.columns()
    reach = columns.get(Column.CLASS_TEACHER, frozenset()) | columns.get(Column.TEACHER, frozenset())
    classes = [ClassId(one) for one in reach]
    return [
        one
        for one in classes
        if any(
            work.may(target.action, target.place)
            for target in (Target(work.school, Role.PUPIL, one), Target(work.school, Role.PUPIL, one, club=True))
        )
    ]


def link_row(work: Work, target: Target, ticket: NewTicket, days: int, uses: int | None) -> dict[str, Any]:
    """A link as a row of the table."""
    return {
        "school_id": target.school,
        "id": work.new_id(),
        "role": target.role.value,
        "way": "link",
        "class_id": target.class_id,
        "person_id": None,
        "child_id": target.child,
        "lookup": ticket.code.lookup,
        "secret_hash": ticket.code.hash,
        "link_hash": ticket.link_hash,
        "link_secret": ticket.secret,
        "typed_code": ticket.code.shown,
        "uses_left": uses,
        "issued_by": work.person,
        "created_at": work.now,
        "expires_at": work.now + timedelta(days=days),
    }


async def _target(work: Work, role: Role, class_id: ClassId | None) -> Target:
    if role.staff:
        return Target(work.school, role)
    if class_id is None:
        raise NotFound
    row = await queries.class_of(work.connection, work.school, class_id)
    return Target(work.school, role, class_id, club=row.kind == "club")


def _days(row: Record) -> int:
    return min(LONGEST_DAYS, max(1, int((row.expires_at - row.created_at).days)))


async def _cards(work: Work, rows: Sequence[tuple[Record, int]]) -> list[LinkCard]:
    """Links with the number of their requests; who issued them, and what he may do now, is asked once for all."""
    issuers = {PersonId(row.issued_by) for row, _ in rows if row.issued_by}
    names = await people.names(work.connection, work.school, issuers)
    held = await people.standings_of(work.connection, work.school, issuers)
    return [
        LinkCard(
            id=row.id,
            role=Role(row.role),
            class_id=row.class_id,
            class_title=row.class_title,
            path=f"/i/{row.link_secret}",
            code=row.typed_code,
            issued_by=names[row.issued_by].full if row.issued_by in names else None,
            created_at=row.created_at,
            expires_at=row.expires_at,
            uses_left=row.uses_left,
            state=_state(work, row, held),
            requests=requests,
        )
        for row, requests in rows
    ]


def _state(work: Work, row: Record, held: Mapping[PersonId, Sequence[Held]]) -> str:
    if row.recalled_at is not None:
        return "recalled"
    if row.expires_at <= work.now:
        return "expired"
    if row.uses_left is not None and row.uses_left <= 0:
        return "spent"
    if row.issued_by and not tickets.may_issue(tickets.target_of(row), row.issued_by, held.get(row.issued_by, ())):
        return "issuerGone"
    return "open"
