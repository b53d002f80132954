"""Requests are accepted, refused, asked about; a slip of the finger is undone."""

from datetime import timedelta
from uuid import UUID

from parta.admission.consents import queries as schools
from parta.admission.invitations.shapes import Role
from parta.admission.joining.petitions import tell_others
from parta.admission.joining.shapes import FullName
from parta.kernel.ids import AccountId, ClassId, PersonId, SchoolId
from parta.kernel.text import one_line
from parta.parts.schema import Record
from parta.people import commands as people
from parta.people import queries as roster
from parta.people.queries import NewPerson
from parta.policy.decide import Place
from parta.policy.standing import Column, Kind
from parta.policy.table import Action
from parta.school.commands import optional_line
from parta.work import Work

from . import cards, matching, queries
from .confirming import become_teacher
from .errors import AlreadyDecided, CandidateTaken, TooLateToUndo, WhichChild
from .shapes import JoinRequestCard, Match

UNDO_WITHIN = timedelta(seconds=30)  # ten on the screen, and a slow network
SHOWN_FOR = timedelta(days=7)


async def inbox(work: Work) -> list[JoinRequestCard]:
    """The requests that the actor decides, newest first, and what was decided in the last days."""
    rows = await queries.inbox(work.connection, work.school, deciding_for(work), since=work.now - SHOWN_FOR)
    known: dict[UUID | None, list[Record]] = {}
    return [await cards.card(work, work.school, row, known) for row in rows]


def deciding_for(work: Work) -> list[ClassId] | None:
    """The classes whose requests the actor decides; None: the whole school's, and those of staff."""
    if work.may(Action.DECIDE_STAFF_REQUEST, Place(school=work.school)):
        return None
    own = [ClassId(one) for one in work.actor.columns().get(Column.CLASS_TEACHER, frozenset())]
    if not own:
        work.require(Action.DECIDE_CLASS_REQUEST, Place(school=work.school))
    return sorted(own)


async def candidates(work: Work, which: UUID) -> list[Match]:
    """Whom the applicant may be (a pupil, staff), or whose representative: all, the likeliest first."""
    row = await _decidable(work, which)
    role = Role(row.role)
    typed = row.child_name if role is Role.GUARDIAN and row.child_name else f"{row.last_name} {row.first_name}"
    return matching.ranked(typed, await cards.candidates(work, work.school, role, row.class_id))


async def accept(
    work: Work, which: UUID, *, person: PersonId | None, child: PersonId | None, relation: str, proof_note: str = ""
) -> JoinRequestCard:
    """Accept: as a roster person (or, for a representative, for a child of the class), or as a new one."""
    row = await _decidable(work, which, Action.DECIDE_CLASS_REQUEST)
    _must_be_open(row)
    school, role = work.school, Role(row.role)
    await work.alone(school)
    today = work.today((await schools.school_words(work.connection, school)).time_zone)
    bonded = PersonId(row.child_id) if row.child_id else child
    if role is Role.GUARDIAN:
        await _must_be_of_class(work, row, bonded)
        of_child = {one.id for one in await queries.candidates(work.connection, school, "child", bonded)}
        known = person if person in of_child else None
        if bonded is not None and known is None:
            await _must_be_new_bond(work, row, of_child)
    else:
        known = person
    if known is not None:
        await _must_be_free(work, row, known)
    before = known or await _known_by_account(work, row)
    joined = before or await _new_person(work, row)
    if role is Role.GUARDIAN and known is None and bonded is not None:
        words = relation or row.relation or "представитель"
        await people.bond(
            work, school, bonded, joined,
            relation=words, source="request", today=today, trusted=words == "доверенное лицо",
            proof_note=optional_line(proof_note, pointer="/proofNote"),
        )  # fmt: skip
    elif role is Role.PUPIL and known is None:
        await people.give(work, school, joined, await _seat(work, row), today=today, target=row.class_id)
    elif role is Role.TEACHER:
        await become_teacher(work, school, joined, confirmed=await _is_teacher(work, joined))
    elif role is Role.OTHER_STAFF and known is None:
        for kind in (Kind.STAFF, Kind.OTHER_STAFF):
            await people.give(work, school, joined, kind, today=today)
    if await roster.living_claim(work.connection, school, joined) is None:
        await people.link(work, school, AccountId(row.account_id), joined, admitted=False)
    await _decide(work, row, "accepted", person_id=joined, match_id=before, child_id=bonded)
    work.note(_action(row), which, accepted=True, person=str(joined))
    if role is Role.GUARDIAN and bonded is not None:
        name = (await roster.names(work.connection, school, [joined]))[joined]
        words = FullName(name.last, name.first, name.middle)
        await tell_others(work, school, bonded, words, relation or row.relation, joined=True, but=joined)
    return await cards.tell(work, school, which)


async def refuse(work: Work, which: UUID, reason: str) -> JoinRequestCard:
    """Refuse; the applicant reads the reason."""
    row = await _decidable(work, which, Action.DECIDE_CLASS_REQUEST)
    _must_be_open(row)
    clean = one_line(reason, pointer="/reason", longest=300) if reason.strip() else ""
    await _decide(work, row, "refused", reason=clean)
    work.note(_action(row), which, accepted=False)
    return await cards.tell(work, work.school, which)


