"""A slip is redeemed: one person, one use, in at once; school, class and role are the invitation's (2.1-g, B3, B8)."""

import msgspec

from parta.admission.consents import queries as schools
from parta.admission.invitations import queries as invitations
from parta.admission.invitations import tickets
from parta.admission.invitations.errors import InvitationDead, InvitationUsed
from parta.admission.invitations.shapes import Role
from parta.admission.invitations.tickets import Found
from parta.admission.requests import queries as requests
from parta.admission.requests.confirming import become_teacher
from parta.identity.sessions import Opened
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, PersonId, class_desk, school_desk
from parta.kernel.text import full_name, pupil_name
from parta.people import acting
from parta.people import commands as people
from parta.people import queries as roster
from parta.people.queries import NewPerson
from parta.policy.standing import Actor
from parta.work import Work

from . import queries
from .accounts import account_of
from .errors import NeedsName, OwnParent, PersonTaken, SomebodyElse
from .events import RepresentativeJoined
from .petitions import tell_others
from .shapes import TRUSTED, FullName, Redemption, read_name

HATS = {Role.PUPIL: Hat.PUPIL, Role.GUARDIAN: Hat.GUARDIAN}


class Redeemed(msgspec.Struct, frozen=True):
    """Who joined, and the session when it is a new one."""

    person: PersonId
    name: str
    opened: Opened | None


async def redeem(work: Work, form: Redemption, source: str, device: str) -> Redeemed:
    """Join by a slip. Parallel redemptions meet at the invitation's row: one wins, the others find it used."""
    found = await tickets.living(work, form.ticket, source)
    if not found.slip:
        raise InvitationDead
    if found.used:
        raise InvitationUsed
    as_new = form.as_new or work.stranger
    if not as_new:
        await _must_suit(work, found)
    account, opened = await account_of(work, device=device, shared=form.shared_computer, as_new=as_new)
    work.within(found.target.school)
    await work.alone(found.target.school)
    person, name = await (_as_named if found.person else _as_representative)(work, found, account, form)
    await invitations.use(work.connection, found.id, work.now)
    await _go_on_as(work, found, account, person, opened)
    work.note("joinBySlip", found.id, person=str(person), role=found.target.role.value)
    return Redeemed(person, name, opened)


async def _must_suit(work: Work, found: Found) -> None:
    """Whoever is signed in here may take this slip only if it can be his (security.md 27)."""
    pupil = await queries.is_pupil(work.connection, work.actor.account)
    if found.target.role is Role.PUPIL:
        raise SomebodyElse
    if pupil:
        raise OwnParent if found.target.role is Role.GUARDIAN else SomebodyElse


async def _as_named(work: Work, found: Found, account: AccountId, _: Redemption) -> tuple[PersonId, str]:
    school, person = found.target.school, found.person
    assert person is not None
    row = await queries.living_person(work.connection, school, person)
    if row is None:
        raise InvitationDead
    if await roster.living_claim(work.connection, school, person) is not None:
        raise PersonTaken
    await people.link(work, school, account, person, admitted=False)
    if found.target.role is Role.TEACHER:
        await become_teacher(work, school, person, confirmed=True)  # an administrator's slip confirms (B6)
    return person, full_name(row.last_name, row.first_name, row.middle_name)


async def _as_representative(work: Work, found: Found, account: AccountId, form: Redemption) -> tuple[PersonId, str]:
    school, child = found.target.school, found.target.child
    assert child is not None
    if await queries.living_person(work.connection, school, child) is None:
        raise InvitationDead
    if form.relation is None:
        raise NeedsName("Выберите, кем вы приходитесь ребёнку")
    bonds = await queries.representatives(work.connection, school, child)
    before = await requests.grown_person(work.connection, school, account)
    if before is not None and before in {row.guardian_id for row in bonds}:
        raise PersonTaken("Вы уже представитель этого ребёнка")
    if before is None:
        name = read_name(form.name)
        person = PersonId(work.new_id())
        new = NewPerson(id=person, last_name=name.last, first_name=name.first, middle_name=name.middle)
        await people.add(work, school, [new])
        await people.link(work, school, account, person, admitted=False)
    else:
        known = (await roster.names(work.connection, school, [before]))[before]
        person, name = before, FullName(known.last, known.first, known.middle)
    words = await schools.school_words(work.connection, school)
    trusted = form.relation == TRUSTED
    await people.bond(
        work, school, child, person,
        relation=form.relation, source="slip", today=work.today(words.time_zone), trusted=trusted,
        proof_note="третий представитель: по приглашению школы" if not trusted and len(bonds) >= 2 else "",
    )  # fmt: skip
    await _tell(work, found, person, name, form.relation)
    return person, full_name(name.last, name.first, name.middle)


async def _tell(work: Work, found: Found, person: PersonId, name: FullName, relation: str) -> None:
    """The class teacher sees the newcomer; the child's other representatives are told."""
    school, child = found.target.school, found.target.child
    assert child is not None
    class_id = await queries.class_of(work.connection, school, child)
    kid = (await roster.names(work.connection, school, [child]))[child]
    event = RepresentativeJoined(
        person_id=person,
        name=full_name(name.last, name.first, name.middle),
        relation=relation,
        child_id=child,
        child_name=pupil_name(kid.last, kid.first),
        class_id=class_id,
        joined_at=work.now,
    )
    if class_id is not None:
        work.tell(class_desk(ClassId(class_id)), "desk", event)
    work.tell(school_desk(school), "desk", event)
    await tell_others(work, school, child, name, relation, joined=True, but=person)


async def _go_on_as(work: Work, found: Found, account: AccountId, person: PersonId, opened: Opened | None) -> None:
    """The session goes on as the person who joined."""
    session = opened.id if opened else work.actor.session
    hat = HATS.get(found.target.role, Hat.STAFF)
    work.act_as(Actor(account=account, session=session, school=found.target.school, person=person, hat=hat))
    if session is not None:
        await acting.wear(work, session, person, hat)
        if opened is None:
            work.sessions_ended([session], over=False)
