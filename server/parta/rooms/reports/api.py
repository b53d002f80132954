"""The door of reports."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Stream

from parta.files.api import GIVEN, KEPT, Range, given_out
from parta.files.shapes import Size
from parta.files.storage import Storage
from parta.kernel.ids import PersonId, RoomId
from parta.work import Work

from ..api import Position
from . import deciding, filing
from .shapes import Decision, NewReport, Report


@post("/rooms/{room_id:uuid}/messages/{position:int}/report", operation_id="reportMessage", status_code=204)
async def report_message(room_id: FromPath[UUID], position: Position, data: NewReport, work: Work) -> None:
    """«Пожаловаться»: hidden for the reporter at once."""
    await filing.of_message(work, RoomId(room_id), position, data)


@post("/rooms/{room_id:uuid}/members/{person_id:uuid}/report", operation_id="reportMember", status_code=204)
async def report_member(room_id: FromPath[UUID], person_id: FromPath[UUID], data: NewReport, work: Work) -> None:
    """«Пожаловаться» on somebody of the chat."""
    await filing.of_person(work, RoomId(room_id), PersonId(person_id), data)


@get("/reports", operation_id="listReports")
async def list_reports(work: Work, decided: bool = False) -> list[Report]:
    """Reports that wait for a decision, urgent ones first; or those decided in the last month."""
    return await deciding.listed(work, decided=decided)


@post("/reports/{report_id:uuid}/decision", operation_id="decideReport", status_code=204)
async def decide_report(report_id: FromPath[UUID], data: Decision, work: Work) -> None:
    """Nothing wrong, deleted for all, or acted otherwise; the author may be let only read for a while. Never one's own."""
    await deciding.decide(work, report_id, data)


@get(
    "/reports/{report_id:uuid}/files/{file_id:uuid}/{size:str}",
    operation_id="readReportedFile",
    cache_control=KEPT,
    responses=GIVEN,
)
async def read_reported_file(
    report_id: FromPath[UUID],
    file_id: FromPath[UUID],
    size: FromPath[Size],
    work: Work,
    storage: Storage,
    asked: Range = None,
) -> Stream:
    """A file of a reported message (or one beside it), for who decides; also when its author has deleted it."""
    variant, name = await deciding.file(work, report_id, file_id, size)
    return given_out(storage, variant, name, asked)


ROUTES = [report_message, report_member, list_reports, decide_report, read_reported_file]
