"""The HTTP door of bonds between children and adults: what each says, and who is barred (B9)."""

from uuid import UUID

import msgspec
from litestar import get, patch, post

from parta.kernel.ids import PersonId
from parta.work import Work

from .. import bonds, restricted, restrictions
from ..bonds import BondChange
from ..restrictions import LiftingForm, RestrictionForm
from ..shapes import RestrictionCard


class Restrictions(msgspec.Struct, frozen=True, rename="camel"):
    """Restrictions that wait for an administrator's decision."""

    over: list[RestrictionCard]


@get("/restrictions", operation_id="listRestrictions")
async def list_restrictions(work: Work) -> Restrictions:
    """Those whose last day is over: lift or extend."""
    return Restrictions(await restricted.to_decide(work))


@post(
    "/people/{person_id:uuid}/guardians/{guardian_id:uuid}/restriction",
    operation_id="restrictGuardian",
    status_code=204,
)
async def restrict(person_id: UUID, guardian_id: UUID, data: RestrictionForm, work: Work) -> None:
    """Bar an adult from a child by a decision."""
    await restrictions.restrict(work, PersonId(person_id), PersonId(guardian_id), data)


@post("/restrictions/{restriction_id:uuid}/extend", operation_id="extendRestriction", status_code=204)
async def extend(restriction_id: UUID, data: RestrictionForm, work: Work) -> None:
    """A newer decision: it holds until another day."""
    await restrictions.extend(work, restriction_id, data)


@post("/restrictions/{restriction_id:uuid}/lift", operation_id="liftRestriction", status_code=204)
async def lift(restriction_id: UUID, data: LiftingForm, work: Work) -> None:
    """Give access back."""
    await restrictions.lift(work, restriction_id, data)


@patch("/people/{person_id:uuid}/guardians/{guardian_id:uuid}", operation_id="setGuardianship", status_code=204)
async def set_guardianship(person_id: UUID, guardian_id: UUID, data: BondChange, work: Work) -> None:
    """Who this adult is to the child, and by what that was seen proved."""
    await bonds.change(work, PersonId(person_id), PersonId(guardian_id), data)


ROUTES = [list_restrictions, restrict, extend, lift, set_guardianship]
