"""«Семья»: the children, who represents each, who asks to, and the open link for one more representative (B7, B10)."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from parta.admission.consents import queries as registry
from parta.admission.invitations import queries as invitations
from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId
from parta.kernel.text import full_name
from parta.parts.qr import qr_svg
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries

CHANGE_SHOWN_FOR = timedelta(days=30)


class Kin(msgspec.Struct, frozen=True, rename="camel"):
    """A representative or trusted adult of the child."""

    person_id: UUID
    name: str
    relation: str
    joined: bool
    me: bool


class Asking(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody who asks to become the child's representative; the school decides."""

    name: str
    relation: str
    asked_at: datetime


class OpenLink(msgspec.Struct, frozen=True, rename="camel"):
    """The link by which one more representative may ask."""

    url: str
    code: str
    expires_at: datetime


class FamilyChild(msgspec.Struct, frozen=True, rename="camel"):
    """A child as its family sees it."""

    person_id: UUID
    name: str
    class_title: str | None
    kin: list[Kin]
    asking: list[Asking]
    link: OpenLink | None
    may_invite: bool
    access_changed_on: datetime | None  # lately, to representatives: that it did, never how (B9)


class Family(msgspec.Struct, frozen=True, rename="camel"):
    """One's children; a pupil sees himself."""

    children: list[FamilyChild]


async def family(work: Work, address: str) -> Family:
    """Of the actor in this hat; staff have no family here."""
    whose = await _children(work)
    if not whose:
        return Family([])
    kids = await queries.kids(work.connection, work.school, whose)
    kin = await queries.kin(work.connection, work.school, whose)
    asking = await queries.asking(work.connection, work.school, whose)
    links = await invitations.open_child_links(work.connection, work.school, whose, work.now)
    changed = await queries.access_changed(work.connection, work.school, whose, work.now - CHANGE_SHOWN_FOR)
    return Family([_child(work, kid, kin, asking, links, changed, address) for kid in kids])


def _child(
    work: Work,
    kid: Record,
    kin: list[Record],
    asking: list[Record],
    links: list[Record],
    changed: dict[PersonId, datetime],
    address: str,
) -> FamilyChild:
    may_invite = work.may(Action.INVITE_RELATIVE, place(work, PersonId(kid.id)))
    link = next((row for row in links if row.child_id == kid.id), None) if may_invite else None
    return FamilyChild(
        person_id=kid.id,
        name=_name(kid),
        class_title=kid.class_title,
        kin=[
            Kin(row.guardian_id, _name(row), row.relation, row.joined, row.guardian_id == work.person)
            for row in kin
            if row.child_id == kid.id
        ],
        asking=[Asking(_name(row), row.relation, row.created_at) for row in asking if row.child_id == kid.id],
        link=OpenLink(f"{address}/i/{link.link_secret}", link.typed_code, link.expires_at) if link else None,
        may_invite=may_invite,
        access_changed_on=changed.get(PersonId(kid.id)) if work.actor.hat is Hat.GUARDIAN and may_invite else None,
    )


def _name(row: Record) -> str:
    return full_name(row.last_name, row.first_name, row.middle_name)


def place(work: Work, child: PersonId) -> Place:
    """Where inviting a relative of this child must be allowed."""
    return Place(school=work.school, owner=child, children=frozenset({child}))


async def link_qr(work: Work, child: PersonId, address: str) -> bytes:
    """The open link of a child as a QR code for the screen."""
    work.require(Action.INVITE_RELATIVE, place(work, child))
    rows = await invitations.open_child_links(work.connection, work.school, [child], work.now)
    if not rows:
        raise NotFound
    return await qr_svg(f"{address}/i/{rows[0].link_secret}", border=4)


async def _children(work: Work) -> list[PersonId]:
    if work.actor.hat is Hat.PUPIL:
        return [work.person]
    if work.actor.hat is not Hat.GUARDIAN:
        return []
    return await registry.all_children(work.connection, work.school, work.person)
