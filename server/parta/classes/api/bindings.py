"""The door of who leads, teaches and represents a class, and who is in a group."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import delete, get, post, put
from litestar.params import Parameter

from parta.kernel.ids import ClassId, PersonId
from parta.work import Work

from .. import bindings, groups, leading
from ..shapes import Committee, GroupCandidate, LeaderKind

Subject = Annotated[str, msgspec.Meta(max_length=100)]


class NewLeader(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who leads from which day; a substitute has a last day too."""

    person_id: UUID
    kind: LeaderKind = "class_teacher"
    since: date | None = None
    until: date | None = None


class NewTeacher(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who teaches what; a club needs no subject."""

    person_id: UUID
    subject: Subject = ""


class NewActivist(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who represents the class, in which committee."""

    person_id: UUID
    committee: Committee


class SubjectChat(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Of which subject a chat is opened."""

    subject: Subject


class Members(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who is in the group from now on."""

    person_ids: Annotated[list[UUID], msgspec.Meta(max_length=500)]


@post("/classes/{class_id:uuid}/leaders", operation_id="bindLeader", status_code=204)
async def bind_leader(class_id: UUID, data: NewLeader, work: Work) -> None:
    """Make somebody class teacher, deputy or substitute."""
    await leading.bind_leader(
        work, work.school, ClassId(class_id), PersonId(data.person_id), data.kind, since=data.since, until=data.until
    )


@delete("/classes/{class_id:uuid}/leaders/{person_id:uuid}", operation_id="unbindLeader")
async def unbind_leader(class_id: UUID, person_id: UUID, work: Work, kind: LeaderKind) -> None:
    """End a binding at once."""
    await leading.unbind_leader(work, work.school, ClassId(class_id), PersonId(person_id), kind)


@post("/classes/{class_id:uuid}/teachers", operation_id="bindTeacher", status_code=204)
async def bind_teacher(class_id: UUID, data: NewTeacher, work: Work) -> None:
    """Make somebody a teacher here."""
    await bindings.bind_teacher(work, work.school, ClassId(class_id), PersonId(data.person_id), data.subject)


@delete("/classes/{class_id:uuid}/teachers/{person_id:uuid}", operation_id="unbindTeacher")
async def unbind_teacher(
    class_id: UUID, person_id: UUID, work: Work, subject: Annotated[str, Parameter(max_length=100)] = ""
) -> None:
    """The subject is no longer taught here by this person."""
    await bindings.unbind_teacher(work, work.school, ClassId(class_id), PersonId(person_id), subject)


@post("/classes/{class_id:uuid}/activists", operation_id="markActivist", status_code=204)
async def mark_activist(class_id: UUID, data: NewActivist, work: Work) -> None:
    """Mark a representative of the class for this school year."""
    await bindings.mark_activist(work, work.school, ClassId(class_id), PersonId(data.person_id), data.committee)


@delete("/classes/{class_id:uuid}/activists/{person_id:uuid}", operation_id="unmarkActivist")
async def unmark_activist(class_id: UUID, person_id: UUID, work: Work, committee: Committee) -> None:
    """No longer a representative."""
    await bindings.unmark_activist(work, work.school, ClassId(class_id), PersonId(person_id), committee)


@post("/classes/{class_id:uuid}/subject-chats", operation_id="openSubjectChat", status_code=204)
async def open_subject_chat(class_id: UUID, data: SubjectChat, work: Work) -> None:
    """Open the chat of a subject in a class."""
    await bindings.open_subject_chat(work, work.school, ClassId(class_id), data.subject)


@put("/classes/{class_id:uuid}/members", operation_id="fillGroup", status_code=204)
async def fill_group(class_id: UUID, data: Members, work: Work) -> None:
    """The members of a club or subgroup are these from now on."""
    members = [PersonId(one) for one in data.person_ids]
    await groups.fill(work, work.school, ClassId(class_id), members)


@get("/classes/{class_id:uuid}/candidates", operation_id="listGroupCandidates")
async def list_candidates(
    class_id: UUID, work: Work, search: Annotated[str, Parameter(max_length=100)] = ""
) -> list[GroupCandidate]:
    """Pupils who may be put into a club or subgroup by whoever asks."""
    return await groups.candidates(work, work.school, ClassId(class_id), search)


ROUTES = [
    bind_leader,
    unbind_leader,
    bind_teacher,
    unbind_teacher,
    mark_activist,
    unmark_activist,
    open_subject_chat,
    fill_group,
    list_candidates,
]
