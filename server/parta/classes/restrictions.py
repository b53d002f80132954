"""A representative is barred from a child by a decision of a court or an authority, and let back by another one (B9).

It is the standing that goes, and with it chats, search, files and notices of this child, at once and everywhere; the bond stays
on the roster. Nothing returns by itself: when the term is over, an administrator is asked.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import PersonId, SchoolId, hat_stream, school_desk
from parta.kernel.text import one_line
from parta.parts.schema import Record
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from .bindings import school_today
from .errors import AlreadyRestricted, OwnFamily
from .events import FamilyAccessChanged, RestrictionsChanged
from .queries import pages
from .queries import people as persons
from .queries import restrictions as queries

LONGEST_YEARS = 18


class RestrictionForm(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Of whom and when, by which number, and the last day on which it holds."""

    document: Annotated[str, msgspec.Meta(max_length=200)]
    decided_on: date
    ends_on: date


class LiftingForm(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """By what document access is given back."""

    document: Annotated[str, msgspec.Meta(max_length=200)]


async def restrict(work: Work, child: PersonId, guardian: PersonId, form: RestrictionForm) -> None:
    """This adult has nothing of this child from now on; what he has of other children stays."""
    school = work.school
    await _decides(work, child)
    await work.alone(school)
    today = await school_today(work, school)
    document = _checked(form, today)
    if await people_queries.barred(work.connection, school, child, guardian):
        raise AlreadyRestricted
    held = (await people_queries.standings_of(work.connection, school, [guardian])).get(guardian, [])
    bond = next((one for one in held if one.kind in people_queries.OF_CHILD and one.target == child), None)
    if bond is None:
        raise NotFound
    row = {
        "school_id": school, "id": work.new_id(), "child_id": child, "guardian_id": guardian,
        "kind": bond.kind.value, "relation": bond.detail, "document": document, "decided_on": form.decided_on,
        "ends_on": form.ends_on, "made_by": work.person, "made_at": work.now,
    }  # fmt: skip
    await queries.insert_restriction(work.connection, row)
    await people.end(work, school, [guardian], today=today, kinds=people_queries.OF_CHILD, target=child)
    await _end_what_came_by_the_child(work, child, guardian, today)
    work.note(
        Action.RESTRICT_GUARDIAN, child, {"document": ("", document)},
        guardian=str(guardian), decided_on=f"{form.decided_on}", ends_on=f"{form.ends_on}",
    )  # fmt: skip
    await _tell(work, child)


async def extend(work: Work, which: UUID, form: RestrictionForm) -> None:
    """A newer decision about the same adult and child: another document, another last day."""
    row = await _living(work, which)
    document = _checked(form, await school_today(work, work.school))
    values = {"document": document, "decided_on": form.decided_on, "ends_on": form.ends_on, "reminded_at": None}
    await queries.change(work.connection, work.school, which, values)
    work.note(
        Action.RESTRICT_GUARDIAN, PersonId(row.child_id), {"document": (row.document, document)},
        guardian=str(row.guardian_id), decided_on=f"{form.decided_on}", ends_on=f"{form.ends_on}", extended=True,
    )  # fmt: skip
    work.tell(school_desk(work.school), "desk", RestrictionsChanged())


async def lift(work: Work, which: UUID, form: LiftingForm) -> None:
    """Access is given back as it was, where the bond still is; whoever has left the school meanwhile gets nothing."""
    school = work.school
    row = await _living(work, which)
    document = _line(form.document)
    child, guardian = PersonId(row.child_id), PersonId(row.guardian_id)
    await queries.change(work.connection, school, which, {"lifted_at": work.now, "lifted_because": document})
    if await queries.may_return(work.connection, school, row):
        today = await school_today(work, school)
        await persons.set_person(work.connection, school, guardian, {"left_at": None})
        await people.give(work, school, guardian, Kind(row.kind), today=today, target=child, detail=row.relation)
    work.note(
        Action.RESTRICT_GUARDIAN, child, {"document": (row.document, document)}, guardian=str(guardian), lifted=True
    )
    await _tell(work, child)


async def remind(work: Work, school: SchoolId, today: date) -> None:
    """Tell the administrators once of each restriction whose last day is over; it holds until one of them decides."""
    if await queries.mark_reminded(work.connection, school, today, work.now):
        work.tell(school_desk(school), "desk", RestrictionsChanged())


async def _decides(work: Work, child: PersonId) -> None:
    await persons.person_row(work.connection, work.school, child)
    classes = frozenset(await pages.classes_of(work.connection, work.school, [child]))
    work.require(Action.RESTRICT_GUARDIAN, Place(school=work.school, classes=classes))
    if child in await people_queries.children_ever(work.connection, work.school, work.person):
        raise OwnFamily


async def _living(work: Work, which: UUID) -> Record:
    row = await queries.living(work.connection, work.school, which)
    if row is None:
        raise NotFound
    await _decides(work, PersonId(row.child_id))
    await work.alone(work.school)
    return row


def _checked(form: RestrictionForm, today: date) -> str:
    if form.decided_on > today:
        raise invalid("/decidedOn", "Дата документа ещё не наступила")
    if form.ends_on < today:
        raise invalid("/endsOn", "Этот день уже прошёл")
    if form.ends_on.year - today.year > LONGEST_YEARS:
        raise invalid("/endsOn", "Слишком далёкий день: проверьте год")
    return _line(form.document)


def _line(document: str) -> str:
    return one_line(document, pointer="/document", longest=200)


async def _end_what_came_by_the_child(work: Work, child: PersonId, guardian: PersonId, today: date) -> None:
    """A place in the committee and an exception in a chat, in classes where none of his other children learns."""
    school = work.school
    lost = await pages.classes_of(work.connection, school, [child])
    lost -= await pages.classes_of(work.connection, school, [guardian])
    for one in sorted(lost):
        await people.end(work, school, [guardian], today=today, kinds=[Kind.ACTIVIST], target=one, detail="parents")
    await queries.unpin(work.connection, school, guardian, lost)


async def _tell(work: Work, child: PersonId) -> None:
    """The child's other representatives learn that access changed, and nothing more; administrators ask anew."""
    school = work.school
    name = (await people_queries.names(work.connection, school, [child]))[child].of_pupil
    for row in await persons.relatives(work.connection, school, child):
        if not row.is_child and row.kind == Kind.GUARDIAN.value:
            work.tell(hat_stream(PersonId(row.id), "guardian"), "person", FamilyAccessChanged(child_name=name))
    work.tell(school_desk(school), "desk", RestrictionsChanged())
