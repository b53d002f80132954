"""Resetting another person's access: whose it is decides who may (B12)."""

from parta.identity import reset as identity
from parta.identity.codes import TypedCode
from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, PersonId
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .errors import NotJoinedYet, OwnAccess, RoleInAnotherSchool

_OF_CLASS = {Kind.PUPIL, Kind.MEMBER}
_OF_CHILD = {Kind.GUARDIAN, Kind.TRUSTED_ADULT}
_COMMANDS = {Kind.ADMIN, Kind.HEAD}


async def reset(work: Work, person: PersonId) -> TypedCode:
    """End all sessions of this person's account, cancel its ways in, and give a new code for paper."""
    school = work.school
    claim = await queries.living_claim(work.connection, school, person)
    hats = await queries.hats(work.connection, AccountId(claim.account_id)) if claim else []
    staff = any(hat.kind is Hat.STAFF for hat in hats)
    action = Action.RESET_STAFF_ACCESS if staff else Action.RESET_ACCESS
    if not await queries.existing(work.connection, [(school, person)]):
        raise NotFound
    work.require(action, Place(school=school, classes=await _classes(work, person)))
    if claim is None:
        raise NotJoinedYet
    if claim.account_id == work.actor.account:
        raise OwnAccess
    for hat in hats:
        if hat.school_id != school:
            held = await queries.standings_of(work.connection, hat.school_id, [hat.person_id])
            if any(one.kind in _COMMANDS for one in held.get(hat.person_id, ())):
                raise RoleInAnotherSchool
    work.note(action, person)
    return await identity.reset(work, AccountId(claim.account_id), work.actor.name)


async def _classes(work: Work, person: PersonId) -> frozenset[ClassId]:
    """The classes that this person belongs to, by himself or by his children."""
    held = (await queries.standings_of(work.connection, work.school, [person])).get(person, [])
    children = [PersonId(one.target) for one in held if one.kind in _OF_CHILD and one.target]
    of_children = await queries.standings_of(work.connection, work.school, children) if children else {}
    everybody = [*held, *(one for child in of_children.values() for one in child)]
    return frozenset(ClassId(one.target) for one in everybody if one.kind in _OF_CLASS and one.target)
