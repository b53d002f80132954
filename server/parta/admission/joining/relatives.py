"""A link by which a pupil or a representative invites another representative: it opens a request, never a door (2.6, B7)."""

from datetime import datetime, timedelta

import msgspec

from parta.admission.invitations import queries as invitations
from parta.admission.invitations import tickets
from parta.admission.invitations.commands import link_row
from parta.admission.invitations.shapes import Role, Target
from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId
from parta.policy.table import Action
from parta.work import Work

from .family import place

DAYS, USES = 7, 3


class RelativeLink(msgspec.Struct, frozen=True, rename="camel"):
    """A link to be shown or sent to the relative."""

    path: str
    code: str
    expires_at: datetime


async def invite(work: Work, child: PersonId | None) -> RelativeLink:
    """A fresh link for this child's representative; the older ones are dead."""
    whose = _whose(work, child)
    await recall(work, whose)
    (ticket,) = await tickets.new_tickets(work, 1)
    row = link_row(work, Target(work.school, Role.GUARDIAN, child=whose), ticket, DAYS, USES)
    await invitations.insert_invitations(work.connection, [row])
    work.note(Action.INVITE_RELATIVE, row["id"], child=str(whose))
    return RelativeLink(ticket.path, ticket.code.shown, work.now + timedelta(days=DAYS))


async def recall(work: Work, child: PersonId | None) -> None:
    """The open links of this child are dead from now on, whoever of the family made them."""
    whose = _whose(work, child)
    work.require(Action.INVITE_RELATIVE, place(work, whose))
    old = await invitations.open_child_links(work.connection, work.school, [whose], work.now)
    if await invitations.recall(work.connection, work.school, [row.id for row in old], work.now):
        work.note(Action.INVITE_RELATIVE, whose, recalled=True)


def _whose(work: Work, child: PersonId | None) -> PersonId:
    whose = child or (work.person if work.actor.hat is Hat.PUPIL else None)
    if whose is None:
        raise NotFound
    return whose
