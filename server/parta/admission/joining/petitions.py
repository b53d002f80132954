"""Requests by common links: filed, answered, taken back by the applicant (B4, B5, B7)."""

from uuid import UUID

from parta.admission.invitations import queries as invitations
from parta.admission.invitations import tickets
from parta.admission.invitations.errors import InvitationUsed
from parta.admission.invitations.shapes import Role
from parta.admission.invitations.tickets import Found
from parta.admission.requests import cards
from parta.identity.sessions import Opened
from parta.kernel.ids import AccountId, PersonId, SchoolId, hat_stream
from parta.kernel.text import full_name, one_line, pupil_name
from parta.parts.schema import Record
from parta.people import queries as people
from parta.work import Work

from . import queries
from .accounts import account_of
from .errors import NoRequest, NotForSlip, OwnParent
from .events import RepresentativeAsked
from .look import face
from .shapes import FullName, MyRequest, Petition, read_name


async def file(work: Work, form: Petition, source: str, device: str) -> Opened | None:
    """Ask to join: nobody is let in by this. Returns a new session, or None when the applicant has one."""
    found = await tickets.living(work, form.ticket, source)
    if found.slip:
        raise InvitationUsed if found.used else NotForSlip
    name = read_name(form.name)
    child_name = _child_name(form, found)
    as_new = form.as_new or work.stranger
    pupil = not as_new and await queries.is_pupil(work.connection, work.actor.account)
    if pupil and found.target.role is Role.GUARDIAN:
        raise OwnParent
    account, opened = await account_of(work, device=device, shared=form.shared_computer, as_new=as_new)
    work.within(found.target.school)
    if await queries.open_request(work.connection, account, found.id) is None:
        which = await _insert(work, found, account, name, child_name, form.relation or "")
        await invitations.use(work.connection, found.id, work.now)
        await cards.tell(work, found.target.school, which, filed=True)
        await _tell_representatives(work, found, name, form.relation or "")
    return opened


async def reply(work: Work, which: UUID, text: str) -> None:
    """Answer the decider's question."""
    row = await _own_open(work, which)
    values = {"answer": one_line(text, pointer="/text", longest=300), "status": "waiting"}
    work.within(SchoolId(row.school_id))
    await queries.set_request(work.connection, SchoolId(row.school_id), which, values)
    await cards.tell(work, SchoolId(row.school_id), which)


async def take_back(work: Work, which: UUID) -> None:
    """The applicant asks no more."""
    row = await _own_open(work, which)
    school = SchoolId(row.school_id)
    work.within(school)
    await queries.set_request(work.connection, school, which, {"status": "withdrawn", "decided_at": work.now})
    await cards.tell(work, school, which)


async def mine(work: Work) -> list[MyRequest]:
    """One's own requests, newest first."""
    rows = await queries.requests_of(work.connection, work.actor.account)
    faces = {row.school_id: await face(work, SchoolId(row.school_id)) for row in rows}
    return [
        MyRequest(
            row.id,
            Role(row.role),
            faces[row.school_id],
            row.status,
            row.question,
            row.answer,
            row.reason,
            row.created_at,
        )
        for row in rows
    ]


async def _own_open(work: Work, which: UUID) -> Record:
    row = await queries.own_request(work.connection, work.actor.account, which)
    if row is None or row.status not in ("waiting", "asked"):
        raise NoRequest
    return row


def _child_name(form: Petition, found: Found) -> str:
    if found.target.role is not Role.GUARDIAN or found.target.child is not None:
        return ""
    child = read_name(form.child_name, "/childName")
    return full_name(child.last, child.first, child.middle)


async def _insert(work: Work, found: Found, account: AccountId, name: FullName, child_name: str, relation: str) -> UUID:
    target = found.target
    class_id = target.class_id
    if class_id is None and target.child is not None:
        class_id = await queries.class_of(work.connection, target.school, target.child)
    which = work.new_id()
    row = {
        "school_id": target.school,
        "id": which,
        "invitation_id": found.id,
        "account_id": account,
        "role": target.role.value,
        "class_id": class_id,
        "last_name": name.last,
        "first_name": name.first,
        "middle_name": name.middle,
        "relation": relation,
        "child_name": child_name,
        "child_id": target.child,
        "status": "waiting",
        "created_at": work.now,
    }
    await queries.insert_request(work.connection, row)
    return which


async def _tell_representatives(work: Work, found: Found, name: FullName, relation: str) -> None:
    """Who represents the child already is told that somebody asks to (B7)."""
    if found.target.child is None:
        return
    await tell_others(work, found.target.school, found.target.child, name, relation, joined=False)


async def tell_others(
    work: Work,
    school: SchoolId,
    child: PersonId,
    name: FullName,
    relation: str,
    *,
    joined: bool,
    but: PersonId | None = None,
) -> None:
    """Tell the child's representatives of a new one."""
    kids = await people.names(work.connection, school, [child])
    event = RepresentativeAsked(
        child_name=pupil_name(kids[child].last, kids[child].first),
        name=full_name(name.last, name.first, name.middle),
        relation=relation,
        joined=joined,
    )
    for row in await queries.representatives(work.connection, school, child):
        if row.guardian_id != but:
            work.tell(hat_stream(PersonId(row.guardian_id), "guardian"), "person", event)