async def ask(work: Work, which: UUID, question: str) -> JoinRequestCard:
    """«Не знаю, спросить»: the applicant gets the question and answers it."""
    row = await _decidable(work, which, Action.DECIDE_CLASS_REQUEST)
    _must_be_open(row)
    clean = one_line(question, pointer="/question", longest=300)
    values = {"status": "asked", "question": clean, "answer": "", "decided_by": work.person}
    await queries.change(work.connection, work.school, which, values)
    return await cards.tell(work, work.school, which)


async def undo(work: Work, which: UUID) -> JoinRequestCard:
    """Take a decision back at once: the request waits again, who was let in is out."""
    row = await _decidable(work, which, Action.DECIDE_CLASS_REQUEST)
    if row.status not in ("accepted", "refused"):
        raise AlreadyDecided
    if row.decided_at is None or work.now - row.decided_at > UNDO_WITHIN or row.decided_by != work.person:
        raise TooLateToUndo
    if row.status == "accepted":
        await _let_out(work, row)
    await _decide(work, row, "waiting", person_id=None, match_id=None, reason="")
    work.note(_action(row), which, undone=True)
    return await cards.tell(work, work.school, which)


async def _let_out(work: Work, row: Record) -> None:
    """Only what the decision gave: a person who was there before keeps all else."""
    school, person = work.school, PersonId(row.person_id)
    await work.alone(school)
    held = (await roster.standings_of(work.connection, school, [person])).get(person, [])
    if any(one.kind is Kind.ADMIN for one in held):  # a school is not left without one by an undo (security.md 28)
        raise TooLateToUndo
    today = work.today((await schools.school_words(work.connection, school)).time_zone)
    await queries.end_claim_of(work.connection, school, person, row.decided_at, work.now)
    if row.child_id is not None:
        child = PersonId(row.child_id)
        if await queries.end_bonds(work.connection, school, child, person, ["request"], work.now):
            kinds = [Kind.GUARDIAN, Kind.TRUSTED_ADULT]
            await people.end(work, school, [person], today=today, kinds=kinds, target=child)
    if row.match_id is None:
        await people.end(work, school, [person], today=today)
        await roster.mark_left(work.connection, school, [person], work.now)
    await people.changed(work, school, [person])


async def _decidable(work: Work, which: UUID, action: Action = Action.DECIDE_CLASS_REQUEST) -> Record:
    row = await queries.one(work.connection, work.school, which)
    classes = frozenset({ClassId(row.class_id)}) if row.class_id else frozenset()
    work.require(_action(row), Place(school=SchoolId(row.school_id), classes=classes))
    return row


def _action(row: Record) -> Action:
    return Action.DECIDE_STAFF_REQUEST if Role(row.role).staff else Action.DECIDE_CLASS_REQUEST


def _must_be_open(row: Record) -> None:
    if row.status not in queries.OPEN:
        raise AlreadyDecided


async def _must_be_of_class(work: Work, row: Record, child: PersonId | None) -> None:
    """The child is of the class that the link was for: nothing sent can bond to another class's child (security.md 27)."""
    pupils = {one.id for one in await queries.candidates(work.connection, work.school, "class", row.class_id)}
    if child is None or child not in pupils:
        raise WhichChild


async def _must_be_free(work: Work, row: Record, person: PersonId) -> None:
    role = Role(row.role)
    if role is not Role.GUARDIAN:
        known = await cards.candidates(work, work.school, role, row.class_id)
        if person not in {one.id for one in known}:
            raise CandidateTaken
    if await roster.living_claim(work.connection, work.school, person) is not None:
        raise CandidateTaken


async def _must_be_new_bond(work: Work, row: Record, of_child: set[PersonId]) -> None:
    mine = await _known_by_account(work, row)
    if mine is not None and mine in of_child:
        raise CandidateTaken("Этот человек уже представитель этого ребёнка")


async def _known_by_account(work: Work, row: Record) -> PersonId | None:
    """Who asks may be somebody grown here already (a teacher, a parent of another child): no second record of him."""
    if Role(row.role) is Role.PUPIL:
        return None
    return await queries.grown_person(work.connection, work.school, row.account_id)


async def _new_person(work: Work, row: Record) -> PersonId:
    person = NewPerson(
        id=PersonId(work.new_id()), last_name=row.last_name, first_name=row.first_name, middle_name=row.middle_name
    )
    await people.add(work, work.school, [person])
    return person.id


async def _is_teacher(work: Work, person: PersonId) -> bool:
    """Whoever is confirmed already stays so, by whatever link he comes again (B6)."""
    held = (await roster.standings_of(work.connection, work.school, [person])).get(person, [])
    return any(one.kind is Kind.TEACHER for one in held)


async def _seat(work: Work, row: Record) -> Kind:
    return Kind.MEMBER if await queries.is_club(work.connection, work.school, row.class_id) else Kind.PUPIL


async def _decide(work: Work, row: Record, status: str, **values: UUID | str | None) -> None:
    decided = None if status == "waiting" else work.now
    await queries.change(
        work.connection, work.school, row.id,
        {"status": status, "decided_at": decided, "decided_by": work.person, **values},
    )  # fmt: skip
