"""The door of people: lists, cards, coming onto the roster, moving, offices, leaving."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import delete, get, patch, post
from litestar.params import Parameter

from parta.kernel.ids import ClassId, PersonId
from parta.kernel.pages import Page
from parta.people.queries import Name
from parta.work import Work

from .. import appointments, conduct, enrolment, families, leaving, offices, reading
from ..appointments import NewStaff, Order
from ..conduct import ConductAct
from ..enrolment import NewName
from ..offices import Reach
from ..shapes import NamePart, PersonCard, PersonRow, Position


class Added(msgspec.Struct, frozen=True, rename="camel"):
    """Who was put on the roster."""

    id: UUID


class PersonChange(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A corrected name; the office stays when it is not named."""

    last_name: NamePart
    first_name: NamePart
    middle_name: NamePart = ""
    job_title: Annotated[str, msgspec.Meta(max_length=120)] | None = None


class Transfer(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Into which class, from which day."""

    class_id: UUID
    since: date | None = None


class LeavingSchool(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A pupil's last day; without one, today at once."""

    last_day: date | None = None


class Dismissal(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """When, and who answers for the classes that would stay alone (by class id)."""

    when: Literal["now", "endOfDay"]
    successors: dict[UUID, UUID] = {}


class NewPosition(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which office; `head` is the head of the school. With no grades and no building it reaches the whole school."""

    position: Position | Literal["head"]
    grades: Annotated[list[Annotated[int, msgspec.Meta(ge=0, le=12)]], msgspec.Meta(max_length=13)] = []
    building_id: UUID | None = None


class OffPlatform(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """«Вне платформы»."""

    off: bool


@get("/people", operation_id="listPeople")
async def list_people(
    work: Work,
    group: Literal["staff", "pupils", "guardians"] = "staff",
    search: Annotated[str, Parameter(max_length=100)] = "",
    cursor: Annotated[str | None, Parameter(max_length=600)] = None,
    limit: Annotated[int, Parameter(ge=1, le=200)] = 100,
) -> Page[PersonRow]:
    """People by name."""
    return await reading.people_list(work, group=group, search=search, cursor=cursor, limit=limit)


@get("/people/{person_id:uuid}", operation_id="readPerson")
async def read_person(person_id: UUID, work: Work) -> PersonCard:
    """The card of a person."""
    return await reading.person_card(work, PersonId(person_id))


@get("/people/{person_id:uuid}/conduct", operation_id="readConduct")
async def read_conduct(person_id: UUID, work: Work) -> list[ConductAct]:
    """What moderators did about this person."""
    return await conduct.of_person(work, PersonId(person_id))


@patch("/people/{person_id:uuid}", operation_id="renamePerson")
async def rename_person(person_id: UUID, data: PersonChange, work: Work) -> PersonCard:
    """Correct a name or an office."""
    name = Name(data.last_name, data.first_name, data.middle_name)
    await families.rename(work, work.school, PersonId(person_id), name, data.job_title)
    return await reading.person_card(work, PersonId(person_id))


@post("/classes/{class_id:uuid}/pupils", operation_id="addPupil")
async def add_pupil(class_id: UUID, data: NewName, work: Work) -> Added:
    """Put a pupil on the list of a class."""
    return Added(await enrolment.add_pupil(work, work.school, ClassId(class_id), data))


@post("/people/staff", operation_id="addStaff")
async def add_staff(data: NewStaff, work: Work) -> Added:
    """Put a member of staff on the roster."""
    return Added(await appointments.add_staff(work, work.school, data))


@post("/people/{person_id:uuid}/transfer", operation_id="transferPupil", status_code=204)
async def transfer_pupil(person_id: UUID, data: Transfer, work: Work) -> None:
    """Move a pupil to another class; the parents follow."""
    await enrolment.transfer(work, work.school, PersonId(person_id), ClassId(data.class_id), since=data.since)


@post("/people/{person_id:uuid}/leaving", operation_id="leaveSchool", status_code=204)
async def leave_school(person_id: UUID, data: LeavingSchool, work: Work) -> None:
    """«Оформить выбытие» of a pupil."""
    await enrolment.leave_school(work, work.school, PersonId(person_id), last_day=data.last_day)


@post("/people/{person_id:uuid}/dismissal", operation_id="dismissStaff", status_code=204)
async def dismiss_staff(person_id: UUID, data: Dismissal, work: Work) -> None:
    """A member of staff leaves, now or with the end of the day."""
    successors = {ClassId(one): PersonId(person) for one, person in data.successors.items()}
    await leaving.dismiss(work, work.school, PersonId(person_id), data.when, successors)


@post("/people/{person_id:uuid}/admin", operation_id="appointAdmin", status_code=204)
async def appoint_admin(person_id: UUID, data: Order, work: Work) -> None:
    """Appoint a further administrator by an order."""
    await appointments.appoint_admin(work, work.school, PersonId(person_id), data)


@delete("/people/{person_id:uuid}/admin", operation_id="removeAdmin")
async def remove_admin(person_id: UUID, work: Work) -> None:
    """No longer an administrator; the last one stays."""
    await appointments.remove_admin(work, work.school, PersonId(person_id))


@post("/people/{person_id:uuid}/positions", operation_id="appointPosition", status_code=204)
async def appoint_position(person_id: UUID, data: NewPosition, work: Work) -> None:
    """Give an office."""
    if data.position == "head":
        await appointments.appoint_head(work, work.school, PersonId(person_id))
    else:
        reach = Reach(tuple(data.grades), data.building_id)
        await offices.appoint_position(work, work.school, PersonId(person_id), data.position, reach)


@delete("/people/{person_id:uuid}/positions/{position:str}", operation_id="removePosition")
async def remove_position(person_id: UUID, position: Position | Literal["head"], work: Work) -> None:
    """No longer in this office."""
    if position == "head":
        await appointments.remove_head(work, work.school, PersonId(person_id))
    else:
        await offices.remove_position(work, work.school, PersonId(person_id), position)


@post("/people/{person_id:uuid}/off-platform", operation_id="markOffPlatform", status_code=204)
async def mark_off_platform(person_id: UUID, data: OffPlatform, work: Work) -> None:
    """Mark a family that gets its notices on paper."""
    await families.mark_off_platform(work, work.school, PersonId(person_id), data.off)


@delete("/people/{person_id:uuid}/guardians/{guardian_id:uuid}", operation_id="endGuardianship")
async def end_guardianship(person_id: UUID, guardian_id: UUID, work: Work) -> None:
    """This adult no longer stands for this child."""
    await families.end_guardianship(work, work.school, PersonId(person_id), PersonId(guardian_id))


ROUTES = [
    list_people,
    read_person,
    read_conduct,
    rename_person,
    add_pupil,
    add_staff,
    transfer_pupil,
    leave_school,
    dismiss_staff,
    appoint_admin,
    remove_admin,
    appoint_position,
    remove_position,
    mark_off_platform,
    end_guardianship,
]
