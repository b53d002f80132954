"""The door of the inbox: requests, newcomers, teachers who wait for their status."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath

from parta.admission.joining.shapes import Ticket
from parta.identity.cookies import source_of
from parta.kernel.ids import PersonId
from parta.kernel.text import full_name
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import commands, confirming, disputes, newcomers, queries
from .disputes import SlipReport
from .newcomers import Newcomer
from .shapes import JoinRequestCard, Match

Asked = Request[Any, Any, Any]
Words = Annotated[str, msgspec.Meta(max_length=300)]


class WaitingTeacher(msgspec.Struct, frozen=True, rename="camel"):
    """A teacher who has joined and is not confirmed."""

    person_id: UUID
    name: str
    job_title: str
    joined_at: datetime


class Inbox(msgspec.Struct, frozen=True, rename="camel"):
    """Everything that waits for a decision of the actor."""

    requests: list[JoinRequestCard]
    newcomers: list[Newcomer]
    slips: list[SlipReport]  # «Это не я»
    teachers: list[WaitingTeacher]


class Acceptance(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """As whom: a roster person, or null for a new record; for a representative also the child."""

    person_id: UUID | None = None
    child_id: UUID | None = None
    relation: Annotated[str, msgspec.Meta(max_length=40)] = ""
    proof_note: Annotated[str, msgspec.Meta(max_length=200)] = ""  # of a third representative (B9)


class Reason(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Why not; the applicant reads it."""

    reason: Words = ""


class Question(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the applicant is asked."""

    question: Words


class Undone(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whose place it is not after all."""

    person_id: UUID
    child_id: UUID


@get("/join-requests", operation_id="listJoinRequests")
async def list_requests(work: Work) -> Inbox:
    """What waits for the actor's decision, and what was decided in the last days."""
    requests = await commands.inbox(work)
    teachers = (
        await queries.unconfirmed(work.connection, work.school)
        if work.may(Action.CONFIRM_TEACHER, Place(school=work.school))
        else []
    )
    return Inbox(
        requests,
        await newcomers.lately(work),
        await disputes.waiting(work),
        [
            WaitingTeacher(row.id, full_name(row.last_name, row.first_name, row.middle_name), row.job_title, row.since)
            for row in teachers
        ],
    )


@get("/join-requests/{request_id:uuid}/candidates", operation_id="listCandidates")
async def list_candidates(request_id: FromPath[UUID], work: Work) -> list[Match]:
    """Whom of the roster the applicant may be, the likeliest first."""
    return await commands.candidates(work, request_id)


@post("/join-requests/{request_id:uuid}/accept", operation_id="acceptJoinRequest", status_code=200)
async def accept(request_id: FromPath[UUID], data: Acceptance, work: Work) -> JoinRequestCard:
    """Accept a request."""
    return await commands.accept(
        work,
        request_id,
        person=PersonId(data.person_id) if data.person_id else None,
        child=PersonId(data.child_id) if data.child_id else None,
        relation=data.relation,
        proof_note=data.proof_note,
    )


@post("/join-requests/{request_id:uuid}/refuse", operation_id="refuseJoinRequest", status_code=200)
async def refuse(request_id: FromPath[UUID], data: Reason, work: Work) -> JoinRequestCard:
    """Refuse a request."""
    return await commands.refuse(work, request_id, data.reason)


@post("/join-requests/{request_id:uuid}/ask", operation_id="askApplicant", status_code=200)
async def ask(request_id: FromPath[UUID], data: Question, work: Work) -> JoinRequestCard:
    """Ask the applicant something."""
    return await commands.ask(work, request_id, data.question)


@post("/join-requests/{request_id:uuid}/undo", operation_id="undoJoinDecision", status_code=200)
async def undo(request_id: FromPath[UUID], work: Work) -> JoinRequestCard:
    """Take one's own decision back at once."""
    return await commands.undo(work, request_id)


@post("/newcomers/undo", operation_id="undoNewcomer", status_code=204)
async def undo_newcomer(data: Undone, work: Work) -> None:
    """Take a representative's place back from whoever took it."""
    await newcomers.undo(work, PersonId(data.person_id), PersonId(data.child_id))


@post("/joining/not-me", operation_id="reportSlip", status_code=204)
async def report_slip(data: Ticket, work: Work, request: Asked) -> None:
    """«Это не я»: the slip names somebody else, or somebody else has joined by it; the school is told."""
    await disputes.report(work, data.ticket, source_of(request))


@post("/slip-reports/{invitation_id:uuid}/settle", operation_id="settleSlipReport", status_code=204)
async def settle_slip_report(invitation_id: FromPath[UUID], work: Work) -> None:
    """A report about a slip was seen to."""
    await disputes.settle(work, invitation_id)


@post("/people/{person_id:uuid}/teacher-status/confirm", operation_id="confirmTeacher", status_code=204)
async def confirm_teacher(person_id: FromPath[UUID], work: Work) -> None:
    """Confirm the status «учитель»."""
    await confirming.confirm(work, PersonId(person_id))


@post("/people/{person_id:uuid}/teacher-status/withdraw", operation_id="withdrawTeacherStatus", status_code=204)
async def withdraw_status(person_id: FromPath[UUID], work: Work) -> None:
    """Withdraw the status «учитель»."""
    await confirming.withdraw(work, PersonId(person_id))


ROUTES = [
    list_requests,
    list_candidates,
    accept,
    refuse,
    ask,
    undo,
    undo_newcomer,
    report_slip,
    settle_slip_report,
    confirm_teacher,
    withdraw_status,
]
